import { memo, useCallback, useDeferredValue } from "react";

import { Button, Later, Page, ProblemNote, Skeleton } from "../ui";
import { Figures } from "./Figures";
import { useShown } from "./filters";
import { JobDialog } from "./JobDialog";
import { JobsPanel } from "./JobsPanel";
import { LiveMark } from "./LiveMark";
import { MeshPanel } from "./MeshPanel";
import styles from "./Operations.module.css";
import { QueueChart } from "./QueueChart";
import { fingerprint, kindsSeen, type Counts } from "./queues";
import { useFollowing, type JobFilters, type Place } from "./useJobs";
import { useMesh } from "./useMesh";
import { useQueues } from "./useQueues";
import { kindsWord } from "./words";

const LISTED: Record<keyof Counts, { state: string; setAsideOnly: boolean }> = {
  waiting: { state: "QUEUED", setAsideOnly: false },
  delayed: { state: "QUEUED", setAsideOnly: false },
  running: { state: "RUNNING", setAsideOnly: false },
  setAside: { state: "", setAsideOnly: true },
};

// Each stream brings news of one part only.
const History = memo(QueueChart);
const Parts = memo(MeshPanel);
const Jobs = memo(JobsPanel);

/** Jobs and the mesh, as they are now. */
export function Operations() {
  const queues = useQueues();
  const mesh = useMesh();
  // What comes is shown when the page has time for it: the streams bring much at once.
  const calmMesh = useDeferredValue(mesh);
  const calmQueues = useDeferredValue(queues.data);
  const [{ filters, place }, show] = useShown();
  useFollowing(fingerprint(queues.data?.overview));
  const kinds = kindsSeen(queues.data);
  const away = queues.data?.overview.unreachableShards ?? [];
  const list = useCallback(
    (what: keyof Counts) => {
      show({ filters: { ...filters, ...LISTED[what], oldestFirst: what === "waiting" || what === "delayed" } });
      const heading = document.getElementById("jobs");
      heading?.focus({ preventScroll: true });
      heading?.scrollIntoView({ block: "start" });
    },
    [filters, show],
  );
  const filterBy = useCallback((next: JobFilters) => show({ filters: next }), [show]);
  const open = useCallback((next: Place) => show({ place: next }), [show]);
  return (
    <Page title="Operations" width="wide" lead="What waits, what runs, what needs you, and how every part is." actions={<LiveMark streams={[queues.live, mesh.live]} />}>
      {queues.problem && queues.live === "ended" && <ProblemNote error={queues.problem} onRetry={queues.restart} />}
      {away.length > 0 && (
        <p className={styles.away} role="status">
          {away.join(", ")} can’t be asked now: its jobs are missing here.
        </p>
      )}
      <div className={styles.now}>
        <div className={styles.kinds} role="group" aria-label="Kind of the jobs">
          {["", ...new Set([...kinds, ...(filters.kind === "" ? [] : [filters.kind])])].map((kind) => (
            <Button
              key={kind}
              size="s"
              variant={filters.kind === kind ? "quiet" : "plain"}
              aria-pressed={filters.kind === kind}
              onPress={() => show({ filters: { ...filters, kind } })}
            >
              {kind === "" ? "Everything" : kindsWord(kind)}
            </Button>
          ))}
        </div>
        <Figures queues={queues.data} kind={filters.kind} onList={list} />
      </div>
      <Later fallback={<Skeleton height="60rem" />}>
        <History queues={calmQueues} kind={filters.kind} />
        <Parts watched={calmMesh} />
        <Jobs filters={filters} onFilter={filterBy} onOpen={open} />
      </Later>
      {place && <JobDialog key={place.jobId} place={place} onClose={() => show({ place: undefined })} />}
    </Page>
  );
}
