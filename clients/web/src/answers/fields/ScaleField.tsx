import { useId } from "react";

import styles from "./fields.module.css";
import type { FieldProps } from "./field";
import { useDigits } from "./useDigits";

const MOST_BUTTONS = 11;

/** A whole number between two ends. */
export function ScaleField(props: FieldProps) {
  const { question, value, onChange, labelId, describedBy, isInvalid } = props;
  const name = useId();
  const scale = question.kind.case === "scaleQuestion" ? question.kind.value : undefined;
  const count = scale ? scale.maximum - scale.minimum + 1 : 0;
  const digits = scale && scale.minimum >= 0 ? Math.min(9, scale.maximum) : 0;
  useDigits(digits, (index) => {
    if (scale && index + 1 >= scale.minimum) {
      onChange({ case: "scale", value: index + 1 }, true);
      document.getElementById(`${name}-${index + 1}`)?.focus();
    }
  });
  if (!scale) {
    return null;
  }
  const { minimum, maximum, minimumLabel, maximumLabel } = scale;
  const chosen = value.case === "scale" ? value.value : undefined;
  const described = { "aria-labelledby": labelId, "aria-describedby": `${describedBy} ${name}-ends` };
  return (
    <div className={styles.scale}>
      {count <= MOST_BUTTONS ? (
        <div
          role="radiogroup"
          className={styles.steps}
          {...described}
          aria-invalid={isInvalid}
          aria-required={question.required}
        >
          {Array.from({ length: count }, (_, index) => minimum + index).map((step) => (
            <label key={step} className={styles.step} data-chosen={step === chosen || undefined}>
              <input
                id={`${name}-${step}`}
                className="visually-hidden"
                type="radio"
                name={name}
                checked={step === chosen}
                onChange={() => onChange({ case: "scale", value: step }, true)}
              />
              {step}
            </label>
          ))}
        </div>
      ) : (
        <div className={styles.slider}>
          <input
            type="range"
            {...described}
            min={minimum}
            max={maximum}
            value={chosen ?? Math.round((minimum + maximum) / 2)}
            aria-valuetext={chosen === undefined ? "not chosen yet" : String(chosen)}
            onChange={(event) => onChange({ case: "scale", value: event.target.valueAsNumber }, false)}
            onPointerUp={(event) =>
              onChange({ case: "scale", value: event.currentTarget.valueAsNumber }, true)
            }
          />
          <output className={styles.chosen}>{chosen ?? "–"}</output>
        </div>
      )}
      <div id={`${name}-ends`} className={styles.ends}>
        <span>{minimumLabel && `${minimum}: ${minimumLabel}`}</span>
        <span>{maximumLabel && `${maximum}: ${maximumLabel}`}</span>
      </div>
    </div>
  );
}
