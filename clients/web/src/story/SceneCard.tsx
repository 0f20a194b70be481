/** One scene of a story, to be read: its place, its words, and the answers that they came from. */
import { useEffect, useId, useState, type ReactNode } from "react";

import { ScriptLength, type Scene } from "./contract";
import { LiveWords } from "./LiveWords";
import { Narration } from "./Narration";
import { moodInWords, placeInWords } from "./picture";
import css from "./Scene.module.css";
import { ScenePlate } from "./ScenePlate";
import { SourceNotes } from "./SourceNotes";
import type { Sources } from "./sources";
import { useRevealed } from "./useRevealed";

export interface SceneCardProps {
  scene: Scene;
  sources: Sources;
  /** Whether its words come in before the reader's eyes. */
  isLive: boolean;
  /** Whether it is being written anew, over the words that it had. */
  isRewriting: boolean;
  length: ScriptLength;
  /** Says when the last word that has come is shown, and when more are on their way. */
  onRevealed?: ((sceneIndex: number, isRevealed: boolean) => void) | undefined;
  menu?: ReactNode;
  /** Stands in for the words, for example an editor. */
  instead?: ReactNode;
}

export function SceneCard(props: SceneCardProps) {
  const { scene, sources, isRewriting, menu, instead } = props;
  const [chosen, setChosen] = useState<number>();
  const sourcesId = useId();
  const titleId = useId();
  return (
    <li className={css.scene} data-scene={scene.index}>
      <article className={css.card} data-rewriting={isRewriting} aria-labelledby={titleId}>
        <div className={css.plate}>
          {scene.visual && <ScenePlate visual={scene.visual} seed={scene.id} />}
        </div>
        {instead ?? (
          <div className={css.body}>
            <header className={css.head}>
              <div>
                <p className={css.eyebrow}>
                  <span>Scene {scene.index + 1}</span>
                  {scene.visual && <span>{placeInWords(scene.visual)}</span>}
                  {scene.visual?.mood && <span>{moodInWords(scene.visual)}</span>}
                </p>
                <h2 id={titleId} className={css.title} dir="auto">
                  {scene.title || <Untitled />}
                </h2>
              </div>
              {menu}
            </header>
            {isRewriting && <p className={css.state}>Being written anew</p>}
            <SceneWords {...props} chosen={chosen} onChoose={setChosen} sourcesId={sourcesId} />
          </div>
        )}
      </article>
      {!instead && <SourceNotes scene={scene} sources={sources} chosen={chosen} id={sourcesId} />}
    </li>
  );
}

interface SceneWordsProps extends SceneCardProps {
  chosen: number | undefined;
  onChoose: (sentence: number | undefined) => void;
  sourcesId: string;
}

function SceneWords({ scene, isLive, isRewriting, length, onRevealed, chosen, onChoose, sourcesId }: SceneWordsProps) {
  const [hasBeenLive, setHasBeenLive] = useState(isLive);
  if (isLive && !hasBeenLive) setHasBeenLive(true);
  const shown = useRevealed(scene.narration, hasBeenLive);
  const isRevealed = shown.length >= scene.narration.length;
  useEffect(() => onRevealed?.(scene.index, isRevealed), [onRevealed, scene.index, isRevealed]);
  return (
    <div className={css.words} data-length={isLive || isRewriting ? nameOf(length) : undefined} dir="auto">
      {scene.finished && isRevealed ? (
        <Narration scene={scene} chosen={chosen} onChoose={onChoose} sourcesId={sourcesId} />
      ) : (
        <LiveWords text={shown} isWriting={!scene.finished || !isRevealed} />
      )}
    </div>
  );
}

/** Keeps the place of a scene that isn't written yet. */
export function UnwrittenScene({ index, length }: { index: number; length: ScriptLength }) {
  return (
    <li className={css.scene} aria-hidden="true">
      <div className={`${css.card ?? ""} ${css.unwritten ?? ""}`}>
        <div className={css.plate} />
        <div className={css.body}>
          <div>
            <p className={css.eyebrow}>Scene {index + 1}</p>
            <div className={css.title}>
              <Untitled />
            </div>
          </div>
          <div className={css.words} data-length={nameOf(length)} />
        </div>
      </div>
    </li>
  );
}

/** A title comes with the scene's last word. */
function Untitled() {
  return (
    <>
      <span className="visually-hidden">Not titled yet</span>
      <span className={css.untitled} aria-hidden="true" />
    </>
  );
}

function nameOf(length: ScriptLength): "short" | "standard" {
  return length === ScriptLength.STANDARD ? "standard" : "short";
}
