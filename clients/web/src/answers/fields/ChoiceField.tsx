import { Check } from "lucide-react";
import { useId, useRef, useState, type ReactNode } from "react";

import { choices, NO_ANSWER } from "../model/values";
import styles from "./fields.module.css";
import type { FieldProps } from "./field";
import { useDigits } from "./useDigits";

const OTHER = "\0other";

/** One of several options, or own words where they are allowed. */
export function ChoiceField(props: FieldProps) {
  const { question, value, onChange } = props;
  const [words, setWords] = useState(value.case === "other" ? value.value : "");
  const [isOther, setIsOther] = useState(value.case === "other");
  const input = useRef<HTMLInputElement>(null);
  if (question.kind.case !== "choiceQuestion") {
    return null;
  }
  const { options, allowsOther } = question.kind.value;
  const chosen =
    isOther && value.case !== "choice" ? OTHER : value.case === "choice" ? value.value : undefined;
  const choose = (next: string) => {
    setIsOther(next === OTHER);
    if (next === OTHER) {
      onChange({ case: "other", value: words }, false);
      requestAnimationFrame(() => input.current?.focus());
    } else {
      onChange({ case: "choice", value: next }, true);
    }
  };
  return (
    <OptionList
      {...props}
      type="radio"
      items={[
        ...options.map(({ value: id, label }) => ({ id, label })),
        ...(allowsOther ? [{ id: OTHER, label: "In my own words" }] : []),
      ]}
      isChosen={(id) => id === chosen}
      onChoose={choose}
    >
      {isOther && (
        <OwnWords
          ref={input}
          value={words}
          onChange={(next) => {
            setWords(next);
            onChange({ case: "other", value: next }, false);
          }}
        />
      )}
    </OptionList>
  );
}

/** Several of several options, and one in own words where it is allowed. */
export function SeveralField(props: FieldProps) {
  const { question, value, onChange } = props;
  const given = value.case === "choices" ? value.value : undefined;
  const [words, setWords] = useState(given?.other ?? "");
  const [isOther, setIsOther] = useState(words !== "");
  const input = useRef<HTMLInputElement>(null);
  if (question.kind.case !== "multipleChoiceQuestion") {
    return null;
  }
  const { options, allowsOther } = question.kind.value;
  const values = given?.values ?? [];
  const put = (next: readonly string[], other: string, soon: boolean) => {
    const ordered = options.map((option) => option.value).filter((each) => next.includes(each));
    onChange(choices(ordered, other), soon);
  };
  const toggle = (id: string) => {
    if (id !== OTHER) {
      put(
        values.includes(id) ? values.filter((each) => each !== id) : [...values, id],
        isOther ? words : "",
        true,
      );
      return;
    }
    setIsOther(!isOther);
    put(values, isOther ? "" : words, true);
    if (!isOther) {
      requestAnimationFrame(() => input.current?.focus());
    }
  };
  return (
    <OptionList
      {...props}
      type="checkbox"
      items={[
        ...options.map(({ value: id, label }) => ({ id, label })),
        ...(allowsOther ? [{ id: OTHER, label: "Something else" }] : []),
      ]}
      isChosen={(id) => (id === OTHER ? isOther : values.includes(id))}
      onChoose={toggle}
    >
      {isOther && (
        <OwnWords
          ref={input}
          value={words}
          onChange={(next) => {
            setWords(next);
            put(values, next, false);
          }}
        />
      )}
    </OptionList>
  );
}

/** Yes or no. */
export function YesNoField(props: FieldProps) {
  const { value, onChange } = props;
  return (
    <OptionList
      {...props}
      type="radio"
      isSideBySide
      items={[
        { id: "yes", label: "Yes" },
        { id: "no", label: "No" },
      ]}
      isChosen={(id) => value.case === "yes" && value.value === (id === "yes")}
      onChoose={(id) => onChange({ case: "yes", value: id === "yes" }, true)}
    />
  );
}

interface OptionListProps extends FieldProps {
  readonly type: "radio" | "checkbox";
  readonly items: readonly { readonly id: string; readonly label: string }[];
  readonly isChosen: (id: string) => boolean;
  readonly onChoose: (id: string) => void;
  readonly isSideBySide?: boolean;
  readonly children?: ReactNode;
}

function OptionList({ type, items, isChosen, onChoose, isSideBySide, children, ...field }: OptionListProps) {
  const name = useId();
  const isOptional = !field.question.required;
  useDigits(items.length, (index) => {
    const item = items[index];
    if (item) {
      onChoose(item.id);
      document.getElementById(`${name}-${index}`)?.focus();
    }
  });
  return (
    <div
      role={type === "radio" ? "radiogroup" : "group"}
      aria-labelledby={field.labelId}
      aria-describedby={field.describedBy}
      {...(type === "radio"
        ? { "aria-invalid": field.isInvalid, "aria-required": field.question.required }
        : {})}
    >
      <div className={styles.options} data-side-by-side={isSideBySide === true || undefined}>
        {items.map((item, index) => (
          <label key={item.id} className={styles.option} data-chosen={isChosen(item.id) || undefined}>
            <input
              id={`${name}-${index}`}
              className="visually-hidden"
              type={type}
              name={name}
              checked={isChosen(item.id)}
              onChange={() => onChoose(item.id)}
              onClick={() => {
                // A choice that need not be made can be taken back by choosing it once more.
                if (type === "radio" && isOptional && isChosen(item.id)) {
                  field.onChange(NO_ANSWER, true);
                }
              }}
            />
            <span className={styles.mark} data-shape={type} aria-hidden>
              {isChosen(item.id) && <Check size={14} strokeWidth={3} />}
            </span>
            <span className={styles.label}>{item.label}</span>
            {index < 9 && (
              <kbd className={styles.key} aria-hidden>
                {index + 1}
              </kbd>
            )}
          </label>
        ))}
      </div>
      {children}
    </div>
  );
}

interface OwnWordsProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref: React.Ref<HTMLInputElement>;
}

function OwnWords({ value, onChange, ref }: OwnWordsProps) {
  return (
    <input
      ref={ref}
      className={styles.line}
      type="text"
      aria-label="In your own words"
      placeholder="In your own words"
      dir="auto"
      autoComplete="off"
      enterKeyHint="next"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
