/** Errors in words that say what to do. */
import { Code, ConnectError } from "@connectrpc/connect";

import { CODE_WORDS, REASON_WORDS, type Words } from "./problemWords";
import { told } from "./reasons";

export interface Problem {
  /** What happened, in one sentence. */
  title: string;
  /** What to do about it. */
  advice: string;
  /** UPPER_SNAKE, as in error_reason.proto; OFFLINE or UNKNOWN where the edge didn't name one. */
  reason: string;
  /** Name of the field in camelCase, as in the request, to what is wrong with it. */
  fields: Record<string, string>;
  retryAfterMs?: number;
  requestId?: string;
  /** Where to find help, with a service's own words for it. */
  help?: { description: string; url: string }[];
}

/** Reasons whose message was written for the person and says more than we could. */
const SPEAK_FOR_THEMSELVES = new Set(["ANSWERS_NEED_CARE"]);

export function problemOf(error: unknown): Problem {
  if (
    typeof navigator !== "undefined" &&
    !navigator.onLine &&
    !(error instanceof ConnectError && told(error).reason)
  ) {
    return { ...word("OFFLINE"), reason: "OFFLINE", fields: {} };
  }
  if (!isOfTheEdge(error)) {
    return { ...word(isNotLoaded(error) ? "PAGE_NOT_LOADED" : "UNKNOWN"), reason: "UNKNOWN", fields: {} };
  }
  const what = told(error);
  const words = REASON_WORDS[what.reason] ?? CODE_WORDS[what.code] ?? word("UNKNOWN");
  return {
    title: SPEAK_FOR_THEMSELVES.has(what.reason) ? what.message : filled(words.title, what.metadata),
    advice: filled(words.advice, what.metadata),
    reason: what.reason || Code[what.code].toUpperCase(),
    fields: Object.fromEntries(
      Object.entries(what.fields).map(([path, text]) => [camel(path), sentence(text)]),
    ),
    ...(what.retryAfterMs === undefined ? {} : { retryAfterMs: what.retryAfterMs }),
    ...(what.requestId === undefined ? {} : { requestId: what.requestId }),
    ...(what.help.length > 0 ? { help: what.help } : {}),
  };
}

/** Whether an error of the edge has this reason. */
export function reasonIs(error: unknown, reason: string): boolean {
  return isOfTheEdge(error) && told(error).reason === reason;
}

function isOfTheEdge(error: unknown): boolean {
  return (
    error instanceof ConnectError ||
    (error instanceof Error && /fetch|network|load failed/i.test(error.message) && !isNotLoaded(error))
  );
}

/** A page's code is gone after a release, or the network broke while it was fetched. */
function isNotLoaded(error: unknown): boolean {
  return (
    error instanceof Error && /dynamically imported module|importing a module|preload/i.test(error.message)
  );
}

function word(reason: string): Words {
  return REASON_WORDS[reason] ?? { title: "Something went wrong.", advice: "Try again." };
}

function filled(text: string, metadata: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => metadata[name] ?? "");
}

function camel(path: string): string {
  return path.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
