/** Where to go after signing in: the path that one came for, if it is one of ours. */
export function wantedPath(search: URLSearchParams): string {
  const wanted = search.get("then") ?? "";
  return /^\/(?![/\\])/.test(wanted) ? wanted : "/library";
}
