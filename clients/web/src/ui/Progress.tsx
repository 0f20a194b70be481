import { useId, type ReactNode } from "react";

import styles from "./Progress.module.css";

export interface ProgressProps {
  label: ReactNode;
  /** 0 to 1; without it, it goes on but nobody knows how far. */
  value?: number | undefined;
  /** Beside the label, for example the time that is left. */
  detail?: ReactNode;
  hideLabel?: boolean;
}

export function Progress({ label, value, detail, hideLabel = false }: ProgressProps) {
  const id = useId();
  const share = value === undefined ? undefined : Math.min(1, Math.max(0, value));
  return (
    <div className={styles.progress}>
      <div className={hideLabel ? "visually-hidden" : styles.head}>
        <span id={id}>{label}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === undefined ? {} : { "aria-valuenow": Math.round(share * 100) })}
        data-unknown={share === undefined || undefined}
      >
        <span className={styles.bar} style={share === undefined ? {} : { inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}
