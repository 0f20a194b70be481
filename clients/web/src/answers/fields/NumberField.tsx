import { useId, useState } from "react";

import { NO_ANSWER, type AnswerValue } from "../model/values";
import styles from "./fields.module.css";
import type { FieldProps } from "./field";

/** A number, as people type it. */
export function NumberField({ question, value, onChange, labelId, describedBy, isInvalid }: FieldProps) {
  const unitId = useId();
  const [typed, setTyped] = useState("");
  if (question.kind.case !== "numberQuestion") {
    return null;
  }
  const { unit, whole } = question.kind.value;
  const given = value.case === "number" ? value.value : undefined;
  // What is typed stands as it was typed while it means the answer, `1.50` for example.
  const text = Object.is(numberOf(typed), given) ? typed : given === undefined ? "" : String(given);
  return (
    <div className={styles.number}>
      <input
        className={styles.line}
        type="text"
        inputMode={whole ? "numeric" : "decimal"}
        enterKeyHint="next"
        autoComplete="off"
        dir="ltr"
        name={question.id}
        value={text}
        aria-labelledby={labelId}
        aria-describedby={`${describedBy} ${unitId}`}
        aria-invalid={isInvalid}
        aria-required={question.required}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(answerOf(event.target.value), false);
        }}
      />
      <span id={unitId} className={styles.unit}>
        {unit}
      </span>
    </div>
  );
}

/** The number that is meant; NaN for what is none, nothing for nothing. Takes a comma for a point. */
export function numberOf(typed: string): number | undefined {
  const text = typed.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-");
  if (text === "") {
    return undefined;
  }
  return /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(text) ? Number(text.replace(",", ".")) : NaN;
}

function answerOf(typed: string): AnswerValue {
  const number = numberOf(typed);
  return number === undefined ? NO_ANSWER : { case: "number", value: number };
}
