/** Pictures of finished films, asked for once a card comes into view. */
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type RefObject } from "react";

import { api } from "../api/encompass";

const MARGIN_MS = 60_000;

export interface Poster {
  still: string;
  moving: string;
}

export function usePoster(video: Video, isInView: boolean): Poster | undefined {
  const { data } = useQuery({
    queryKey: ["library-posters", video.id],
    queryFn: async ({ signal }) => {
      const playback = await api.videos.getPlayback({ videoId: video.id }, { signal });
      return {
        still: playback.posterUrl,
        moving: playback.previewUrl,
        expiresMs: playback.expireTime ? timestampMs(playback.expireTime) : 0,
      };
    },
    enabled: isInView && video.state === VideoState.READY,
    staleTime: (query) => Math.max(0, (query.state.data?.expiresMs ?? 0) - Date.now() - MARGIN_MS),
    refetchOnWindowFocus: true,
  });
  return data;
}

/** Whether an element has been near the window once. */
export function useHasBeenInView(element: RefObject<Element | null>): boolean {
  const [hasBeen, setHasBeen] = useState(false);
  useEffect(() => {
    if (hasBeen || element.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setHasBeen(true);
      },
      { rootMargin: "300px" },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, hasBeen]);
  return hasBeen;
}
