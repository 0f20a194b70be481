/** Which scene is being edited, what is written of it, and what becomes of it when somebody else was quicker. */
import { useState } from "react";

import type { Scene, Script } from "./contract";
import { sameWords, wordsIn, type SceneWords } from "./edits";
import type { Edits } from "./useEdits";

export interface SceneEditing {
  sceneId: string;
  /** Where the scene stood. */
  index: number;
  base: SceneWords;
  draft: SceneWords;
}

export function useSceneEditing(edits: Edits) {
  const [editing, setEditing] = useState<SceneEditing>();

  async function save({ sceneId, draft, base }: SceneEditing, script: Script): Promise<void> {
    setEditing(undefined);
    const isThere = script.scenes.some((scene) => scene.id === sceneId);
    if (!isThere) {
      await edits.addScene(Math.min(script.scenes.length, editing?.index ?? 0), draft);
      return;
    }
    let outcome = await edits.editScene(sceneId, draft);
    // Where another scene was changed meanwhile, both changes stay without a question.
    if (outcome.kind === "conflict" && isAsBefore(outcome.latest, sceneId, base)) {
      outcome = await edits.editScene(sceneId, draft);
    }
    if (outcome.kind !== "done") setEditing((other) => other ?? { sceneId, index: 0, base, draft });
  }

  return {
    editing,
    begin: (scene: Scene) =>
      setEditing({ sceneId: scene.id, index: scene.index, base: wordsIn(scene), draft: wordsIn(scene) }),
    change: (draft: SceneWords, base?: SceneWords) =>
      setEditing((before) => before && { ...before, draft, base: base ?? before.base }),
    save,
    cancel: () => setEditing(undefined),
  };
}

function isAsBefore(script: Script, sceneId: string, base: SceneWords): boolean {
  return script.scenes.some((scene) => scene.id === sceneId && sameWords(wordsIn(scene), base));
}
