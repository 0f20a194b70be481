import { forgetKeptAnswers } from "../answers/model/forgetting";
import type { SessionKeeper } from "../api/sessionKeeper";
import { forgetKeptScenes } from "../story/forgetting";
import { queries } from "./queries";

const RETRY_MS = 3_000;

/** Finds out who is signed in, and throws away what was fetched as somebody who no longer is; as long as the page is there. */
export function keepSession(keeper: SessionKeeper): void {
  let whose = who(keeper);
  const start = () => {
    keeper.start().catch(() => {
      // The edge can't be reached: that says nothing about who is signed in.
      setTimeout(start, RETRY_MS);
    });
  };
  keeper.subscribe(() => {
    const now = who(keeper);
    if (now !== whose && whose !== "") {
      queries.clear();
    }
    const session = keeper.state();
    if (whose !== "" && session.state === "out" && !session.ended) {
      // Who signs out leaves nothing behind; after a session that ended by itself, what isn't saved still waits for them.
      forgetKeptAnswers();
      forgetKeptScenes();
    }
    whose = now;
  });
  // Code that could not be fetched while offline stays missing in this page, whatever the network does later.
  const online = () => (keeper.state().state === "starting" ? window.location.reload() : undefined);
  window.addEventListener("online", online);
  start();
}

function who(keeper: SessionKeeper): string {
  const session = keeper.state();
  return session.state === "in" ? session.account.id : "";
}
