/** A server stream as React sees it: its state lies in the query cache, where mutations and other parts find it. */
import { skipToken, useQuery, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { problemOf, type Problem } from "./problems";
import { accessToken, renewAccess } from "./session";
import { Watching, type Live, type Resumable } from "./watching";

export type { Live } from "./watching";

export interface WatchOptions<M extends Resumable, T> {
  /** Where the state lies in the query cache. Another key is another stream. */
  key: QueryKey;
  /** Opens the stream after the change with this token; "" asks for a snapshot first. */
  open(resumeToken: string, signal: AbortSignal): AsyncIterable<M>;
  /** What is known with this message; `before` is nothing where a snapshot begins. */
  reduce(before: T | undefined, message: M): T | undefined;
  /** Whether nothing can follow. Without it, a stream that the server ends is over. */
  isOver?(data: T | undefined): boolean;
  /** False watches nothing. */
  enabled?: boolean;
}

export interface Watched<T> {
  data: T | undefined;
  live: Live;
  problem: Problem | undefined;
  /** Watches anew, for example when what had ended has been set going again. */
  restart(): void;
}

/**
 * Watches for as long as the component is there.
 *
 * A broken connection goes on from the last message, and starts over from a snapshot where that is too long ago. A
 * page that wakes from sleep asks at once.
 */
export function useWatch<M extends Resumable, T>(options: WatchOptions<M, T>): Watched<T> {
  const { key, enabled = true } = options;
  const queries = useQueryClient();
  const [round, setRound] = useState(0);
  const [status, setStatus] = useState<{ of: string; live: Live; problem?: Problem }>();
  const identity = JSON.stringify(key);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (!enabled) {
      return;
    }
    const at = latest.current.key;
    const watching = new Watching<M, T>({
      open: (token, signal) => latest.current.open(token, signal),
      reduce: (before, message) => latest.current.reduce(before, message),
      ...(latest.current.isOver
        ? { isOver: (data: T | undefined) => latest.current.isOver?.(data) ?? true }
        : {}),
      renewAccess: async () => renewAccess((await accessToken()) ?? ""),
      onData: (data) => queries.setQueryData(at, data),
      onLive: (live, error) =>
        setStatus((before) =>
          error === undefined &&
          before?.of === identity &&
          before.live === live &&
          before.problem === undefined
            ? before
            : { of: identity, live, ...(error === undefined ? {} : { problem: problemOf(error) }) },
        ),
    });
    const wake = () => {
      if (document.visibilityState === "visible") {
        watching.wake();
      }
    };
    const online = () => watching.wake(0);
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("pageshow", wake);
    window.addEventListener("online", online);
    void watching.run();
    return () => {
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("pageshow", wake);
      window.removeEventListener("online", online);
      watching.stop();
    };
  }, [identity, enabled, round, queries]);

  const { data } = useQuery<T>({ queryKey: key, queryFn: skipToken });
  const restart = useCallback(() => setRound((one) => one + 1), []);
  const mine = status?.of === identity ? status : undefined;
  const live = mine?.live ?? "connecting";
  const problem = mine?.problem;
  return useMemo(() => ({ data, live, problem, restart }), [data, live, problem, restart]);
}
