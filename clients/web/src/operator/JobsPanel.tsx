import type { Job } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { timestampMs } from "@bufbuild/protobuf/wkt";

import { Badge, Button, Empty, ProblemNote, RelativeTime, Select, Skeleton, Switch } from "../ui";
import styles from "./JobsPanel.module.css";
import { stateOf, useJobs, type JobFilters, type Place } from "./useJobs";
import { kindWord, shortId, STATES } from "./words";

export interface JobsPanelProps {
  filters: JobFilters;
  onFilter: (filters: JobFilters) => void;
  onOpen: (place: Place) => void;
}

const ANY = "any";
const STATE_OPTIONS = [
  { value: ANY, label: "Every state" },
  ...(["QUEUED", "RUNNING", "SUCCEEDED", "FAILED", "CANCELLED"] as const).map((name) => ({ value: name, label: STATES[stateOf(name)].word })),
];
const ORDER_OPTIONS = [
  { value: "newest", label: "Newest first" },
  { value: "oldest", label: "Oldest first" },
];

/** Jobs of everybody, with filters. */
export function JobsPanel({ filters, onFilter, onOpen }: JobsPanelProps) {
  const { data, error, refetch, isFetching, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = useJobs(filters);
  const jobs = data?.pages.flatMap((page) => page.jobs);
  const isFiltered = filters.state !== "" || filters.kind !== "" || filters.setAsideOnly;
  return (
    <section className={styles.section} aria-labelledby="jobs">
      <h2 id="jobs" tabIndex={-1}>
        Jobs
      </h2>
      <div className={styles.filters}>
        <Select label="State" value={filters.state || ANY} onChange={(state) => onFilter({ ...filters, state: state === ANY ? "" : state })} options={STATE_OPTIONS} />
        <Select
          label="Order"
          value={filters.oldestFirst ? "oldest" : "newest"}
          onChange={(order) => onFilter({ ...filters, oldestFirst: order === "oldest" })}
          options={ORDER_OPTIONS}
        />
        <div className={styles.switch}>
          <Switch checked={filters.setAsideOnly} onChange={(setAsideOnly) => onFilter({ ...filters, setAsideOnly })}>
            Only those set aside
          </Switch>
        </div>
      </div>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {jobs === undefined && !error && <Skeleton height="24rem" />}
      {jobs?.length === 0 && (
        <Empty title={isFiltered ? "No job is like that" : "No jobs yet"}>
          {isFiltered ? "Choose other filters to see more." : "Each story and each film is a job. Those of the last 30 days are kept."}
        </Empty>
      )}
      {jobs !== undefined && jobs.length > 0 && (
        <div className={styles.scroll} aria-busy={isPlaceholderData}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Job</th>
                <th scope="col">State</th>
                <th scope="col">Asked for</th>
                <th scope="col">Attempt</th>
                <th scope="col">Where</th>
                <th scope="col">Why it failed</th>
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <JobRow key={job.id} job={job} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <div>
          <Button pending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}

function JobRow({ job, onOpen }: { job: Job; onOpen: (place: Place) => void }) {
  return (
    <tr>
      <th scope="row">
        <button type="button" className={styles.open} onClick={() => onOpen({ userId: job.userId, jobId: job.id })}>
          {kindWord(job.kind)} <code>{shortId(job.id)}</code>
        </button>
      </th>
      <td>
        <JobBadges job={job} />
      </td>
      <td data-label="Asked for">
        <RelativeTime at={job.createTime && timestampMs(job.createTime)} />
      </td>
      <td data-label="Attempt">
        {job.attempt} of {job.maxAttempts}
        {job.losses > 0 && <span className={styles.soft}>, {job.losses === 1 ? "1 worker lost" : `${job.losses} workers lost`}</span>}
      </td>
      <td data-label="Where">{job.worker === "" ? job.shard : `${job.shard}, ${job.worker}`}</td>
      <td data-label="Why it failed" className={styles.why}>
        {job.failure && <code>{job.failure.reason}</code>}
      </td>
    </tr>
  );
}

/** Where a job stands, and what was asked of it. */
export function JobBadges({ job }: { job: Job }) {
  const { word, tone } = STATES[job.state];
  return (
    <span className={styles.badges}>
      <Badge tone={tone}>{word}</Badge>
      {job.setAsideTime && <Badge tone="gold">Set aside</Badge>}
      {job.retryRequested && <Badge tone="info">About to run again</Badge>}
      {job.cancelRequested && job.finishTime === undefined && <Badge>Being stopped</Badge>}
    </span>
  );
}
