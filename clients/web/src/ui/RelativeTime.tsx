import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { useEffect, useState } from "react";

export interface RelativeTimeProps {
  /** Unix time in milliseconds, a date, or a time of the contracts. Nothing shows nothing. */
  at: Date | number | Timestamp | undefined;
}

/** “3 minutes ago”, kept true while the page is open; the exact time as a tip. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const [now, setNow] = useState(() => Date.now());
  const whenMs = msOf(at);
  const ageMs = whenMs === undefined ? 0 : Math.abs(now - whenMs);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), ageMs < HOUR_MS ? MINUTE_MS / 2 : HOUR_MS / 2);
    return () => clearTimeout(timer);
  }, [now, ageMs]);
  if (whenMs === undefined) {
    return null;
  }
  const when = new Date(whenMs);
  return (
    <time dateTime={when.toISOString()} title={exactly(when)}>
      {relative(whenMs, now)}
    </time>
  );
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far a moment lies from now, in words. */
export function relative(whenMs: number, nowMs: number, language = "en"): string {
  const words = wordsIn(language);
  const aheadMs = whenMs - nowMs;
  const far = Math.abs(aheadMs);
  if (far < 45_000) {
    return aheadMs > 15_000 ? "in a moment" : "just now";
  }
  if (far < 45 * MINUTE_MS) {
    return words.format(Math.round(aheadMs / MINUTE_MS), "minute");
  }
  if (far < 22 * HOUR_MS) {
    return words.format(Math.round(aheadMs / HOUR_MS), "hour");
  }
  if (far < 26 * DAY_MS) {
    return words.format(Math.round(aheadMs / DAY_MS), "day");
  }
  return new Date(whenMs).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
}

// Making these costs a slow phone more than all else that a list of times does.
const wordsIn = kept((language) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
const exactIn = kept((language) => new Intl.DateTimeFormat(language || undefined, { dateStyle: "medium", timeStyle: "short" }));

function exactly(when: Date): string {
  return exactIn("").format(when);
}

function kept<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const it = made.get(language) ?? make(language);
    made.set(language, it);
    return it;
  };
}

function msOf(at: RelativeTimeProps["at"]): number | undefined {
  if (at === undefined || typeof at === "number") {
    return at;
  }
  return at instanceof Date ? at.getTime() : Number(at.seconds) * 1000 + Math.floor(at.nanos / 1e6);
}
