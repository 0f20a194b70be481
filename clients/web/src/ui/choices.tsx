import { Check } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import {
  CheckboxButton,
  CheckboxField,
  CheckboxGroup,
  Label,
  RadioButton,
  RadioField,
  RadioGroup,
  SwitchButton,
  SwitchField,
  Text,
} from "react-aria-components";

import styles from "./choices.module.css";
import { classes } from "./classes";
import { FieldError } from "./Field";
import fields from "./Field.module.css";

export interface SwitchProps {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** A second, quieter line. */
  detail?: ReactNode;
  disabled?: boolean;
}

export function Switch({ children, checked, onChange, detail, disabled = false }: SwitchProps) {
  return (
    <SwitchField className="" isSelected={checked} onChange={onChange} isDisabled={disabled}>
      <SwitchButton className={styles.switch ?? ""}>
        <span className={styles.track} aria-hidden>
          <span className={styles.thumb} />
        </span>
        <span className={styles.text}>
          <span>{children}</span>
          {detail !== undefined && <span className={styles.detail}>{detail}</span>}
        </span>
      </SwitchButton>
    </SwitchField>
  );
}

export interface CardOption {
  value: string;
  label: ReactNode;
  detail?: ReactNode;
  /** Above the label, as wide as the card: an icon or a picture. */
  picture?: ReactNode;
  disabled?: boolean;
  /** What is searched and read aloud where the label isn't plain text. */
  text?: string;
}

interface CardsProps {
  label: ReactNode;
  options: readonly CardOption[];
  hint?: ReactNode;
  error?: string | undefined;
  disabled?: boolean;
  hideLabel?: boolean;
  /** Cards side by side where there is room; 1 by default. */
  columns?: 1 | 2 | 3 | 4;
}

export interface RadioCardsProps extends CardsProps {
  value: string;
  onChange: (value: string) => void;
}

export function RadioCards({
  label,
  value,
  onChange,
  options,
  hint,
  error,
  disabled = false,
  hideLabel = false,
  columns = 1,
}: RadioCardsProps) {
  return (
    <RadioGroup
      className={fields.field ?? ""}
      value={value}
      onChange={onChange}
      isDisabled={disabled}
      isInvalid={error !== undefined}
    >
      <Heading label={label} hint={hint} hide={hideLabel} />
      <div className={styles.cards} style={columnsOf(columns)}>
        {options.map((option) => (
          <RadioField
            key={option.value}
            value={option.value}
            className={styles.cell ?? ""}
            isDisabled={option.disabled ?? false}
          >
            <RadioButton className={styles.card ?? ""}>
              <Inside option={option} mark={<span className={styles.dot} aria-hidden />} />
            </RadioButton>
          </RadioField>
        ))}
      </div>
      <FieldError>{error}</FieldError>
    </RadioGroup>
  );
}

export interface CheckboxCardsProps extends CardsProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** With as many chosen, the others can't be. */
  max?: number;
}

export function CheckboxCards({
  label,
  value,
  onChange,
  options,
  hint,
  error,
  disabled = false,
  hideLabel = false,
  columns = 1,
  max,
}: CheckboxCardsProps) {
  const full = max !== undefined && value.length >= max;
  return (
    <CheckboxGroup
      className={fields.field ?? ""}
      value={[...value]}
      onChange={onChange}
      isDisabled={disabled}
      isInvalid={error !== undefined}
    >
      <Heading label={label} hint={hint} hide={hideLabel} />
      <div className={styles.cards} style={columnsOf(columns)}>
        {options.map((option) => (
          <CheckboxField
            key={option.value}
            value={option.value}
            className={styles.cell ?? ""}
            isDisabled={(option.disabled ?? false) || (full && !value.includes(option.value))}
          >
            <CheckboxButton className={styles.card ?? ""}>
              <Inside
                option={option}
                mark={
                  <span className={classes(styles.dot, styles.square)} aria-hidden>
                    <Check size={14} strokeWidth={3} />
                  </span>
                }
              />
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
      <FieldError>{error}</FieldError>
    </CheckboxGroup>
  );
}

function Heading({ label, hint, hide }: { label: ReactNode; hint: ReactNode; hide: boolean }) {
  return (
    <>
      <Label className={hide ? "visually-hidden" : (fields.label ?? "")}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={fields.hint ?? ""}>
          {hint}
        </Text>
      )}
    </>
  );
}

function Inside({ option, mark }: { option: CardOption; mark: ReactNode }) {
  return (
    <>
      {option.picture !== undefined && <span className={styles.picture}>{option.picture}</span>}
      <span className={styles.row}>
        {mark}
        <span className={styles.text}>
          <span>{option.label}</span>
          {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
        </span>
      </span>
    </>
  );
}

function columnsOf(columns: number): CSSProperties {
  return { "--columns": columns } as CSSProperties;
}
