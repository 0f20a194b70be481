import type { ComponentProps } from "react";

import { classes } from "../../ui";
import { characters, mostCharacters } from "../model/validation";
import styles from "./fields.module.css";
import type { FieldProps } from "./field";

/** Up to here a line fits on a phone. */
const SHORT_CHARACTERS = 80;

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
  const most = mostCharacters(kind.value);
  return (
    <div className={styles.words}>
      {kind.case === "longTextQuestion" ? (
        <textarea
          {...shared}
          className={styles.lines}
          rows={4}
          onChange={(event) => change(event.target.value)}
        />
      ) : most > SHORT_CHARACTERS ? (
        <WrappingLine {...shared} onWrite={change} />
      ) : (
        <input
          {...shared}
          className={styles.line}
          type="text"
          enterKeyHint="next"
          onChange={(event) => change(event.target.value)}
        />
      )}
      <CharactersLeft used={characters(text)} most={most} />
    </div>
  );
}

type WrappingLineProps = ComponentProps<"textarea"> & { value: string; onWrite: (text: string) => void };

/** A single line that can be read whole while it is written: it wraps, and Enter goes on as in any other line. */
function WrappingLine({ onWrite, ...line }: WrappingLineProps) {
  return (
    <textarea
      {...line}
      className={classes(styles.line, styles.wrapping)}
      // Where the browser doesn't make it as high as its words.
      rows={Math.max(1, Math.ceil(characters(line.value) / 32))}
      enterKeyHint="next"
      onChange={(event) => onWrite(event.target.value.replace(/\s*\n\s*/g, " "))}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }
      }}
    />
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
