import { useId } from "react";

import { Skeleton } from "../ui";
import { areaPath, niceTop, stepPath, type Frame, type Sample } from "./chart";
import { countsOf, nowOf, oldestDueMs, SERIES, SPAN_MS, type Counts, type Queues } from "./queues";
import styles from "./Figures.module.css";
import { useNow } from "./useNow";
import { ageOf } from "./words";

export interface FiguresProps {
  queues: Queues | undefined;
  kind: string;
  /** Lists the jobs that a figure counts. */
  onList: (what: keyof Counts) => void;
}

const WHERE_NONE: Record<keyof Counts, string> = {
  waiting: "Nobody waits",
  running: "Every worker is free",
  delayed: "Nothing to try again",
  setAside: "Nothing needs you",
};

/** What there is now, as numbers. Each lists its jobs when it is pressed. */
export function Figures({ queues, kind, onList }: FiguresProps) {
  const nowMs = Math.max(useNow(5_000) + (queues?.aheadMs ?? 0), queues?.points.at(-1)?.atMs ?? 0);
  const counts = queues && nowOf(queues, kind);
  const dueMs = queues && oldestDueMs(queues.overview, kind);
  return (
    <ul className={styles.figures} role="list">
      {SERIES.map(({ what, name }) => (
        <li key={what}>
          <button type="button" className={styles.figure} data-what={what} data-some={(counts?.[what] ?? 0) > 0 || undefined} onClick={() => onList(what)}>
            <span className={styles.name}>{name}</span>
            {counts === undefined ? (
              <Skeleton height="3.375rem" />
            ) : (
              <>
                <span className={styles.number}>{counts[what].toLocaleString()}</span>
                <span className={styles.note}>
                  {counts[what] === 0 ? WHERE_NONE[what] : what === "waiting" && dueMs !== undefined ? <Oldest dueMs={dueMs} aheadMs={queues?.aheadMs ?? 0} /> : "List them"}
                </span>
              </>
            )}
            {queues && <Spark what={what} kind={kind} queues={queues} nowMs={nowMs} />}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Oldest({ dueMs, aheadMs }: { dueMs: number; aheadMs: number }) {
  return <>The oldest for {ageOf(useNow(1_000) + aheadMs - dueMs)}</>;
}

/** Its last quarter of an hour, small, without words. */
function Spark({ what, kind, queues, nowMs }: { what: keyof Counts; kind: string; queues: Queues; nowMs: number }) {
  const id = useId();
  const samples: Sample[] = queues.points.map((point) => ({ atMs: point.atMs, value: countsOf(point.kinds, kind)[what] }));
  const frame: Frame = {
    width: 200,
    height: 36,
    fromMs: nowMs - SPAN_MS,
    toMs: nowMs,
    top: niceTop(Math.max(0, ...samples.map((sample) => sample.value))),
  };
  return (
    <svg className={styles.spark} viewBox={`0 -1 ${frame.width} ${frame.height + 2}`} preserveAspectRatio="none" aria-hidden>
      <linearGradient id={id} x1="0" x2="0" y1="0" y2="1">
        <stop offset="0" stopColor="currentColor" stopOpacity="0.28" />
        <stop offset="1" stopColor="currentColor" stopOpacity="0" />
      </linearGradient>
      <path d={areaPath(frame, samples)} fill={`url(#${id})`} />
      <path d={stepPath(frame, samples)} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
