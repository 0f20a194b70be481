/** One story: read along while it is written, and kept the same in all of a person's tabs. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";

import { api } from "../api/encompass";
import { useWatch, type Watched } from "../api/watch";
import type { Script, WatchScriptResponse } from "./contract";
import { isBeingWritten, scriptAfter } from "./reading";
import { storyChanges } from "./tabs";

export interface Story extends Watched<Script> {
  /** Shows what a call of ours has returned, here and in other tabs. */
  accept: (script: Script) => void;
  /** Shows something that isn't confirmed yet, in this tab only; returns what takes it back. */
  pretend: (change: (script: Script) => Script) => () => void;
  /** As it is shown this very moment. */
  current: () => Script | undefined;
  /** Reads it again. */
  reload: () => Promise<Script | undefined>;
}

export function storyKey(scriptId: string): readonly string[] {
  return ["script", scriptId];
}

export function useStory(scriptId: string): Story {
  const queries = useQueryClient();
  const watched = useWatch<WatchScriptResponse, Script>({
    key: storyKey(scriptId),
    open: (resumeToken, signal) => api.scripts.watchScript({ scriptId, resumeToken }, { signal, timeoutMs: 0 }),
    reduce: scriptAfter,
    isOver: (script) => script !== undefined && !isBeingWritten(script),
  });
  const { restart, live } = watched;

  const show = useCallback(
    (script: Script) => {
      queries.setQueryData(storyKey(scriptId), script);
      if (isBeingWritten(script)) restart();
    },
    [queries, scriptId, restart],
  );
  const accept = useCallback(
    (script: Script) => {
      show(script);
      void queries.invalidateQueries({ queryKey: ["library"] });
      storyChanges.tell(scriptId);
    },
    [show, queries, scriptId],
  );
  const pretend = useCallback(
    (change: (script: Script) => Script) => {
      const before = queries.getQueryData<Script>(storyKey(scriptId));
      if (before === undefined) return () => undefined;
      // The cache keeps a copy of its own where parts are as before.
      const pretended = queries.setQueryData(storyKey(scriptId), change(before));
      return () => {
        if (queries.getQueryData(storyKey(scriptId)) === pretended) queries.setQueryData(storyKey(scriptId), before);
      };
    },
    [queries, scriptId],
  );
  const current = useCallback(() => queries.getQueryData<Script>(storyKey(scriptId)), [queries, scriptId]);
  const reload = useCallback(async () => {
    const { script } = await api.scripts.getScript({ scriptId });
    if (script) show(script);
    return script;
  }, [scriptId, show]);

  useStaysTrue(scriptId, live === "ended", reload);
  return { ...watched, accept, pretend, current, reload };
}

/** A finished story isn't watched: another tab says when it has changed it, and who comes back looks again. */
function useStaysTrue(scriptId: string, isFinished: boolean, reload: () => Promise<unknown>): void {
  useEffect(() => {
    if (!isFinished) return;
    const look = (): void => {
      if (document.visibilityState === "visible") reload().catch(() => undefined);
    };
    const stopListening = storyChanges.on(scriptId, () => void reload().catch(() => undefined));
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    window.addEventListener("online", look);
    return () => {
      stopListening();
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
      window.removeEventListener("online", look);
    };
  }, [scriptId, isFinished, reload]);
}
