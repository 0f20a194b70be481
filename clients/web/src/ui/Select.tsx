import { Check, ChevronDown } from "lucide-react";
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from "react-aria-components";

import { FieldError } from "./Field";
import fields from "./Field.module.css";
import styles from "./Select.module.css";

export interface Option {
  value: string;
  label: string;
  /** A second, quieter line. */
  detail?: string;
  disabled?: boolean;
}

export interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  hint?: string;
  error?: string | undefined;
  disabled?: boolean;
  placeholder?: string;
  hideLabel?: boolean;
}

export function Select({
  label,
  value,
  onChange,
  options,
  hint,
  error,
  disabled = false,
  placeholder = "Choose",
  hideLabel = false,
}: SelectProps) {
  return (
    <AriaSelect
      className={fields.field ?? ""}
      value={value === "" ? null : value}
      onChange={(key) => onChange(String(key ?? ""))}
      isDisabled={disabled}
      isInvalid={error !== undefined}
      placeholder={placeholder}
    >
      <Label className={hideLabel ? "visually-hidden" : (fields.label ?? "")}>{label}</Label>
      <Button className={styles.button ?? ""}>
        <SelectValue className={styles.value ?? ""} />
        <ChevronDown size={18} aria-hidden />
      </Button>
      {hint !== undefined && (
        <Text slot="description" className={fields.hint ?? ""}>
          {hint}
        </Text>
      )}
      <FieldError>{error}</FieldError>
      <Popover className={styles.popover ?? ""} offset={6}>
        <ListBox className={styles.list ?? ""} items={options}>
          {(option) => (
            <ListBoxItem
              id={option.value}
              textValue={option.label}
              className={styles.item ?? ""}
              isDisabled={option.disabled ?? false}
            >
              <span className={styles.text}>
                <span>{option.label}</span>
                {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
              </span>
              <Check className={styles.check} size={16} aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
