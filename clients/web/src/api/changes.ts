/** Tabs tell each other which thing they have changed; never what is in it. */

export interface Changes {
  tell(id: string): void;
  /** Calls back when another tab has changed the thing; returns what ends it. */
  on(id: string, callback: () => void): () => void;
}

/** Changes of one kind of thing, by a channel that is opened once it is needed. */
export function changesOf(name: string): Changes {
  let ours: BroadcastChannel | undefined;
  // One for the tab: a channel doesn't hear what it says itself.
  const channel = (): BroadcastChannel | undefined => {
    if (typeof BroadcastChannel === "undefined") return undefined;
    ours ??= new BroadcastChannel(name);
    return ours;
  };
  return {
    tell: (id) => channel()?.postMessage(id),
    on: (id, callback) => {
      const heard = (event: MessageEvent<unknown>): void => {
        if (event.data === id) callback();
      };
      channel()?.addEventListener("message", heard);
      return () => channel()?.removeEventListener("message", heard);
    },
  };
}
