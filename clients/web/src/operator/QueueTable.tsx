import { valueAt } from "./chart";
import styles from "./QueueChart.module.css";
import { countsOf, SERIES, type Queues } from "./queues";

const MINUTE_MS = 60_000;

/** The chart's figures, one line a minute, the latest first. */
export function QueueTable({ queues, kind }: { queues: Queues; kind: string }) {
  const first = queues.points[0]?.atMs ?? 0;
  const last = queues.points.at(-1)?.atMs ?? 0;
  const moments = Array.from({ length: Math.floor((last - first) / MINUTE_MS) + 1 }, (_, minute) => last - minute * MINUTE_MS);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
    <div className={styles.scroll} role="region" aria-labelledby="history" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {SERIES.map(({ what, name }) => (
              <th key={what} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moments.map((atMs) => {
            const counts = countsOf(valueAt(queues.points, atMs)?.kinds ?? {}, kind);
            return (
              <tr key={atMs}>
                <th scope="row">{new Date(atMs - queues.aheadMs).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}</th>
                {SERIES.map(({ what }) => (
                  <td key={what}>{counts[what]}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
