import type { ReactNode } from "react";
import { Label, Slider as AriaSlider, SliderOutput, SliderThumb, SliderTrack } from "react-aria-components";

import styles from "./Slider.module.css";

export interface SliderProps {
  label: ReactNode;
  value: number;
  onChange: (value: number) => void;
  /** When it is let go. */
  onChangeEnd?: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
  /** How the value is shown and read aloud. */
  format?: (value: number) => string;
  minLabel?: ReactNode;
  maxLabel?: ReactNode;
  hideLabel?: boolean;
  disabled?: boolean;
}

export function Slider({
  label,
  value,
  onChange,
  onChangeEnd,
  min = 0,
  max = 100,
  step = 1,
  format = String,
  minLabel,
  maxLabel,
  hideLabel = false,
  disabled = false,
}: SliderProps) {
  const share = max > min ? (value - min) / (max - min) : 0;
  return (
    <AriaSlider
      className={styles.slider ?? ""}
      value={value}
      onChange={onChange}
      {...(onChangeEnd ? { onChangeEnd } : {})}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={disabled}
    >
      <div className={hideLabel ? "visually-hidden" : styles.head}>
        <Label className={styles.label ?? ""}>{label}</Label>
        <SliderOutput className={styles.output ?? ""}>{format(value)}</SliderOutput>
      </div>
      <SliderTrack className={styles.track ?? ""}>
        <span className={styles.done} style={{ inlineSize: `${share * 100}%` }} />
        <SliderThumb className={styles.thumb ?? ""} />
      </SliderTrack>
      {(minLabel !== undefined || maxLabel !== undefined) && (
        <div className={styles.ends}>
          <span>{minLabel}</span>
          <span>{maxLabel}</span>
        </div>
      )}
    </AriaSlider>
  );
}
