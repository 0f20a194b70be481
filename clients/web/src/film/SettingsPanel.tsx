import { useEffect, useRef } from "react";
import { Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";

import type { FilmPlayer, PlayerState } from "./player";
import type { CaptionSize } from "./settings";
import styles from "./SettingsPanel.module.css";

interface SettingsPanelProps {
  player: FilmPlayer;
  state: PlayerState;
  /** Undefined where the film has no captions of its own to be sized. */
  captions: { size: CaptionSize; resize: (size: CaptionSize) => void } | undefined;
  onClose: () => void;
}

const RATES = [0.75, 1, 1.25, 1.5];
const SIZES: readonly { value: CaptionSize; label: string }[] = [
  { value: "small", label: "Small" },
  { value: "medium", label: "Medium" },
  { value: "large", label: "Large" },
];

/** Quality, speed and captions; lies on the stage itself, since full screen shows nothing else. */
export default function SettingsPanel({ player, state, captions, onClose }: SettingsPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector<HTMLElement>("input:checked")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape") onClose();
    };
    const element = panel.current;
    element?.addEventListener("keydown", press);
    return () => element?.removeEventListener("keydown", press);
  }, [onClose]);
  return (
    <div className={styles.panel} ref={panel} role="group" aria-label="Settings">
      {state.qualities.length > 1 && (
        <Choices
          label="Quality"
          value={state.quality}
          choices={[{ value: -1, label: "By the line" }, ...qualityChoices(state)]}
          onChange={(level) => player.setQuality(level)}
        />
      )}
      <Choices
        label="Speed"
        value={state.rate}
        choices={RATES.map((rate) => ({ value: rate, label: rate === 1 ? "Usual" : `${rate}×` }))}
        onChange={(rate) => player.setRate(rate)}
      />
      {captions && (
        <Choices label="Captions" value={captions.size} choices={SIZES} onChange={(size) => captions.resize(size)} />
      )}
    </div>
  );
}

interface ChoicesProps<T extends string | number> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

function Choices<T extends string | number>({ label, value, choices, onChange }: ChoicesProps<T>) {
  return (
    <RadioGroup
      className={styles.choices ?? ""}
      orientation="horizontal"
      value={String(value)}
      onChange={(chosen) => {
        const choice = choices.find((each) => String(each.value) === chosen);
        if (choice) onChange(choice.value);
      }}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      <div className={styles.options}>
        {choices.map((choice) => (
          <RadioField key={choice.value} value={String(choice.value)}>
            <RadioButton className={styles.option ?? ""}>{choice.label}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}

function qualityChoices(state: PlayerState): { value: number; label: string }[] {
  const largest = Math.max(...state.qualities.map((quality) => quality.pixels));
  return state.qualities
    .toSorted((one, other) => other.pixels - one.pixels)
    .map(({ level, pixels }) => ({
      value: level,
      label: pixels === largest ? `Full (${pixels}p)` : `Small (${pixels}p)`,
    }));
}
