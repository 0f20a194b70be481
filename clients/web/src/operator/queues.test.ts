import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { QueueOverviewSchema, QueuePointSchema } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { WatchQueueStatsResponseSchema } from "@encompass/client/gen/encompass/jobs/v1/job_admin_service_pb.js";
import { expect, test } from "vitest";

import { countsOf, fingerprint, kindsSeen, nowOf, oldestDueMs, reduceQueues, SPAN_MS, type Queues } from "./queues";

const NOON = Date.UTC(2026, 10, 28, 12);

function overview(atMs: number, queues: { shard?: string; kind?: string; waiting?: number; running?: number; dueMs?: number }[], away: string[] = []) {
  return create(QueueOverviewSchema, {
    time: timestampFromMs(atMs),
    unreachableShards: away,
    queues: queues.map((queue) => ({
      shard: queue.shard ?? "shard-0",
      kind: queue.kind ?? "video",
      waitingCount: queue.waiting ?? 0,
      runningCount: queue.running ?? 0,
      ...(queue.dueMs === undefined ? {} : { oldestDueTime: timestampFromMs(queue.dueMs) }),
    })),
  });
}

function snapshot(now = overview(NOON, [{ waiting: 2 }])) {
  const history = [10_000, 5_000].flatMap((agoMs) =>
    ["script", "video"].map((kind) => create(QueuePointSchema, { time: timestampFromMs(NOON - agoMs), kind, waitingCount: agoMs / 1000 })),
  );
  return create(WatchQueueStatsResponseSchema, { resumeToken: "1", event: { case: "snapshot", value: { overview: now, history } } });
}

function change(now: ReturnType<typeof overview>) {
  return create(WatchQueueStatsResponseSchema, { resumeToken: "2", event: { case: "change", value: now } });
}

function begun(): Queues {
  const queues = reduceQueues(undefined, snapshot(), NOON - 250);
  if (queues === undefined) throw new Error("a snapshot says how things are");
  return queues;
}

test("a snapshot brings the past, and now as its last point", () => {
  const queues = begun();
  expect(queues.points.map((point) => [point.atMs - NOON, countsOf(point.kinds).waiting])).toEqual([
    [-10_000, 20],
    [-5_000, 10],
    [0, 2],
  ]);
  expect(queues.aheadMs).toBe(250);
});

test("changes go on where the past ends, and what is too old falls off", () => {
  const later = reduceQueues(begun(), change(overview(NOON + SPAN_MS - 1_000, [{ waiting: 7 }])));
  expect(later?.points.map((point) => countsOf(point.kinds, "video").waiting)).toEqual([2, 7]);
});

test("a checkpoint changes nothing", () => {
  const queues = begun();
  expect(reduceQueues(queues, create(WatchQueueStatsResponseSchema, { event: { case: "checkpoint", value: {} } }))).toBe(queues);
});

test("while a shard is away no point is made of what is left", () => {
  const away = reduceQueues(begun(), change(overview(NOON + 1_000, [{ waiting: 1 }], ["shard-1"])));
  expect(away?.points).toHaveLength(3);
  expect(away?.overview.unreachableShards).toEqual(["shard-1"]);
});

test("shards add up, by kind and in all", () => {
  const queues = reduceQueues(
    undefined,
    snapshot(overview(NOON, [{ waiting: 2 }, { shard: "shard-1", waiting: 3 }, { kind: "script", waiting: 4, running: 1 }])),
  );
  expect(queues && nowOf(queues).waiting).toBe(9);
  expect(queues && nowOf(queues, "video").waiting).toBe(5);
  expect(kindsSeen(queues)).toEqual(["script", "video"]);
});

test("the oldest is the one that was due first on any shard", () => {
  const now = overview(NOON, [{ dueMs: NOON - 5_000 }, { kind: "script", dueMs: NOON - 9_000 }, {}]);
  expect(oldestDueMs(now)).toBe(NOON - 9_000);
  expect(oldestDueMs(now, "video")).toBe(NOON - 5_000);
  expect(oldestDueMs(overview(NOON, []))).toBeUndefined();
});

test("only counts make a list of jobs look anew", () => {
  expect(fingerprint(overview(NOON, [{ waiting: 1, dueMs: NOON }]))).toBe(fingerprint(overview(NOON + 1, [{ waiting: 1, dueMs: 5 }])));
  expect(fingerprint(overview(NOON, [{ waiting: 1 }]))).not.toBe(fingerprint(overview(NOON, [{ running: 1 }])));
});
