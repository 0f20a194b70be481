import { Check } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";

import type { Scenery, Time } from "../story/picture";
import { Landscape } from "./Landscape";
import theatre from "./Theatre.module.css";
import type { Shape } from "./Theatre";
import styles from "./WaitingStage.module.css";

export interface Step {
  label: string;
  state: "done" | "now" | "later";
}

interface WaitingStageProps {
  shape: Shape;
  scenery: Scenery;
  time: Time;
  /** Sentences of the story, told one after the other meanwhile. */
  sentences: readonly string[];
  steps: readonly Step[];
  /** What happens now, in words. */
  children: ReactNode;
}

const SENTENCE_MS = 6000;

/** What is on the stage until there is a picture: the story's place in outline, and its first words. */
export function WaitingStage({ shape, scenery, time, sentences, steps, children }: WaitingStageProps) {
  const sentence = useOneAfterAnother(sentences);
  return (
    <div className={`${theatre.stage ?? ""} ${styles.waiting ?? ""}`} data-shape={shape}>
      <Landscape scenery={scenery} time={time} />
      <div className={styles.words} aria-hidden="true">
        {sentence !== undefined && (
          <p key={sentence} className={styles.sentence}>
            {sentence}
          </p>
        )}
      </div>
      <div className={styles.foot}>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step.label} data-state={step.state} aria-current={step.state === "now" ? "step" : undefined}>
              <span className={styles.dot} aria-hidden="true">
                {step.state === "done" && <Check />}
              </span>
              {step.label}
              {step.state === "done" && <span className={styles.unseen}> (done)</span>}
            </li>
          ))}
        </ol>
        <p className={styles.now} role="status">
          {children}
        </p>
      </div>
    </div>
  );
}

function useOneAfterAnother(sentences: readonly string[]): string | undefined {
  const [place, setPlace] = useState(0);
  useEffect(() => {
    if (sentences.length < 2) return;
    const timer = setInterval(() => setPlace((before) => before + 1), SENTENCE_MS);
    return () => clearInterval(timer);
  }, [sentences]);
  return sentences.length > 0 ? sentences[place % sentences.length] : undefined;
}
