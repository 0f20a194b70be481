/** The words of a scene. Each sentence that came from answers shows them when it is pointed at, focused or tapped. */
import { useId, type KeyboardEvent } from "react";

import type { Scene } from "./contract";
import css from "./Scene.module.css";

export interface NarrationProps {
  scene: Scene;
  /** Place of the sentence whose sources are shown; undefined for none. */
  chosen: number | undefined;
  onChoose: (sentence: number | undefined) => void;
  /** Id of the element that shows the sources. */
  sourcesId: string;
}

export function Narration({ scene, chosen, onChoose, sourcesId }: NarrationProps) {
  const hint = useId();
  if (scene.sentences.length === 0) return <p className={css.narration}>{scene.narration}</p>;
  return (
    <p className={css.narration}>
      <span id={hint} hidden>
        Shows the answers that this sentence came from
      </span>
      {scene.sentences.map((sentence, place) => (
        <span key={place}>
          {place > 0 && " "}
          {sentence.answerIds.length === 0 ? (
            sentence.text
          ) : (
            <span
              role="button"
              tabIndex={0}
              className={css.sentence}
              aria-pressed={chosen === place}
              aria-controls={sourcesId}
              aria-describedby={hint}
              onClick={() => onChoose(place)}
              onKeyDown={(event) => onKey(event, place, onChoose)}
              onPointerEnter={(event) => event.pointerType === "mouse" && onChoose(place)}
              onPointerLeave={(event) => event.pointerType === "mouse" && onChoose(undefined)}
              onFocus={(event) => event.target.matches(":focus-visible") && onChoose(place)}
              onBlur={() => onChoose(undefined)}
            >
              {sentence.text}
            </span>
          )}
        </span>
      ))}
    </p>
  );
}

function onKey(event: KeyboardEvent, place: number, onChoose: NarrationProps["onChoose"]): void {
  if (event.key === "Escape") onChoose(undefined);
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  onChoose(place);
}
