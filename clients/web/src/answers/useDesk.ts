/** The desk of a page: one for each response that is filled in, awake to the network and to other tabs. */
import { useEffect, useState, useSyncExternalStore } from "react";

import { Desk, type DeskState } from "./model/desk";
import { keepingOf } from "./model/keeping";
import { serviceOf, type Opened } from "./service";

interface Word {
  readonly responseId: string;
  readonly etag: string;
}

export interface Filling {
  readonly accountId: string;
  readonly responseId: string;
  readonly language: string;
  readonly opened: Opened;
}

export function useDesk({ accountId, responseId, language, opened }: Filling): [Desk, DeskState] {
  const [tabs] = useState(() =>
    typeof BroadcastChannel === "undefined"
      ? undefined
      : new BroadcastChannel(`encompass.answers.${accountId}`),
  );
  const [desk] = useState(
    () =>
      new Desk(
        opened.form,
        opened.questionnaire,
        opened.kept,
        serviceOf(responseId, language),
        keepingOf(accountId, responseId),
        (etag) => tabs?.postMessage({ responseId, etag } satisfies Word),
      ),
  );
  useEffect(() => {
    desk.return();
    // What was kept from the last visit goes now.
    void desk.flush();
    const hear = (event: MessageEvent<Word>) => {
      if (event.data.responseId === responseId) {
        desk.heard(event.data.etag);
      }
    };
    const back = () => desk.retry();
    const look = () => {
      if (document.visibilityState === "visible") {
        void desk.refresh();
      } else {
        void desk.flush();
      }
    };
    tabs?.addEventListener("message", hear);
    window.addEventListener("online", back);
    window.addEventListener("pageshow", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      tabs?.removeEventListener("message", hear);
      window.removeEventListener("online", back);
      window.removeEventListener("pageshow", look);
      document.removeEventListener("visibilitychange", look);
      desk.leave();
    };
  }, [desk, responseId, tabs]);
  return [desk, useSyncExternalStore(desk.subscribe, desk.state)];
}
