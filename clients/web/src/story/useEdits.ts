/** Edits of a finished story: shown at once, sent one after the other, taken back where the service refuses. */
import { useCallback, useMemo, useState } from "react";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import { toast } from "../ui";
import type { Scene, Script } from "./contract";
import {
  inOrder,
  tidied,
  withHeading,
  withoutScene,
  withScene,
  withWords,
  wordsIn,
  type SceneWords,
} from "./edits";
import type { Story } from "./useStory";

/** `conflict`: somebody changed the story meanwhile, and it is shown as it is now. */
export type Outcome = { kind: "done"; script: Script } | { kind: "conflict"; latest: Script } | { kind: "refused" };

export interface Edits {
  editScene: (sceneId: string, words: SceneWords) => Promise<Outcome>;
  editHeading: (heading: { title: string; logline: string }) => Promise<Outcome>;
  addScene: (index: number, words: SceneWords) => Promise<Outcome>;
  haveSceneWritten: (index: number, wish: string) => Promise<Outcome>;
  removeScene: (scene: Scene) => Promise<Outcome>;
  reorder: (sceneIds: readonly string[]) => Promise<Outcome>;
  rewrite: (sceneIds: readonly string[], wish: string) => Promise<Outcome>;
  restore: (version: number) => Promise<Outcome>;
}

interface Edit {
  /** How the story looks if all goes well. */
  looks?: (script: Script) => Script;
  send: (etag: string) => Promise<{ script?: Script | undefined }>;
}

const UNDO_MS = 8_000;

export function useEdits(scriptId: string, story: Story): Edits {
  const { accept, pretend, current, reload } = story;
  const [inLine] = useState(oneAfterTheOther);

  const run = useCallback(
    (edit: Edit): Promise<Outcome> => {
      const takeBack = edit.looks ? pretend(edit.looks) : () => undefined;
      return inLine(async (): Promise<Outcome> => {
        try {
          const { script } = await edit.send(current()?.etag ?? "");
          if (script === undefined) throw new Error("The service answered without a story.");
          accept(script);
          return { kind: "done", script };
        } catch (error) {
          takeBack();
          const problem = problemOf(error);
          if (problem.reason === "ETAG_MISMATCH") {
            const latest = await reload().catch(() => undefined);
            if (latest) return { kind: "conflict", latest };
          }
          toast({ text: `${problem.title} ${problem.advice}`, tone: "danger" });
          return { kind: "refused" };
        }
      });
    },
    [inLine, accept, pretend, current, reload],
  );

  return useMemo(() => editsOf(scriptId, run, () => current()?.version), [scriptId, run, current]);
}

/** Each edit is sent with the etag that the one before has left. */
function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}

function editsOf(
  scriptId: string,
  run: (edit: Edit) => Promise<Outcome>,
  versionNow: () => number | undefined,
): Edits {
  const elsewhere = async (outcome: Promise<Outcome>): Promise<Outcome> => {
    const found = await outcome;
    if (found.kind === "conflict") {
      toast({ text: "The story was changed in another window, and is shown as it is now. Please look, then try again." });
    }
    return found;
  };
  const restore = (version: number) =>
    elsewhere(run({ send: (etag) => api.scripts.restoreScriptVersion({ scriptId, version, etag }) }));

  const addScene = (index: number, words: SceneWords) => {
    const scene = tidied(words);
    const requestId = crypto.randomUUID();
    return elsewhere(
      run({
        looks: (script) => withScene(script, index, scene),
        send: (etag) => api.scripts.addScene({ scriptId, index, scene, etag, requestId }),
      }),
    );
  };

  const removeScene = async (scene: Scene): Promise<Outcome> => {
    const removal: Edit = {
      looks: (script) => withoutScene(script, scene.id),
      send: (etag) => api.scripts.removeScene({ scriptId, sceneId: scene.id, etag }),
    };
    let outcome = await run(removal);
    // What was changed elsewhere wasn't this scene: it may go.
    if (outcome.kind === "conflict" && hasAsItWas(outcome.latest, scene)) outcome = await run(removal);
    if (outcome.kind !== "done") return elsewhere(Promise.resolve(outcome));
    const { version } = outcome.script;
    toast({
      text: `“${scene.title}” is removed.`,
      timeoutMs: UNDO_MS,
      action: {
        label: "Undo",
        // Where something was changed since, the scene comes back without taking that away.
        onPress: () =>
          void (versionNow() === version ? restore(version - 1) : addScene(scene.index, wordsIn(scene))),
      },
    });
    return outcome;
  };

  return {
    restore,
    addScene,
    removeScene,
    editScene: (sceneId, words) => {
      const { title, narration } = tidied(words);
      return run({
        looks: (script) => withWords(script, sceneId, { title, narration }),
        send: (etag) =>
          api.scripts.updateScene({
            scriptId,
            scene: { id: sceneId, title, narration },
            updateMask: { paths: ["title", "narration"] },
            etag,
          }),
      });
    },
    editHeading: (heading) =>
      elsewhere(
        run({
          looks: (script) => withHeading(script, heading),
          send: (etag) =>
            api.scripts.updateScript({ scriptId, ...heading, updateMask: { paths: ["title", "logline"] }, etag }),
        }),
      ),
    haveSceneWritten: (index, wish) => {
      const requestId = crypto.randomUUID();
      return elsewhere(run({ send: (etag) => api.scripts.addScene({ scriptId, index, wish, etag, requestId }) }));
    },
    reorder: (sceneIds) =>
      elsewhere(
        run({
          looks: (script) => inOrder(script, sceneIds),
          send: (etag) => api.scripts.reorderScenes({ scriptId, sceneIds: [...sceneIds], etag }),
        }),
      ),
    rewrite: (sceneIds, wish) => {
      const requestId = crypto.randomUUID();
      return elsewhere(
        run({ send: (etag) => api.scripts.rewriteScenes({ scriptId, sceneIds: [...sceneIds], wish, etag, requestId }) }),
      );
    },
  };
}

function hasAsItWas(script: Script, scene: Scene): boolean {
  return script.scenes.some((each) => each.id === scene.id && each.narration === scene.narration);
}
