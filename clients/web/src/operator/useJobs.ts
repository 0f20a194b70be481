/** Jobs of everybody: some of them, one of them, and what is done to it. */
import { JobOrder, type GetJobResponse } from "@encompass/client/gen/encompass/jobs/v1/job_admin_service_pb.js";
import { JobState, type Job } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { jobAdmin } from "../api/operators";

export interface JobFilters {
  /** A name of JobState; empty means any. */
  state: string;
  kind: string;
  setAsideOnly: boolean;
  oldestFirst: boolean;
}

export interface Place {
  userId: string;
  jobId: string;
}

const LIST = ["operator", "jobs"] as const;
const PAGE_SIZE = 25;
const SETTLES_MS = 800;

export function useJobs(filters: JobFilters) {
  return useInfiniteQuery({
    queryKey: [...LIST, filters],
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      jobAdmin.listJobs(
        {
          pageSize: PAGE_SIZE,
          pageToken: pageParam,
          kind: filters.kind,
          state: stateOf(filters.state),
          setAsideOnly: filters.setAsideOnly,
          order: filters.oldestFirst ? JobOrder.OLDEST_FIRST : JobOrder.NEWEST_FIRST,
        },
        { signal },
      ),
    getNextPageParam: (last) => last.nextPageToken || undefined,
    placeholderData: (before) => before,
  });
}

export function useJob(place: Place) {
  return useQuery({
    queryKey: jobKey(place),
    queryFn: ({ signal }) => jobAdmin.getJob(place, { signal }),
  });
}

/** Looks at the lists anew when the counts of the queues have changed: jobs themselves can't be watched. */
export function useFollowing(counts: string): void {
  const queries = useQueryClient();
  const seen = useRef(counts);
  useEffect(() => {
    if (seen.current === counts) return;
    const timer = setTimeout(() => {
      seen.current = counts;
      void queries.invalidateQueries({ queryKey: LIST });
      void queries.invalidateQueries({ queryKey: ["operator", "job"] });
    }, SETTLES_MS);
    return () => clearTimeout(timer);
  }, [counts, queries]);
}

export interface Order {
  what: "retry" | "discard";
  reason: string;
  /** The same for a second try of the same order. */
  requestId: string;
}

export function useOrder(place: Place) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ what, reason, requestId }: Order) => {
      const request = { ...place, reason, requestId };
      const { job } = what === "retry" ? await jobAdmin.retryJob(request) : await jobAdmin.discardJob(request);
      return job;
    },
    onSuccess: (job: Job | undefined) => {
      queries.setQueryData<GetJobResponse>(jobKey(place), (known) => (known && job ? { ...known, job } : known));
    },
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: LIST }), queries.invalidateQueries({ queryKey: jobKey(place) })]),
  });
}

/** The filter of a name such as FAILED. */
export function stateOf(name: string): JobState {
  const state = JobState[name as keyof typeof JobState] as JobState | undefined;
  return state ?? JobState.UNSPECIFIED;
}

function jobKey(place: Place) {
  return ["operator", "job", place.userId, place.jobId];
}
