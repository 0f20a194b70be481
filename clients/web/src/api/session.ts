/**
 * Who is signed in, in this tab and in the others.
 *
 * The access token lives in memory only; the refresh token in a cookie that no script can read. A tab that gets new
 * access hands it to the others, so that one refresh serves all of them.
 */
import { useSyncExternalStore } from "react";

import { askForAccess } from "./asking";
import { SessionKeeper } from "./sessionKeeper";
import { browserTabs } from "./tabs";

export type { SessionState } from "./sessionKeeper";

export const keeper = new SessionKeeper({
  refresh: async () => {
    const answer = askForAccess();
    const { accessIn } = await import("./door");
    return accessIn(answer);
  },
  tabs: browserTabs(),
});

/** Who is signed in; `starting` while the page still asks. */
export function useSession() {
  return useSyncExternalStore(keeper.subscribe, keeper.state);
}

/** Closes this browser's session; all its tabs are out even where the edge can't be reached. */
export async function signOut(): Promise<void> {
  try {
    const { door } = await import("./door");
    await door.endWebSession({});
  } finally {
    keeper.leave();
  }
}

/** A token that is good for a while yet; nothing where nobody is signed in. */
export function accessToken(): Promise<string | undefined> {
  return keeper.accessToken();
}

/** A token other than the one that was just refused; nothing where the session is over. */
export function renewAccess(refused: string): Promise<string | undefined> {
  return keeper.renew(refused);
}
