/** One resumable server stream: when it is opened again, from where, and when it is over. */
import { Code, ConnectError } from "@connectrpc/connect";

import { isPassing } from "./passing";
import { reasonOf } from "./reasons";

export type Live = "connecting" | "live" | "waiting" | "ended";

export interface Resumable {
  resumeToken: string;
}

export interface WatchingOptions<M extends Resumable, T> {
  /** Opens the stream after the change with this token; "" asks for a snapshot first. */
  open(resumeToken: string, signal: AbortSignal): AsyncIterable<M>;
  /** What is known with this message; `before` is nothing where a snapshot begins. */
  reduce(before: T | undefined, message: M): T | undefined;
  /** Whether nothing can follow. Without it, a stream that the server ends is over. */
  isOver?(data: T | undefined): boolean;
  /** New access after the server refused the token; nothing where the session is over. */
  renewAccess(): Promise<string | undefined>;
  onData(data: T): void;
  onLive(live: Live, error?: unknown): void;
  /** 0 to 1. */
  random?: () => number;
}

/** Services send a checkpoint at least every ten seconds; this leaves room for a slow network. */
export const SILENCE_MS = 30_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** The server has refused this often in a row: another token won't help. */
const RENEWALS = 2;

export class Watching<M extends Resumable, T> {
  readonly #options: WatchingOptions<M, T>;
  #stopped = false;
  #token = "";
  #data: T | undefined;
  #failures = 0;
  #renewals = 0;
  #attempt: AbortController | undefined;
  #rouse: (() => void) | undefined;
  #lastHeardMs = 0;

  constructor(options: WatchingOptions<M, T>) {
    this.#options = options;
  }

  /** Runs until the stream is over or stopped; never throws. */
  async run(): Promise<void> {
    this.#options.onLive("connecting");
    while (!this.#stopped) {
      const next = await this.#once();
      if (next === "over" || this.#isStopped()) {
        return;
      }
      if (next === "wait") {
        await this.#pause();
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#attempt?.abort();
    this.#rouse?.();
  }

  /** The page is seen again or the network is back: don't wait, and don't trust a stream that has been silent. */
  wake(silenceMs = SILENCE_MS / 3): void {
    this.#rouse?.();
    if (Date.now() - this.#lastHeardMs > silenceMs) {
      this.#attempt?.abort();
    }
  }

  async #once(): Promise<"again" | "wait" | "over"> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    let fresh = this.#token === "";
    this.#lastHeardMs = Date.now();
    let silence = setTimeout(() => attempt.abort(), SILENCE_MS);
    try {
      for await (const message of this.#options.open(this.#token, attempt.signal)) {
        if (this.#isStopped() || attempt.signal.aborted) {
          break;
        }
        clearTimeout(silence);
        silence = setTimeout(() => attempt.abort(), SILENCE_MS);
        this.#hear(message, fresh);
        fresh = false;
      }
      if (attempt.signal.aborted) {
        return "again";
      }
      return this.#finished();
    } catch (error) {
      return this.#isStopped() ? "over" : await this.#failed(error, attempt.signal.aborted);
    } finally {
      clearTimeout(silence);
      attempt.abort();
    }
  }

  #hear(message: M, fresh: boolean): void {
    this.#lastHeardMs = Date.now();
    this.#failures = 0;
    this.#renewals = 0;
    this.#token = message.resumeToken || this.#token;
    this.#data = this.#options.reduce(fresh ? undefined : this.#data, message);
    if (this.#data !== undefined) {
      this.#options.onData(this.#data);
    }
    this.#options.onLive("live");
  }

  #finished(): "wait" | "over" {
    if (this.#isStopped()) {
      return "over";
    }
    if (this.#options.isOver === undefined || this.#options.isOver(this.#data)) {
      this.#options.onLive("ended");
      return "over";
    }
    this.#options.onLive("waiting");
    return "wait";
  }

  async #failed(error: unknown, abandoned: boolean): Promise<"again" | "wait" | "over"> {
    if (abandoned) {
      this.#options.onLive("connecting");
      return this.#failures++ === 0 ? "again" : "wait";
    }
    if (reasonOf(error) === "RESUME_TOKEN_EXPIRED" && this.#token !== "") {
      this.#token = "";
      return "again";
    }
    if (ConnectError.from(error).code === Code.Unauthenticated) {
      return this.#renewed(error);
    }
    if (!isPassing(ConnectError.from(error))) {
      this.#options.onLive("ended", error);
      return "over";
    }
    this.#options.onLive("waiting", error);
    return "wait";
  }

  async #renewed(error: unknown): Promise<"again" | "wait" | "over"> {
    try {
      if (this.#renewals++ < RENEWALS && (await this.#options.renewAccess()) !== undefined) {
        return "again";
      }
    } catch (unreachable) {
      this.#options.onLive("waiting", unreachable);
      return "wait";
    }
    this.#options.onLive("ended", error);
    return "over";
  }

  /** Waits longer after each failure in a row, never the same as other tabs do; `wake` ends it. */
  #pause(): Promise<void> {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    const waitMs = longest * (0.5 + (this.#options.random ?? Math.random)() / 2);
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#rouse = undefined;
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      this.#rouse = done;
    });
  }

  /** Asked after each await, when it may have changed. */
  #isStopped(): boolean {
    return this.#stopped;
  }
}
