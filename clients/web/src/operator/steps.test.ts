import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { JobChargeSchema, JobSchema, JobStepSchema } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { expect, test } from "vitest";

import { stepsOf, totalsOf } from "./steps";

const NOON = Date.UTC(2026, 10, 28, 12);
const JOB = create(JobSchema, { createTime: timestampFromMs(NOON) });

function step(key: string, atMs: number) {
  return create(JobStepSchema, { key, attempt: 1, finishTime: timestampFromMs(NOON + atMs) });
}

function charge(stepKey: string, quantity: number, meter = "video_seconds") {
  return create(JobChargeSchema, { stepKey, meter, quantity: BigInt(quantity) });
}

test("a step is measured from the one before, the first from when the job was asked for", () => {
  const lines = stepsOf(JOB, [step("outline", 2_000), step("scene/0", 2_500), step("scene/1", 2_400)], []);
  expect(lines.map((line) => line.tookMs)).toEqual([2_000, 500, 0]);
});

test("what a step cost stands with it, and all of it in one sum for each meter", () => {
  const charges = [charge("a", 2), charge("a", 1), charge("b", 5), charge("b", 1, "stories")];
  expect(stepsOf(JOB, [step("a", 1), step("b", 2), step("c", 3)], charges).map((line) => line.cost)).toEqual([
    "3 video_seconds",
    "5 video_seconds, 1 stories",
    "",
  ]);
  expect(totalsOf(charges)).toBe("8 video_seconds, 1 stories");
});
