/** What the operator's page shows, in its address: a link to it shows a colleague the same. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

import type { JobFilters, Place } from "./useJobs";

export interface Shown {
  filters: JobFilters;
  /** The job that is open. */
  place: Place | undefined;
}

const STATES = ["QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function shownOf(search: URLSearchParams): Shown {
  const state = search.get("state") ?? "";
  const kind = search.get("kind") ?? "";
  const [userId = "", jobId = ""] = (search.get("job") ?? "").split("/");
  return {
    filters: {
      state: STATES.includes(state) ? state : "",
      kind: /^[a-z-]{1,32}$/.test(kind) ? kind : "",
      setAsideOnly: search.get("aside") === "1",
      oldestFirst: search.get("order") === "oldest",
    },
    place: UUID.test(userId) && UUID.test(jobId) ? { userId, jobId } : undefined,
  };
}

export function searchOf({ filters, place }: Shown): URLSearchParams {
  const search = new URLSearchParams();
  if (filters.kind !== "") search.set("kind", filters.kind);
  if (filters.state !== "") search.set("state", filters.state);
  if (filters.setAsideOnly) search.set("aside", "1");
  if (filters.oldestFirst) search.set("order", "oldest");
  if (place) search.set("job", `${place.userId}/${place.jobId}`);
  return search;
}

export function useShown(): [Shown, (change: Partial<Shown>) => void] {
  const [search, setSearch] = useSearchParams();
  const shown = useMemo(() => shownOf(search), [search]);
  const show = useCallback(
    (change: Partial<Shown>) => setSearch((before) => searchOf({ ...shownOf(before), ...change }), { replace: true, preventScrollReset: true }),
    [setSearch],
  );
  return [shown, show];
}
