import { useEffect } from "react";

import { actionOf, isForFilm, type KeyAction } from "./keys";
import type { FilmPlayer } from "./player";

export interface StageActions {
  toggleCaptions: () => void;
  toggleFullScreen: () => void;
}

const SLOWEST = 0.5;
const FASTEST = 2;

/** Lets keys on the page play the film, unless they are meant for something else. */
export function useStageKeys(
  stage: HTMLElement | null,
  player: FilmPlayer | undefined,
  durationMs: number,
  { toggleCaptions, toggleFullScreen }: StageActions,
): void {
  useEffect(() => {
    if (!player) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isForFilm(event.target, event.key, stage)) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      if (action.kind === "captions") toggleCaptions();
      else if (action.kind === "fullscreen") toggleFullScreen();
      else act(player, action, durationMs);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [stage, player, durationMs, toggleCaptions, toggleFullScreen]);
}

function act(player: FilmPlayer, action: KeyAction, durationMs: number): void {
  const { timeMs, volume, muted, rate } = player.snapshot();
  switch (action.kind) {
    case "toggle":
      player.toggle();
      break;
    case "mute":
      player.setMuted(!muted);
      break;
    case "skip":
      player.seek(timeMs + action.ms);
      break;
    case "jump":
      player.seek(action.share * durationMs);
      break;
    case "louder":
      player.setVolume((muted ? 0 : volume) + action.by);
      break;
    case "faster":
      player.setRate(Math.max(SLOWEST, Math.min(FASTEST, rate + action.by)));
      break;
    default:
      break;
  }
}
