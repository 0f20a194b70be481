import { characters, mostCharacters } from "../model/validation";
import styles from "./fields.module.css";
import type { FieldProps } from "./field";

/** One line or several of a person's own words. */
export function WordsField({ question, value, onChange, labelId, describedBy, isInvalid }: FieldProps) {
  const { kind } = question;
  if (kind.case !== "textQuestion" && kind.case !== "longTextQuestion") {
    return null;
  }
  const text = value.case === "text" ? value.value : "";
  const shared = {
    name: question.id,
    value: text,
    placeholder: kind.value.placeholder,
    "aria-labelledby": labelId,
    "aria-describedby": describedBy,
    "aria-invalid": isInvalid,
    "aria-required": question.required,
    // Somebody may answer in a language that runs the other way.
    dir: "auto",
    autoComplete: question.id === "name" ? "given-name" : "off",
  } as const;
  const change = (next: string) => onChange({ case: "text", value: next }, false);
  return (
    <div className={styles.words}>
      {kind.case === "textQuestion" ? (
        <input
          {...shared}
          className={styles.line}
          type="text"
          enterKeyHint="next"
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <textarea
          {...shared}
          className={styles.lines}
          rows={4}
          onChange={(event) => change(event.target.value)}
        />
      )}
      <CharactersLeft used={characters(text)} most={mostCharacters(kind.value)} />
    </div>
  );
}

/** Shown once it gets tight. */
function CharactersLeft({ used, most }: { used: number; most: number }) {
  const left = most - used;
  return (
    <span className={styles.left} data-over={left < 0} aria-live="polite">
      {left <= Math.min(100, most / 5) ? (left >= 0 ? `${left} left` : `${-left} too many`) : ""}
    </span>
  );
}
