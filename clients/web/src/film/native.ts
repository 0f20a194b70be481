/** Browsers that need no hls.js. */

/** Apple's browsers play HLS better than any script, and show it on other screens. */
export function playsByItself(video: HTMLVideoElement): boolean {
  return (
    "WebKitPlaybackTargetAvailabilityEvent" in window && video.canPlayType("application/vnd.apple.mpegurl") !== ""
  );
}
