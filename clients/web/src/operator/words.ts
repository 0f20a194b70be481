/** What the contract's names are called on the operator's page. */
import type { Duration } from "@bufbuild/protobuf/wkt";
import { JobState, OperatorActionKind, SetAsideReason } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";

type Tone = "neutral" | "gold" | "ok" | "danger" | "info";

export const STATES: Record<JobState, { word: string; tone: Tone }> = {
  [JobState.UNSPECIFIED]: { word: "Unknown", tone: "neutral" },
  [JobState.QUEUED]: { word: "Waiting", tone: "neutral" },
  [JobState.RUNNING]: { word: "Running", tone: "info" },
  [JobState.SUCCEEDED]: { word: "Done", tone: "ok" },
  [JobState.FAILED]: { word: "Failed", tone: "danger" },
  [JobState.CANCELLED]: { word: "Stopped", tone: "neutral" },
};

export const SET_ASIDE_WORDS: Record<SetAsideReason, string> = {
  [SetAsideReason.UNSPECIFIED]: "",
  [SetAsideReason.WORKERS_LOST]: "It has cost more workers than it may.",
  [SetAsideReason.UNEXPECTED_ERROR]: "Its attempts are used up by an error that nobody foresaw.",
};

export const ACTION_WORDS: Record<OperatorActionKind, string> = {
  [OperatorActionKind.UNSPECIFIED]: "Changed",
  [OperatorActionKind.RETRY]: "Retried",
  [OperatorActionKind.DISCARD]: "Discarded",
};

const KINDS: Record<string, { one: string; many: string }> = {
  script: { one: "Story", many: "Stories" },
  video: { one: "Film", many: "Films" },
};

export function kindWord(kind: string): string {
  return KINDS[kind]?.one ?? kind;
}

export function kindsWord(kind: string): string {
  return KINDS[kind]?.many ?? kind;
}

/** The end of an id is its random part: the start of those made together is the same. */
export function shortId(id: string): string {
  return id.slice(-8);
}

export function msOfDuration(duration: Duration | undefined): number | undefined {
  return duration === undefined ? undefined : Number(duration.seconds) * 1000 + duration.nanos / 1e6;
}

/** A length of time in the two largest units that it has. */
export function lengthOf(ms: number): string {
  if (ms < 0.95) return "under 1 ms";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return two(minutes, "min", Math.floor((ms % 60_000) / 1000), "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return two(hours, "h", minutes % 60, "min");
  return two(Math.floor(hours / 24), "d", hours % 24, "h");
}

/** How long something has lasted, for somebody who watches it grow. */
export function ageOf(ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1000));
  return seconds < 60 ? `${seconds} s` : lengthOf(seconds * 1000);
}

export function bytesOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${(bytes / 1000).toFixed(bytes < 9_950 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function two(many: number, unit: string, few: number, smaller: string): string {
  return few === 0 ? `${many} ${unit}` : `${many} ${unit} ${few} ${smaller}`;
}
