/** Everything that a person has made, loaded page by page until there is no more. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { api } from "../api/encompass";
import { itemsOf, type LibraryItem } from "./items";

const PAGE_SIZE = 50;

export interface Library {
  items: readonly LibraryItem[];
  /** Of one kind or another nothing has come yet. */
  isStarting: boolean;
  /** Older things are still being loaded. */
  isLoadingMore: boolean;
  /** What could not be loaded; the rest is shown all the same. */
  error: unknown;
  retry: () => void;
}

interface PageOf<T> {
  found: readonly T[];
  nextPageToken: string;
}

export function useLibrary(): Library {
  const responses = useAll("responses", async (pageToken, signal) => {
    const page = await api.questionnaires.listResponses({ pageSize: PAGE_SIZE, pageToken }, { signal });
    return { found: page.responses, nextPageToken: page.nextPageToken };
  });
  const scripts = useAll("scripts", async (pageToken, signal) => {
    const page = await api.scripts.listScripts({ pageSize: PAGE_SIZE, pageToken }, { signal });
    return { found: page.scripts, nextPageToken: page.nextPageToken };
  });
  const videos = useAll("videos", async (pageToken, signal) => {
    const page = await api.videos.listVideos({ pageSize: PAGE_SIZE, pageToken }, { signal });
    return { found: page.videos, nextPageToken: page.nextPageToken };
  });
  const questionnaires = useQuery({
    queryKey: ["library", "questionnaires"],
    queryFn: async ({ signal }) =>
      (await api.questionnaires.listQuestionnaires({ pageSize: PAGE_SIZE }, { signal })).questionnaires,
    staleTime: 5 * 60_000,
  });

  const items = useMemo(
    () =>
      itemsOf({
        responses: responses.all,
        scripts: scripts.all,
        videos: videos.all,
        questionnaires: questionnaires.data ?? [],
      }),
    [responses.all, scripts.all, videos.all, questionnaires.data],
  );
  const lists = [responses, scripts, videos];
  return {
    items,
    isStarting: lists.some((list) => list.isStarting),
    isLoadingMore: lists.some((list) => list.isLoadingMore),
    error: lists.find((list) => list.error !== null)?.error ?? null,
    retry: () => lists.forEach((list) => list.retry()),
  };
}

function useAll<T>(name: string, load: (pageToken: string, signal: AbortSignal) => Promise<PageOf<T>>) {
  const query = useInfiniteQuery({
    queryKey: ["library", name],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
    refetchOnWindowFocus: "always",
  });
  const { data, error, hasNextPage, isFetching, isPending, fetchNextPage, refetch } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const all = useMemo(() => data?.pages.flatMap((page) => page.found) ?? [], [data]);
  return {
    all,
    error,
    isStarting: isPending,
    isLoadingMore: hasNextPage && error === null,
    retry: () => void refetch(),
  };
}
