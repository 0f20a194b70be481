import type { Live } from "../api/watch";
import styles from "./LiveMark.module.css";

const WORDS: Record<Live, string> = {
  connecting: "Connecting",
  live: "Live",
  waiting: "Connecting again",
  ended: "Not live",
};

/** Whether what the page shows is true now. */
export function LiveMark({ streams }: { streams: readonly Live[] }) {
  const worst = (["ended", "waiting", "connecting"] as const).find((state) => streams.includes(state)) ?? "live";
  return (
    <span className={styles.mark} data-live={worst} role="status">
      <span className={styles.dot} aria-hidden />
      {WORDS[worst]}
    </span>
  );
}
