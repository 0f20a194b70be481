import { useState, type PointerEvent } from "react";

import { Button, Skeleton } from "../ui";
import { areaPath, niceTop, stepPath, valueAt, xOf, yOf, type Frame, type Sample } from "./chart";
import styles from "./QueueChart.module.css";
import { QueueTable } from "./QueueTable";
import { countsOf, SERIES, SPAN_MS, type Counts, type Queues } from "./queues";
import { useNow } from "./useNow";
import { useWidth } from "./useWidth";

const HEIGHT = 220;
const QUARTERS = [0, 1, 2, 3, 4];
const MINUTES_AGO = [15, 10, 5, 0];

/** The last quarter of an hour: what waited, ran and was set aside. As a table where one wants to read it. */
export function QueueChart({ queues, kind }: { queues: Queues | undefined; kind: string }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="history">
      <div className={styles.head}>
        <h2 id="history">The last quarter of an hour</h2>
        <Button size="s" variant="plain" aria-pressed={asTable} onPress={() => setAsTable(!asTable)}>
          {asTable ? "Show as a chart" : "Show as a table"}
        </Button>
      </div>
      {queues === undefined ? (
        <Skeleton height={`${HEIGHT + 62}px`} />
      ) : asTable ? (
        <QueueTable queues={queues} kind={kind} />
      ) : (
        <Chart queues={queues} kind={kind} />
      )}
    </section>
  );
}

function Chart({ queues, kind }: { queues: Queues; kind: string }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const nowMs = Math.max(useNow(5_000) + queues.aheadMs, queues.points.at(-1)?.atMs ?? 0);
  const [pointedMs, setPointedMs] = useState<number>();
  const samples = queues.points.map((point) => ({ atMs: point.atMs, counts: countsOf(point.kinds, kind) }));
  const largest = Math.max(0, ...samples.flatMap(({ counts }) => SERIES.map(({ what }) => counts[what])));
  const frame: Frame = { width: Math.max(1, width), height: HEIGHT, fromMs: nowMs - SPAN_MS, toMs: nowMs, top: niceTop(largest) };
  const shown = pointedMs === undefined ? samples.at(-1) : valueAt(samples, pointedMs);
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width: drawn } = event.currentTarget.getBoundingClientRect();
    setPointedMs(frame.fromMs + Math.min(1, Math.max(0, (event.clientX - left) / drawn)) * SPAN_MS);
  };
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.legend}>
        {SERIES.map(({ what, name }) => (
          <span key={what} className={styles.entry} data-what={what}>
            <span className={styles.key} aria-hidden />
            {name}
            <strong>{shown?.counts[what] ?? "–"}</strong>
          </span>
        ))}
        <span className={styles.when}>{pointedMs === undefined ? "now" : clock(pointedMs - queues.aheadMs)}</span>
      </figcaption>
      <div className={styles.plot} ref={ref} dir="ltr">
        {QUARTERS.map((quarter) => (
          <span key={quarter} className={styles.value} style={{ insetBlockStart: `${yOf(frame, (frame.top * quarter) / 4)}px` }} aria-hidden>
            {(frame.top * quarter) / 4}
          </span>
        ))}
        <svg
          className={styles.svg}
          viewBox={`0 0 ${frame.width} ${HEIGHT}`}
          height={HEIGHT}
          role="img"
          aria-label={described(shown?.counts)}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setPointedMs(undefined)}
        >
          {QUARTERS.map((quarter) => (
            <line key={quarter} className={styles.line} x1={0} x2={frame.width} y1={yOf(frame, (frame.top * quarter) / 4)} y2={yOf(frame, (frame.top * quarter) / 4)} />
          ))}
          <path className={styles.area} data-what="waiting" d={areaPath(frame, seriesOf(samples, "waiting"))} />
          {SERIES.map(({ what }) => (
            <path key={what} className={styles.series} data-what={what} d={stepPath(frame, seriesOf(samples, what))} />
          ))}
          {pointedMs !== undefined && <line className={styles.pointer} x1={xOf(frame, pointedMs)} x2={xOf(frame, pointedMs)} y1={0} y2={HEIGHT} />}
        </svg>
      </div>
      <div className={styles.times} dir="ltr" aria-hidden>
        {MINUTES_AGO.map((minutes) => (
          <span key={minutes}>{minutes === 0 ? "now" : `${minutes} min ago`}</span>
        ))}
      </div>
    </figure>
  );
}

function seriesOf(samples: readonly { atMs: number; counts: Counts }[], what: keyof Counts): Sample[] {
  return samples.map(({ atMs, counts }) => ({ atMs, value: counts[what] }));
}

function described(counts: Counts | undefined): string {
  if (counts === undefined) return "Jobs over the last quarter of an hour. Nothing is known yet.";
  return `Jobs over the last quarter of an hour. Now ${counts.waiting} wait, ${counts.running} run, ${counts.delayed} are before another attempt and ${counts.setAside} are set aside.`;
}

function clock(ms: number): string {
  return new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
