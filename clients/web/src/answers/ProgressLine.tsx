import styles from "./ProgressLine.module.css";

interface ProgressLineProps {
  /** Place of the question that is shown, from 1; one more than `count` at the review. */
  readonly place: number;
  readonly count: number;
  readonly answered: readonly boolean[];
}

/** How far one is: a stroke for each question, lit once it is answered. */
export function ProgressLine({ place, count, answered }: ProgressLineProps) {
  const text = place > count ? `All ${count} questions` : `Question ${place} of ${count}`;
  return (
    <div className={styles.progress}>
      <span className={styles.text}>{text}</span>
      <div
        className={styles.strokes}
        role="progressbar"
        aria-label="Answered"
        aria-valuemin={0}
        aria-valuemax={count}
        aria-valuenow={answered.filter(Boolean).length}
        aria-valuetext={`${answered.filter(Boolean).length} of ${count} answered`}
      >
        {answered.map((isAnswered, index) => (
          <span
            key={index}
            className={styles.stroke}
            data-answered={isAnswered || undefined}
            data-here={index + 1 === place || undefined}
          />
        ))}
      </div>
    </div>
  );
}
