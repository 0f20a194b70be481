/** Where a film can be played: asked for as soon as its address is known. */
import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { GetPlaybackResponse } from "@encompass/client/gen/encompass/video/v1/video_service_pb";
import type { LoaderFunctionArgs } from "react-router";

import { api } from "../api/encompass";
import { accessToken } from "../api/session";
import { queries } from "../app/queries";
import { filmKeys } from "./filmKeys";
import type { PlaybackLinks } from "./links";

/** How long links that were asked for ahead are as good as new ones. */
const AHEAD_MS = 60_000;

/** Asks for the links and the poster of a film while its page is being built; nothing waits for them. */
export function loader({ params }: LoaderFunctionArgs): null {
  void askAhead(params["videoId"] ?? "");
  return null;
}

async function askAhead(videoId: string): Promise<void> {
  const token = await accessToken().catch(() => undefined);
  if (token === undefined) return;
  const links = await askedAhead(videoId);
  if (links?.posterUrl) new Image().src = links.posterUrl;
}

/** Links that are asked for before it is known how the film stands; none where nothing of it can be played. */
export function askedAhead(videoId: string): Promise<PlaybackLinks | undefined> {
  return queries
    .query({
      queryKey: filmKeys.playbackAhead(videoId),
      queryFn: async () => playbackLinks(await api.videos.getPlayback({ videoId })),
      staleTime: AHEAD_MS,
      retry: false,
    })
    .catch(() => undefined); // Whoever plays the film asks again, and is told why.
}

/** What a film is played with, of an owner's links or of shared ones. */
type Answer = Pick<
  GetPlaybackResponse,
  "multivariantUrl" | "mp4Url" | "posterUrl" | "captionsUrl" | "thumbnailsUrl" | "expireTime"
>;

export function playbackLinks(answer: Answer): PlaybackLinks {
  return {
    multivariantUrl: answer.multivariantUrl,
    mp4Url: answer.mp4Url,
    posterUrl: answer.posterUrl,
    captionsUrl: answer.captionsUrl,
    thumbnailsUrl: answer.thumbnailsUrl,
    expiresAt: answer.expireTime ? timestampMs(answer.expireTime) : 0,
  };
}
