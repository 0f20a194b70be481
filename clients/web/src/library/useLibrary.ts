/** What a person has made, or what a search finds of it, loaded page by page as one asks for more. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

import { api } from "../api/encompass";
import { answersItem, filmItem, storyItem, type Filter } from "./items";
import { holdingUp, joined, listsOf, type Loaded } from "./paging";

const PAGE_SIZE = 24;

export interface Library {
  /** The three kinds as far as they are loaded. */
  lists: readonly Loaded[];
  /** What a filter needs to show, newest first. */
  items: ReturnType<typeof joined>;
  /** Of one kind or another nothing has come yet. */
  isStarting: boolean;
  /** What is shown was found with the words before; that of the words now is on its way. */
  isSearching: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** What could not be loaded; the rest is shown all the same. */
  error: unknown;
  retry: () => void;
  loadMore: () => void;
}

interface PageOf<T> {
  found: readonly T[];
  nextPageToken: string;
}

/** `query`: words that everything shown has; empty shows all. */
export function useLibrary(query: string, filter: Filter): Library {
  const responses = usePages("responses", query, async (pageToken, signal) => {
    const page = await api.questionnaires.listResponses({ pageSize: PAGE_SIZE, pageToken, query }, { signal });
    return { found: page.responses, nextPageToken: page.nextPageToken };
  });
  const scripts = usePages("scripts", query, async (pageToken, signal) => {
    const page = await api.scripts.listScripts({ pageSize: PAGE_SIZE, pageToken, query }, { signal });
    return { found: page.scripts, nextPageToken: page.nextPageToken };
  });
  const videos = usePages("videos", query, async (pageToken, signal) => {
    const page = await api.videos.listVideos({ pageSize: PAGE_SIZE, pageToken, query }, { signal });
    return { found: page.videos, nextPageToken: page.nextPageToken };
  });
  const titles = useTitles();

  const stories = useMemo(() => new Map(scripts.all.map((each) => [each.id, each])), [scripts.all]);
  const films = useMemo(
    () => videos.all.map((each) => filmItem(each, stories.get(each.scriptId))),
    [videos.all, stories],
  );
  const lists = useMemo<Loaded[]>(
    () => [
      {
        kind: "answers",
        items: responses.all.map((each) => answersItem(each, titles?.get(each.questionnaireId) ?? "")),
        hasMore: responses.hasMore,
      },
      { kind: "story", items: scripts.all.map(storyItem), hasMore: scripts.hasMore },
      { kind: "film", items: films, hasMore: videos.hasMore },
    ],
    [responses.all, responses.hasMore, scripts.all, scripts.hasMore, films, videos.hasMore, titles],
  );
  const shown = useMemo(() => listsOf(lists, filter), [lists, filter]);
  const items = useMemo(() => joined(shown), [shown]);

  const pages = { answers: responses, story: scripts, film: videos };
  const all = [responses, scripts, videos];
  const { loadMore: moreAnswers } = responses;
  const { loadMore: moreStories } = scripts;
  const { loadMore: moreFilms } = videos;
  const loadMore = useCallback(() => {
    const more = { answers: moreAnswers, story: moreStories, film: moreFilms };
    for (const list of holdingUp(shown)) more[list.kind]();
  }, [shown, moreAnswers, moreStories, moreFilms]);
  return {
    lists,
    items,
    isStarting: all.some((list) => list.isStarting),
    isSearching: all.some((list) => list.isStale),
    hasMore: shown.some((list) => list.hasMore),
    isLoadingMore: shown.some((list) => pages[list.kind].isFetching),
    error: all.find((list) => list.error !== null)?.error ?? null,
    retry: () => all.forEach((list) => list.retry()),
    loadMore,
  };
}

function usePages<T>(
  name: string,
  query: string,
  load: (pageToken: string, signal: AbortSignal) => Promise<PageOf<T>>,
) {
  const { data, error, hasNextPage, isFetching, isPending, isPlaceholderData, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey: ["library", name, query],
      queryFn: ({ pageParam, signal }) => load(pageParam, signal),
      initialPageParam: "",
      getNextPageParam: (last) => last.nextPageToken || undefined,
      refetchOnWindowFocus: "always",
      placeholderData: keepPreviousData,
    });
  const all = useMemo(() => data?.pages.flatMap((page) => page.found) ?? [], [data]);
  return {
    all,
    error,
    hasMore: hasNextPage,
    isStarting: isPending,
    isStale: isPlaceholderData,
    isFetching,
    // A page that is asked for while the list is read anew would stop that.
    loadMore: useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]),
    retry: () => void refetch(),
  };
}

function useTitles(): ReadonlyMap<string, string> | undefined {
  const { data } = useQuery({
    queryKey: ["library", "questionnaires"],
    queryFn: async ({ signal }) =>
      (await api.questionnaires.listQuestionnaires({ pageSize: 50 }, { signal })).questionnaires,
    select: (questionnaires) => new Map(questionnaires.map((each) => [each.id, each.title])),
    staleTime: 5 * 60_000,
  });
  return data;
}
