import { startTransition, useCallback, useEffect, useState, useSyncExternalStore } from "react";

import type { FreshLinks } from "./links";
import { FilmPlayer, type Growth, type PlayerOptions, type PlayerState } from "./player";

export interface Playing {
  /** For the video element's ref. */
  attach: (video: HTMLVideoElement) => () => void;
  /** Undefined until there is an element. */
  player: FilmPlayer | undefined;
  state: PlayerState | undefined;
}

/** A player for as long as its video element is there: it starts by itself and follows the film's growth. */
export function useFilmPlayer(
  links: FreshLinks,
  { playableMs, isOver }: Growth,
  { captionsBeside }: PlayerOptions,
): Playing {
  const [player, setPlayer] = useState<FilmPlayer>();
  const attach = useCallback(
    (video: HTMLVideoElement) => {
      const made = new FilmPlayer(video, links, { captionsBeside });
      // What it is used with takes long to build: the page stays awake meanwhile.
      startTransition(() => setPlayer(made));
      void made.start();
      return () => {
        made.destroy();
        setPlayer(undefined);
      };
    },
    [links, captionsBeside],
  );

  useEffect(() => {
    player?.grow({ playableMs, isOver });
  }, [player, playableMs, isOver]);

  const state = useSyncExternalStore(player?.subscribe ?? nothing, player?.snapshot ?? none);
  return { attach, player, state };
}

function nothing(): () => void {
  return () => undefined;
}

function none(): undefined {
  return undefined;
}
