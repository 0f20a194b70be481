/** What a job's steps took and cost. */
import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { Job, JobCharge, JobStep } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";

export interface StepLine {
  key: string;
  attempt: number;
  resultBytes: number;
  /** Since the step before was finished, or the job was asked for: steps have no beginning of their own. */
  tookMs: number;
  /** Such as "2 video_seconds"; empty where it cost nothing. */
  cost: string;
}

export function stepsOf(job: Job, steps: readonly JobStep[], charges: readonly JobCharge[]): StepLine[] {
  let beforeMs = job.createTime ? timestampMs(job.createTime) : undefined;
  return steps.map((step) => {
    const atMs = step.finishTime ? timestampMs(step.finishTime) : undefined;
    const tookMs = atMs === undefined || beforeMs === undefined ? 0 : Math.max(0, atMs - beforeMs);
    beforeMs = atMs ?? beforeMs;
    const cost = totalsOf(charges.filter((charge) => charge.stepKey === step.key));
    return { key: step.key, attempt: step.attempt, resultBytes: step.resultBytes, tookMs, cost };
  });
}

/** All of them, by what is counted. */
export function totalsOf(charges: readonly JobCharge[]): string {
  const meters = new Map<string, bigint>();
  for (const charge of charges) {
    meters.set(charge.meter, (meters.get(charge.meter) ?? 0n) + charge.quantity);
  }
  return [...meters].map(([meter, quantity]) => `${quantity} ${meter}`).join(", ");
}
