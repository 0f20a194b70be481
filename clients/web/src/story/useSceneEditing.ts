/**
 * Which scene is being edited, what is written of it, and what becomes of it when somebody else was quicker. What isn't
 * saved is kept on this device: it is open again after a reload.
 */
import { useEffect, useState } from "react";

import { toast } from "../ui";
import type { Scene, Script } from "./contract";
import { sameWords, wordsIn, type SceneWords } from "./edits";
import type { SceneDraft, SceneDrafts } from "./sceneDrafts";
import type { Edits } from "./useEdits";

/** `isReady`: the story takes edits. */
export function useSceneEditing(edits: Edits, drafts: SceneDrafts, script: Script, isReady: boolean) {
  const [editing, setEditing] = useState<SceneDraft>();

  const [hasLooked, setLooked] = useState(false);
  const [left, setLeft] = useState<SceneDraft>();
  if (isReady && !hasLooked) {
    const found = drafts.latest(script);
    setLooked(true);
    setLeft(found);
    setEditing(found);
  }
  useEffect(() => {
    if (left) toast({ text: `What you wrote of “${left.base.title}” isn’t saved yet, and is here again.` });
  }, [left]);

  async function save(edited: SceneDraft): Promise<void> {
    const { sceneId, draft, base, index } = edited;
    setEditing(undefined);
    const isThere = script.scenes.some((scene) => scene.id === sceneId);
    let outcome = isThere
      ? await edits.editScene(sceneId, draft)
      : await edits.addScene(Math.min(script.scenes.length, index), draft);
    // Where another scene was changed meanwhile, both changes stay without a question.
    if (isThere && outcome.kind === "conflict" && isAsBefore(outcome.latest, sceneId, base)) {
      outcome = await edits.editScene(sceneId, draft);
    }
    if (outcome.kind === "done") drafts.drop(sceneId);
    else if (isThere) setEditing((other) => other ?? edited);
  }

  return {
    editing,
    begin: (scene: Scene) =>
      setEditing(
        drafts.of(scene.id, script) ?? {
          sceneId: scene.id,
          index: scene.index,
          base: wordsIn(scene),
          draft: wordsIn(scene),
        },
      ),
    change: (draft: SceneWords, base?: SceneWords) => {
      if (editing === undefined) return;
      const changed = { ...editing, draft, base: base ?? editing.base };
      setEditing(changed);
      drafts.keep(changed);
    },
    save,
    cancel: () => {
      if (editing) drafts.drop(editing.sceneId);
      setEditing(undefined);
    },
  };
}

function isAsBefore(script: Script, sceneId: string, base: SceneWords): boolean {
  return script.scenes.some((scene) => scene.id === sceneId && sameWords(wordsIn(scene), base));
}
