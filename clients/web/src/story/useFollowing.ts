import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

/** How far below the window's edge the end of the text may be for its reader to count as being there, in pixels. */
const REACH_PX = 160;

export interface Following {
  /** Goes at the end of the text. */
  end: RefObject<HTMLDivElement | null>;
  isFollowing: boolean;
  /** Goes to the end and stays there. */
  follow: () => void;
}

/**
 * Keeps the end of a growing text in view, but only while its reader is there: who scrolls back is left alone until
 * they come to the end again.
 */
export function useFollowing(isGrowing: boolean, grownTo: number): Following {
  const end = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);

  useEffect(() => {
    if (!isGrowing) return;
    let before = window.scrollY;
    const look = (): void => {
      const hasGoneBack = window.scrollY < before - 2;
      before = window.scrollY;
      if (isInReach(end.current)) setFollowing(true);
      else if (hasGoneBack) setFollowing(false);
    };
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, [isGrowing]);

  useEffect(() => {
    if (isGrowing && isFollowing) toEnd(end.current);
  }, [isGrowing, isFollowing, grownTo]);

  const follow = useCallback(() => {
    setFollowing(true);
    toEnd(end.current);
  }, []);
  return { end, isFollowing, follow };
}

function isInReach(element: HTMLElement | null): boolean {
  return element !== null && element.getBoundingClientRect().top <= window.innerHeight + REACH_PX;
}

function toEnd(element: HTMLElement | null): void {
  if (element === null || element.getBoundingClientRect().top <= window.innerHeight - 24) return;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "end", behavior: isStill ? "instant" : "smooth" });
}
