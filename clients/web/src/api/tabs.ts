/** How tabs of one browser take turns and tell each other things. */
import type { Account } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";

export interface Access {
  account: Account;
  token: string;
  /** Unix time. */
  expiresMs: number;
}

/** What one tab tells the others. */
export type Word = { kind: "access"; access: Access } | { kind: "out" };

export interface Tabs {
  tell(word: Word): void;
  hear(listener: (word: Word) => void): void;
  /** Runs it while no other tab runs one. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Whether somebody was signed in here when a page last looked. */
  remembered(): boolean;
  remember(signedIn: boolean): void;
}

const NAME = "encompass.session";

export function browserTabs(): Tabs {
  const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel(NAME);
  return {
    tell: (word) => channel?.postMessage(word),
    hear: (listener) =>
      channel?.addEventListener("message", (event: MessageEvent<Word>) => listener(event.data)),
    alone: async (work) => ("locks" in navigator ? await navigator.locks.request(NAME, work) : work()),
    remembered: () => {
      try {
        return localStorage.getItem(NAME) === "in";
      } catch {
        return true;
      }
    },
    remember: (signedIn) => {
      try {
        if (signedIn) {
          localStorage.setItem(NAME, "in");
        } else {
          localStorage.removeItem(NAME);
        }
      } catch {
        // Without storage each page asks the edge.
      }
    },
  };
}
