import { useEffect, useState } from "react";

import styles from "./Captions.module.css";
import type { CaptionSize } from "./settings";
import type { Cue } from "./vtt";

interface CaptionsProps {
  video: HTMLVideoElement;
  /** What is said at a moment; the same object for the same cue. */
  cueAt: (timeMs: number) => Cue | undefined;
  /** Tag of the language; empty where it isn't known. */
  language: string;
  size: CaptionSize;
}

/** What is being said, with the word that is spoken lit. */
export function Captions({ video, cueAt, language, size }: CaptionsProps) {
  const { cue, spoken } = useSpoken(video, cueAt);
  if (!cue) return null;
  const firsts = cue.lines.map((_, number) => cue.lines.slice(0, number).flat().length);
  return (
    <p className={styles.captions} data-size={size} lang={language || undefined}>
      {cue.lines.map((line, number) => (
        <span key={number} className={styles.line}>
          {line.map((word, place) => (
            <span key={place} className={styles.word} data-spoken={(firsts[number] ?? 0) + place === spoken}>
              {word.text}{" "}
            </span>
          ))}
        </span>
      ))}
    </p>
  );
}

function useSpoken(
  video: HTMLVideoElement,
  cueAt: (timeMs: number) => Cue | undefined,
): { cue: Cue | undefined; spoken: number } {
  const [now, setNow] = useState<{ cue: Cue | undefined; spoken: number }>({ cue: undefined, spoken: -1 });
  useEffect(() => {
    let frame = 0;
    const look = () => {
      const timeMs = video.currentTime * 1000;
      const cue = cueAt(timeMs);
      const spoken = cue ? cue.lines.flat().findLastIndex((word) => word.atMs <= timeMs) : -1;
      setNow((before) => (before.cue === cue && before.spoken === spoken ? before : { cue, spoken }));
      frame = requestAnimationFrame(look);
    };
    look();
    return () => cancelAnimationFrame(frame);
  }, [video, cueAt]);
  return now;
}
