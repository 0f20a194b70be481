import { CircleAlert } from "lucide-react";
import { useId, type HTMLInputTypeAttribute, type ReactNode, type Ref } from "react";

import { classes } from "./classes";
import styles from "./Field.module.css";

interface FieldProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** Below the field, always there. */
  hint?: ReactNode;
  /** What is wrong and what to do; marks the field. */
  error?: string | undefined;
  name?: string;
  required?: boolean;
  disabled?: boolean;
  readOnly?: boolean;
  placeholder?: string;
  /** Shows how much is left when less than a fifth is. */
  maxLength?: number;
  autoFocus?: boolean;
  /** The label is read aloud but not shown. */
  hideLabel?: boolean;
  onBlur?: () => void;
  lang?: string;
  dir?: "ltr" | "rtl" | "auto";
}

export interface TextFieldProps extends FieldProps {
  type?: HTMLInputTypeAttribute;
  autoComplete?: string;
  inputMode?: "text" | "email" | "numeric" | "decimal" | "search" | "tel" | "url";
  min?: number | string;
  max?: number | string;
  step?: number | string;
  icon?: ReactNode;
  /** At the field's end, for example a button that shows the password. */
  after?: ReactNode;
  onKeyDown?: React.KeyboardEventHandler<HTMLInputElement>;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  error,
  hideLabel,
  icon,
  after,
  type = "text",
  dir = "auto",
  autoFocus,
  ...rest
}: TextFieldProps) {
  const id = useId();
  return (
    <Frame
      id={id}
      label={label}
      hint={hint}
      error={error}
      hideLabel={hideLabel}
      value={value}
      maxLength={rest.maxLength}
      required={rest.required}
    >
      <div className={styles.box} data-wrong={error !== undefined || undefined}>
        {icon}
        <input
          id={id}
          className={styles.input}
          type={type}
          value={value}
          dir={type === "email" || type === "password" ? undefined : dir}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- only where the page asks for exactly this
          autoFocus={autoFocus}
          {...rest}
        />
        {after}
      </div>
    </Frame>
  );
}

export interface TextAreaProps extends FieldProps {
  rows?: number;
  onKeyDown?: React.KeyboardEventHandler<HTMLTextAreaElement>;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({
  label,
  value,
  onChange,
  hint,
  error,
  hideLabel,
  rows = 4,
  dir = "auto",
  autoFocus,
  ...rest
}: TextAreaProps) {
  const id = useId();
  return (
    <Frame
      id={id}
      label={label}
      hint={hint}
      error={error}
      hideLabel={hideLabel}
      value={value}
      maxLength={rest.maxLength}
      required={rest.required}
    >
      <div className={styles.box} data-wrong={error !== undefined || undefined}>
        <textarea
          id={id}
          className={classes(styles.input, styles.area)}
          rows={rows}
          value={value}
          dir={dir}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={`${id}-hint ${id}-error`}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- only where the page asks for exactly this
          autoFocus={autoFocus}
          {...rest}
        />
      </div>
    </Frame>
  );
}

interface FrameProps {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  hideLabel?: boolean | undefined;
  value: string;
  maxLength?: number | undefined;
  required?: boolean | undefined;
  children: ReactNode;
}

function Frame({ id, label, hint, error, hideLabel, value, maxLength, children }: FrameProps) {
  const left = maxLength === undefined ? undefined : maxLength - value.length;
  const tight = left !== undefined && maxLength !== undefined && left <= maxLength / 5;
  return (
    <div className={styles.field}>
      <label className={hideLabel === true ? "visually-hidden" : styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      <div className={styles.below}>
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
        {tight && <span className={styles.left}>{left} left</span>}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** Says what is wrong with a field; a place that is always there, so that it is read aloud when it fills. */
export function FieldError({ id, children }: { id?: string; children?: string | undefined }) {
  return (
    <div id={id} className={styles.error} aria-live="polite">
      {children !== undefined && children !== "" && (
        <>
          <CircleAlert size={16} aria-hidden />
          {children}
        </>
      )}
    </div>
  );
}
