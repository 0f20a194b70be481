/** The scenes of a story, one below the other; while it is written, words come one scene after another. */
import { useCallback, useState, type ReactNode } from "react";

import { Button } from "../ui";
import type { Scene, Script } from "./contract";
import { isBeingWritten } from "./reading";
import css from "./Scene.module.css";
import { SceneCard, UnwrittenScene } from "./SceneCard";
import type { Sources } from "./sources";
import page from "./StoryPage.module.css";
import { useFollowing } from "./useFollowing";

export interface StoryScenesProps {
  script: Script;
  sources: Sources;
  menuOf: (scene: Scene) => ReactNode;
  /** What stands in for a scene's words; undefined leaves them. */
  insteadOf: (scene: Scene) => ReactNode;
}

export function StoryScenes({ script, sources, menuOf, insteadOf }: StoryScenesProps) {
  const isWriting = isBeingWritten(script);
  const isFirstWriting = isWriting && script.rewritingSceneIds.length === 0;
  const [knownAtFirst] = useState(() => new Set(script.scenes.filter((each) => each.finished).map((each) => each.id)));
  const { unrevealed, onRevealed } = useUnrevealed();

  const waiting = script.scenes.findIndex((scene) => unrevealed.has(scene.index));
  const shown = isFirstWriting && waiting !== -1 ? script.scenes.slice(0, waiting + 1) : script.scenes;
  const unwritten = isFirstWriting ? Math.max(0, script.plannedSceneCount - shown.length) : 0;
  const written = script.scenes.reduce((sum, scene) => sum + scene.narration.length, 0);
  const { end, isFollowing, follow } = useFollowing(isWriting && isFirstWriting, written + shown.length);

  return (
    <>
      <ol className={css.scenes} aria-label="Scenes" aria-busy={isWriting}>
        {shown.map((scene) => (
          <SceneCard
            key={scene.index}
            scene={scene}
            sources={sources}
            isLive={!knownAtFirst.has(scene.id) || script.rewritingSceneIds.includes(scene.id)}
            isRewriting={script.rewritingSceneIds.includes(scene.id)}
            length={script.length}
            onRevealed={onRevealed}
            menu={menuOf(scene)}
            instead={insteadOf(scene)}
          />
        ))}
        <li className={page.end} aria-hidden="true">
          <div ref={end} />
        </li>
        {Array.from({ length: unwritten }, (_, place) => (
          <UnwrittenScene key={`unwritten-${place}`} index={shown.length + place} length={script.length} />
        ))}
      </ol>
      {isFirstWriting && !isFollowing && (
        <div className={page.catchUp}>
          <Button size="s" onPress={follow}>
            Follow the words
          </Button>
        </div>
      )}
    </>
  );
}

/** Scenes whose words have come and aren't all shown yet. */
function useUnrevealed() {
  const [unrevealed, setUnrevealed] = useState<ReadonlySet<number>>(new Set());
  const onRevealed = useCallback((index: number, isRevealed: boolean) => {
    setUnrevealed((before) => {
      if (before.has(index) !== isRevealed) return before;
      const after = new Set(before);
      if (isRevealed) after.delete(index);
      else after.add(index);
      return after;
    });
  }, []);
  return { unrevealed, onRevealed };
}
