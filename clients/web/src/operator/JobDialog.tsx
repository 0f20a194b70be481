import type { GetJobResponse } from "@encompass/client/gen/encompass/jobs/v1/job_admin_service_pb.js";
import { JobState, type Job } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { useState } from "react";

import { Button, Dialog, ProblemNote, Skeleton } from "../ui";
import { JobFacts } from "./JobFacts";
import { JobSteps } from "./JobSteps";
import { OrderForm } from "./OrderForm";
import { useJob, type Order, type Place } from "./useJobs";
import { kindWord, shortId } from "./words";

/** One job: how it stands, its steps and what they cost, what operators did, and what can be done. */
export function JobDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const { data, error, refetch, isFetching } = useJob(place);
  const [asked, setAsked] = useState<Order["what"]>();
  const job = data?.job;
  if (asked !== undefined && job) {
    return <OrderForm what={asked} job={job} onBack={() => setAsked(undefined)} />;
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={job ? `${kindWord(job.kind)} ${shortId(job.id)}` : "A job"}
      {...(job ? { actions: <Actions job={job} onAsk={setAsked} /> } : {})}
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {data === undefined && !error && <Skeleton height="20rem" />}
      {data && <Details found={data} />}
    </Dialog>
  );
}

function Details({ found }: { found: GetJobResponse }) {
  if (!found.job) return null;
  return (
    <>
      <JobFacts job={found.job} actions={found.actions} />
      <JobSteps job={found.job} steps={found.steps} charges={found.charges} />
    </>
  );
}

function Actions({ job, onAsk }: { job: Job; onAsk: (what: Order["what"]) => void }) {
  const canRetry = job.state === JobState.FAILED && !job.retryRequested;
  const canDiscard = job.setAsideTime !== undefined && !job.retryRequested;
  return (
    <>
      {canDiscard && <Button onPress={() => onAsk("discard")}>Discard</Button>}
      {canRetry && (
        <Button variant="primary" onPress={() => onAsk("retry")}>
          Retry
        </Button>
      )}
      {!canRetry && !canDiscard && <p>{job.retryRequested ? "A worker takes it up in about a second." : "Nothing is to be done: only failed jobs can be retried."}</p>}
    </>
  );
}
