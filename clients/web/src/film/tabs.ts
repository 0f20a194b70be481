/** Tabs tell each other which film was set going again, so that none goes on showing that it failed. */

const CHANNEL = "encompass-films";

let ours: BroadcastChannel | undefined;

export function tellFilmChanged(videoId: string): void {
  channel()?.postMessage(videoId);
}

/** Calls back when another tab has changed the film; returns what ends it. */
export function onFilmChanged(videoId: string, callback: () => void): () => void {
  const heard = (event: MessageEvent<unknown>): void => {
    if (event.data === videoId) callback();
  };
  channel()?.addEventListener("message", heard);
  return () => channel()?.removeEventListener("message", heard);
}

/** One for the tab: a channel doesn't hear what it says itself. */
function channel(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === "undefined") return undefined;
  ours ??= new BroadcastChannel(CHANNEL);
  return ours;
}
