import { NO_ANSWER } from "../model/values";
import styles from "./fields.module.css";
import type { FieldProps } from "./field";

/** A day, by the browser's own calendar. */
export function DateField({ question, value, onChange, labelId, describedBy, isInvalid }: FieldProps) {
  if (question.kind.case !== "dateQuestion") {
    return null;
  }
  const { minimum, maximum } = question.kind.value;
  return (
    <input
      className={styles.date}
      type="date"
      name={question.id}
      value={value.case === "date" ? value.value : ""}
      min={minimum || undefined}
      max={maximum || "9999-12-31"}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      aria-required={question.required}
      onChange={(event) =>
        onChange(event.target.value ? { case: "date", value: event.target.value } : NO_ANSWER, false)
      }
    />
  );
}
