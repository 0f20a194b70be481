import { useEffect } from "react";

import type { FilmPlayer } from "./player";

/** Hands a player on to whoever asked for it, and takes it back. */
export function usePlayerHandedOn(
  player: FilmPlayer | undefined,
  onPlayer: ((player: FilmPlayer | undefined) => void) | undefined,
): void {
  useEffect(() => {
    onPlayer?.(player);
    return () => onPlayer?.(undefined);
  }, [player, onPlayer]);
}
