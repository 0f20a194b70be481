import type { WatchQueueStatsResponse } from "@encompass/client/gen/encompass/jobs/v1/job_admin_service_pb.js";

import { jobAdmin } from "../api/operators";
import { useWatch, type Watched } from "../api/watch";
import { reduceQueues, type Queues } from "./queues";

/** How the queues stand, for as long as the page is open. */
export function useQueues(): Watched<Queues> {
  return useWatch<WatchQueueStatsResponse, Queues>({
    key: ["operator", "queues"],
    open: (resumeToken, signal) => jobAdmin.watchQueueStats({ resumeToken }, { signal }),
    reduce: reduceQueues,
    // The service ends each stream after some minutes; there is always more to see.
    isOver: () => false,
  });
}
