/** Tabs tell each other which story they have changed; never what is in it. */

const CHANNEL = "encompass-stories";

let ours: BroadcastChannel | undefined;

export function tellStoryChanged(scriptId: string): void {
  channel()?.postMessage(scriptId);
}

/** Calls back when another tab has changed the story; returns what ends it. */
export function onStoryChanged(scriptId: string, callback: () => void): () => void {
  const heard = (event: MessageEvent<unknown>): void => {
    if (event.data === scriptId) callback();
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
