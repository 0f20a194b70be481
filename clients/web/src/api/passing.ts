/** Which errors pass by themselves. Knows codes by their numbers, so that the first page needs no RPC library for it. */

/** CANCELLED, UNKNOWN (what browsers call a broken connection), DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE. */
const PASSING = new Set([1, 2, 4, 8, 10, 13, 14]);
export const UNAUTHENTICATED = 16;

/** The gRPC status code of an error of the edge; nothing where it isn't one. */
export function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const code: unknown = "code" in error ? error.code : undefined;
  return error.name === "ConnectError" && typeof code === "number" ? code : undefined;
}

/** Whether the same call may succeed later. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && PASSING.has(code);
}
