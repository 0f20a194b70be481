/** Calls back while the end of what is shown is near the window, and whenever it comes near: time to load what is older. */
import { useEffect, type RefObject } from "react";

const NEAR_PX = 600;

/** Calls nothing back unless `isWanted`. */
export function useNearEnd(end: RefObject<Element | null>, isWanted: boolean, callback: () => void): void {
  useEffect(() => {
    const element = end.current;
    if (element === null || !isWanted) return;
    // A new observer tells at once how things are now, after the cards above have changed.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) callback();
      },
      { rootMargin: `${NEAR_PX}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [end, isWanted, callback]);
}
