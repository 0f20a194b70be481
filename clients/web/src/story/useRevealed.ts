import { useEffect, useRef, useState } from "react";

import { charactersDue, sharedStart, wholeWords } from "./pacing";

const STILL = "(prefers-reduced-motion: reduce)";

/**
 * The part of a growing text that is shown by now: words appear one after another at a reader's pace. What is withdrawn
 * goes at once.
 *
 * @param isLive whether it grows before one's eyes; otherwise all of it is shown.
 */
export function useRevealed(text: string, isLive: boolean): string {
  const [shown, setShown] = useState(() => (isLive ? "" : text));
  const progress = useRef(shown.length);
  const isAtOnce = !isLive || window.matchMedia(STILL).matches;
  if (isAtOnce && shown !== text) setShown(text);

  useEffect(() => {
    if (isAtOnce) {
      progress.current = text.length;
      return;
    }
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      progress.current += charactersDue(text.length - progress.current, now - last);
      last = now;
      setShown((before) => {
        const start = sharedStart(before, text);
        progress.current = start < before.length ? start : Math.max(progress.current, start);
        return wholeWords(text, Math.floor(progress.current));
      });
      if (progress.current < text.length) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [text, isAtOnce]);

  return isAtOnce ? text : shown;
}
