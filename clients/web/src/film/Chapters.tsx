import { Check, Hourglass, Paintbrush } from "lucide-react";
import { useSyncExternalStore } from "react";

import { clock } from "../ui/times";
import styles from "./Chapters.module.css";
import type { FilmPlayer } from "./player";
import { sceneAt, type TimelineScene } from "./scenes";

interface ChaptersProps {
  scenes: readonly TimelineScene[];
  player: FilmPlayer | undefined;
}

/** The scenes beside the stage: where one is, what is painted, and a way to each. */
export function Chapters({ scenes, player }: ChaptersProps) {
  const now = useSceneNow(scenes, player);
  if (scenes.length === 0) return null;
  return (
    <nav className={styles.chapters} aria-label="Scenes">
      <h2 className={styles.title}>Scenes</h2>
      <ol className={styles.list}>
        {scenes.map((scene) => (
          <li key={scene.index}>
            <button
              type="button"
              className={styles.scene}
              data-stage={scene.stage}
              aria-current={scene.index === now ? "true" : undefined}
              disabled={!player || scene.painted === 0}
              onClick={() => {
                player?.seek(scene.startMs);
                void player?.play();
              }}
            >
              <span className={styles.number}>{scene.index + 1}</span>
              <span className={styles.name}>{scene.title || `Scene ${scene.index + 1}`}</span>
              <span className={styles.state}>
                <Stage scene={scene} />
              </span>
              {scene.stage === "painting" && (
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ inlineSize: `${scene.painted * 100}%` }} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Stage({ scene }: { scene: TimelineScene }) {
  if (scene.stage === "painting") {
    return (
      <>
        <Paintbrush size={15} aria-hidden /> {scene.painted > 0 ? `${Math.floor(scene.painted * 100)} %` : "painting"}
      </>
    );
  }
  if (scene.stage === "waiting") {
    return (
      <>
        <Hourglass size={15} aria-hidden /> waiting
      </>
    );
  }
  if (scene.stage === "missing") return scene.painted > 0 ? "begun" : "not painted";
  return (
    <>
      <Check size={15} aria-hidden />
      <span className="visually-hidden">painted, </span> {clock(scene.startMs)}
    </>
  );
}

function useSceneNow(scenes: readonly TimelineScene[], player: FilmPlayer | undefined): number | undefined {
  return useSyncExternalStore(player?.subscribe ?? never, () => {
    const state = player?.snapshot();
    return state?.started ? sceneAt(scenes, state.timeMs)?.index : undefined;
  });
}

function never(): () => void {
  return () => undefined;
}
