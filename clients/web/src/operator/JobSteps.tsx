import type { Job, JobCharge, JobStep } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";

import styles from "./JobDialog.module.css";
import { stepsOf, totalsOf } from "./steps";
import { bytesOf, lengthOf } from "./words";

/** The finished steps with what each took and cost. */
export function JobSteps({ job, steps, charges }: { job: Job; steps: readonly JobStep[]; charges: readonly JobCharge[] }) {
  if (steps.length === 0) {
    return <p className={styles.soft}>No step is finished yet.</p>;
  }
  const lines = stepsOf(job, steps, charges);
  const longest = Math.max(1, ...lines.map((line) => line.tookMs));
  const costs = totalsOf(charges);
  return (
    <div className={styles.part}>
      <h3>
        {steps.length === 1 ? "One finished step" : `${steps.length} finished steps`}
        {costs !== "" && `, ${costs}`}
      </h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it */}
      <div className={styles.scroll} role="region" aria-label="Finished steps" tabIndex={0}>
        <table className={styles.steps}>
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Time since the one before</th>
              <th scope="col">Attempt</th>
              <th scope="col">Result</th>
              <th scope="col">Cost</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">
                  <code>{line.key}</code>
                </th>
                <td>
                  <span className={styles.took} style={{ "--share": line.tookMs / longest } as React.CSSProperties}>
                    {lengthOf(line.tookMs)}
                  </span>
                </td>
                <td>{line.attempt}</td>
                <td>{bytesOf(line.resultBytes)}</td>
                <td>{line.cost || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
