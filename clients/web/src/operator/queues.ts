/** How the queues stand and stood, from the messages of their stream. */
import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { QueueOverview, QueuePoint } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import type { WatchQueueStatsResponse } from "@encompass/client/gen/encompass/jobs/v1/job_admin_service_pb.js";

export const SPAN_MS = 15 * 60_000;

export interface Counts {
  waiting: number;
  delayed: number;
  running: number;
  setAside: number;
}

/** What is shown of them, in this order. */
export const SERIES: readonly { what: keyof Counts; name: string }[] = [
  { what: "waiting", name: "Waiting" },
  { what: "running", name: "Running" },
  { what: "delayed", name: "Before another attempt" },
  { what: "setAside", name: "Set aside" },
];

/** All kinds at one moment; it holds until the next one. */
export interface Point {
  atMs: number;
  kinds: Record<string, Counts>;
}

export interface Queues {
  overview: QueueOverview;
  /** The earliest first; the last one is now. */
  points: readonly Point[];
  /** How far the service's clock is ahead of this machine's. */
  aheadMs: number;
}

const NOTHING: Counts = { waiting: 0, delayed: 0, running: 0, setAside: 0 };

export function reduceQueues(before: Queues | undefined, message: WatchQueueStatsResponse, nowMs = Date.now()): Queues | undefined {
  const { event } = message;
  if (event.case === "snapshot" && event.value.overview) {
    return extended(pointsOf(event.value.history), event.value.overview, nowMs);
  }
  if (event.case === "change") {
    return extended(before?.points ?? [], event.value, nowMs);
  }
  return before;
}

function extended(points: readonly Point[], overview: QueueOverview, nowMs: number): Queues {
  const atMs = overview.time ? timestampMs(overview.time) : nowMs;
  const kept = points.filter((point) => point.atMs < atMs && point.atMs > atMs - SPAN_MS);
  // With a shard missing the sums would show a drop that never was.
  const whole = overview.unreachableShards.length === 0;
  return { overview, aheadMs: atMs - nowMs, points: whole ? [...kept, { atMs, kinds: kindsOf(overview) }] : kept };
}

/** The history has a message for each kind at each moment. */
export function pointsOf(history: readonly QueuePoint[]): Point[] {
  const points = new Map<number, Point>();
  for (const each of history) {
    if (each.time === undefined) continue;
    const atMs = timestampMs(each.time);
    const point = points.get(atMs) ?? { atMs, kinds: {} };
    point.kinds[each.kind] = {
      waiting: each.waitingCount,
      delayed: each.delayedCount,
      running: each.runningCount,
      setAside: each.setAsideCount,
    };
    points.set(atMs, point);
  }
  return [...points.values()].sort((one, other) => one.atMs - other.atMs);
}

function kindsOf(overview: QueueOverview): Record<string, Counts> {
  const kinds: Record<string, Counts> = {};
  for (const queue of overview.queues) {
    kinds[queue.kind] = added(kinds[queue.kind] ?? NOTHING, {
      waiting: queue.waitingCount,
      delayed: queue.delayedCount,
      running: queue.runningCount,
      setAside: queue.setAsideCount,
    });
  }
  return kinds;
}

/** Of one kind, or of all where none is named. */
export function countsOf(kinds: Record<string, Counts>, kind = ""): Counts {
  if (kind !== "") return kinds[kind] ?? NOTHING;
  return Object.values(kinds).reduce(added, NOTHING);
}

export function nowOf(queues: Queues, kind = ""): Counts {
  return countsOf(kindsOf(queues.overview), kind);
}

/** Since when the job that has waited longest has been due. */
export function oldestDueMs(overview: QueueOverview, kind = ""): number | undefined {
  const due = overview.queues
    .filter((queue) => kind === "" || queue.kind === kind)
    .flatMap((queue) => (queue.oldestDueTime ? [timestampMs(queue.oldestDueTime)] : []));
  return due.length === 0 ? undefined : Math.min(...due);
}

/** All that were seen in the last quarter of an hour. */
export function kindsSeen(queues: Queues | undefined): string[] {
  if (queues === undefined) return [];
  const seen = queues.points.flatMap((point) => Object.keys(point.kinds));
  return [...new Set([...seen, ...queues.overview.queues.map((queue) => queue.kind)])].sort();
}

/** The same for two that a list of jobs wouldn't show apart. */
export function fingerprint(overview: QueueOverview | undefined): string {
  return (overview?.queues ?? [])
    .map((queue) => [queue.shard, queue.kind, queue.waitingCount, queue.delayedCount, queue.runningCount, queue.setAsideCount].join())
    .join(";");
}

function added(one: Counts, other: Counts): Counts {
  return {
    waiting: one.waiting + other.waiting,
    delayed: one.delayed + other.delayed,
    running: one.running + other.running,
    setAside: one.setAside + other.setAside,
  };
}
