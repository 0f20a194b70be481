import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Job, OperatorAction } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import type { ReactNode } from "react";

import { RelativeTime } from "../ui";
import styles from "./JobDialog.module.css";
import { JobBadges } from "./JobsPanel";
import { ACTION_WORDS, SET_ASIDE_WORDS, shortId } from "./words";

/** How a job stands, why it failed, and what operators did to it. */
export function JobFacts({ job, actions }: { job: Job; actions: readonly OperatorAction[] }) {
  return (
    <div className={styles.part}>
      <JobBadges job={job} />
      <dl className={styles.facts}>
        <Fact name="Asked for" at={job.createTime} />
        <Fact name="Over" at={job.finishTime} />
        <Fact name="Fails for taking too long" at={job.finishTime ? undefined : job.deadlineTime} />
        <Fact name="Attempt">
          {job.attempt} of {job.maxAttempts}
        </Fact>
        <Fact name="Workers lost">
          {job.losses} of {job.maxLosses}
        </Fact>
        <Fact name="Lies on">{job.shard}</Fact>
        {job.worker !== "" && <Fact name="Held by">{job.worker}</Fact>}
      </dl>
      <dl className={styles.ids}>
        <Fact name="Job">
          <code>{job.id}</code>
        </Fact>
        <Fact name="Owner">
          <code>{job.userId}</code>
        </Fact>
        <Fact name="About">
          <code>{job.resourceId}</code>
        </Fact>
      </dl>
      {job.failure && (
        <div className={styles.failure}>
          <p>
            <code>{job.failure.reason || "no reason"}</code> {job.failure.message}
          </p>
          {job.failure.detail !== "" && <pre>{job.failure.detail}</pre>}
          {SET_ASIDE_WORDS[job.setAsideReason] !== "" && <p>{SET_ASIDE_WORDS[job.setAsideReason]}</p>}
        </div>
      )}
      {actions.length > 0 && (
        <ul className={styles.actions} role="list" aria-label="What operators did">
          {actions.map((action) => (
            <li key={`${action.createTime?.seconds}/${action.createTime?.nanos}`}>
              {ACTION_WORDS[action.kind]} <RelativeTime at={action.createTime} /> by <code>{shortId(action.operatorId)}</code>: “{action.reason}”
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Fact({ name, at, children }: { name: string; at?: Timestamp | undefined; children?: ReactNode }) {
  if (at === undefined && children === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <RelativeTime at={at} />}</dd>
    </div>
  );
}
