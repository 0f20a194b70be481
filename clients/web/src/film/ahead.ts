/** How far ahead of its picture a film is loaded. */
import type Hls from "hls.js";
import type { HlsConfig } from "hls.js";

/** Before anybody has watched some of it: the page that opens isn't held up, and a glance costs little. */
const FIRST_S = 4;
/** Afterwards; without a bound a short film would be loaded whole. */
const THEN_S = 40;
const WATCHED_S = 2;

/** What hls.js is made with. */
export const aheadAtFirst = bufferOf(FIRST_S);

/** Has more loaded once the film has played for a while; until `ending`. */
export function loadFurther(hls: Hls, video: HTMLVideoElement, ending: AbortSignal): void {
  const look = () => {
    if (video.played.length > 0 && video.played.end(0) - video.played.start(0) >= WATCHED_S) {
      Object.assign(hls.config, bufferOf(THEN_S));
    }
  };
  video.addEventListener("timeupdate", look, { signal: ending });
}

function bufferOf(seconds: number): Pick<HlsConfig, "maxBufferLength" | "maxMaxBufferLength"> {
  return { maxBufferLength: seconds, maxMaxBufferLength: seconds };
}
