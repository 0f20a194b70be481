/** A film as its owner's page knows it: how it stands, where it can be played, what belongs to it. */
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import type { WatchVideoResponse } from "@encompass/client/gen/encompass/video/v1/video_service_pb";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { api } from "../api/encompass";
import { useWatch } from "../api/watch";
import { filmKeys } from "./filmKeys";
import { FreshLinks, type PlaybackLinks } from "./links";
import { hasCaptionsBeside } from "./looks";
import { askedAhead, playbackLinks } from "./playback";
import { isOver } from "./scenes";
import { filmChanges } from "./tabs";
import { parseCaptions, parseThumbnails, type Cue, type Thumbnail } from "./vtt";

const LINKS_LAST_MS = 5 * 3_600_000;

/** A film, live. What sets it going again tells the other tabs. */
export function useFilm(videoId: string) {
  const watched = useWatch<WatchVideoResponse, Video>({
    key: filmKeys.film(videoId),
    open: (resumeToken, signal) => api.videos.watchVideo({ videoId, resumeToken }, { signal, timeoutMs: 0 }),
    reduce: (before, { event }) => (event.case === "video" ? event.value : before),
    isOver: (video) => video !== undefined && isOver(video),
  });
  const { restart } = watched;
  useEffect(() => filmChanges.on(videoId, restart), [videoId, restart]);
  return watched;
}

export interface Playback {
  /** Stay the same as long as the page is there. */
  links: FreshLinks | undefined;
  files: PlaybackLinks | undefined;
  error: unknown;
}

/** Links to a film from its first segment on, and to its files once it is finished. */
export function usePlayback(video: Video | undefined): Playback {
  const videoId = video?.id ?? "";
  const isFinished = video?.state === VideoState.READY;
  const { data: files, error } = useQuery({
    queryKey: filmKeys.playback(videoId, isFinished),
    queryFn: async ({ signal }) => {
      const ahead = await askedAhead(videoId);
      if (ahead && (ahead.mp4Url !== "") === isFinished) return ahead;
      return playbackLinks(await api.videos.getPlayback({ videoId }, { signal }));
    },
    enabled: (video?.segmentCount ?? 0) > 0,
    placeholderData: (before) => before,
    staleTime: LINKS_LAST_MS,
    refetchOnWindowFocus: false,
  });
  const [links, setLinks] = useState<FreshLinks>();
  if (!links && files) {
    setLinks(new FreshLinks(files, async () => playbackLinks(await api.videos.getPlayback({ videoId })), fetchText));
  }
  useEffect(() => {
    if (files) links?.accept(files);
  }, [links, files]);
  return { links, files, error };
}

const NO_CUES: readonly Cue[] = [];
const NO_THUMBNAILS: readonly Thumbnail[] = [];

/** What can be shown over the film once it is finished. */
export function useExtras(video: Video, files: PlaybackLinks | undefined) {
  const areBeside = hasCaptionsBeside(video.options?.captionStyle);
  const captions = useText(video.id, "captions", areBeside ? files?.captionsUrl : "", parseCaptions);
  const thumbnails = useText(video.id, "thumbnails", files?.thumbnailsUrl, parseThumbnails);
  return { cues: captions ?? NO_CUES, thumbnails: thumbnails ?? NO_THUMBNAILS };
}

/** A text file of a film, read. */
export function useText<T>(
  videoId: string,
  kind: string,
  url: string | undefined,
  parse: (text: string) => T,
): T | undefined {
  const { data } = useQuery({
    queryKey: filmKeys.text(videoId, kind),
    queryFn: async ({ signal }) => parse(await fetchText(url ?? "", signal)),
    enabled: Boolean(url),
    staleTime: LINKS_LAST_MS,
    refetchOnWindowFocus: false,
  });
  return data;
}

/** The story of a film, for whoever waits for the film. */
export function useStoryOf(video: Video, isWanted: boolean) {
  return useQuery({
    queryKey: filmKeys.text(video.id, "story"),
    queryFn: async ({ signal }) => (await api.scripts.getScript({ scriptId: video.scriptId }, { signal })).script,
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data;
}

/** Has the library and the list of versions look again. */
export function useRefresh() {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["library"] }),
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === "films" && queryKey[2] === "versions" }),
    ]);
  };
}

export async function fetchText(url: string, signal: AbortSignal = AbortSignal.timeout(15_000)): Promise<string> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`A file of the film couldn't be loaded: ${answer.status}`);
  return answer.text();
}
