import { useId } from "react";

import { Button } from "../../ui";
import { NO_ANSWER, ranking } from "../model/values";
import styles from "./fields.module.css";
import type { FieldProps } from "./field";
import { useDigits } from "./useDigits";

/** All options in an order: pressed one after the other, the first one first; pressed again, one is taken out. */
export function RankingField({ question, value, onChange, labelId, describedBy }: FieldProps) {
  const hintId = useId();
  const options = question.kind.case === "rankingQuestion" ? question.kind.value.options : [];
  const order = value.case === "ranking" ? value.value.values : [];
  const press = (id: string) => {
    const next = order.includes(id) ? order.filter((each) => each !== id) : withLast(options, [...order, id]);
    onChange(next.length > 0 ? ranking(next) : NO_ANSWER, next.length === options.length);
  };
  useDigits(options.length, (index) => {
    const option = options[index];
    if (option) {
      press(option.value);
    }
  });
  return (
    <div role="group" aria-labelledby={labelId} aria-describedby={`${describedBy} ${hintId}`}>
      <div className={styles.options}>
        {options.map((option) => {
          const place = order.indexOf(option.value) + 1;
          return (
            <button
              key={option.value}
              type="button"
              className={styles.option}
              data-chosen={place > 0 || undefined}
              aria-pressed={place > 0}
              aria-label={place > 0 ? `${option.label}, number ${place}` : `${option.label}, not placed yet`}
              onClick={() => press(option.value)}
            >
              <span className={styles.place} aria-hidden>
                {place > 0 ? place : ""}
              </span>
              <span className={styles.label}>{option.label}</span>
            </button>
          );
        })}
      </div>
      <div className={styles.below}>
        <p id={hintId} className={styles.hint} aria-live="polite">
          {order.length === 0
            ? "Press what comes first, then what comes next."
            : order.length < options.length
              ? `${order.length} of ${options.length} placed. Press one again to take it out.`
              : "All placed. Press one to take it out and put it elsewhere."}
        </p>
        {order.length > 0 && (
          <Button variant="plain" size="s" onPress={() => onChange(NO_ANSWER, false)}>
            Start over
          </Button>
        )}
      </div>
    </div>
  );
}

/** The one that is left falls into its place by itself, but only when it is the last of several. */
function withLast(
  options: readonly { readonly value: string }[],
  order: readonly string[],
): readonly string[] {
  const left = options.filter((option) => !order.includes(option.value));
  const [last] = left;
  return left.length === 1 && last && options.length > 1 ? [...order, last.value] : order;
}
