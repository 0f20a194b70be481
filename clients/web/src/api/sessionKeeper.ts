/** Decides when access is renewed, by whom, and what the tabs tell each other. */
import type { Account } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";

import { codeOf, UNAUTHENTICATED } from "./passing";
import type { Access, Tabs } from "./tabs";

export type SessionState =
  | { state: "starting" }
  | { state: "in"; account: Account }
  /** `ended` when it wasn't this tab's wish: the session was closed elsewhere or expired. */
  | { state: "out"; ended: boolean };

export interface SessionKeeperOptions {
  /** Exchanges the browser's cookie for new access. */
  refresh(): Promise<Access>;
  tabs: Tabs;
  now?: () => number;
}

const STARTING: SessionState = { state: "starting" };
/** Renewed this long before it expires, so that no call arrives with a token that has just died. */
const MARGIN_MS = 30_000;

export class SessionKeeper {
  #state: SessionState;
  #access: Access | undefined;
  #renewing: Promise<string | undefined> | undefined;
  /** How often somebody has come or gone: a refresh that was under way meanwhile counts for nothing. */
  #turns = 0;
  readonly #listeners = new Set<() => void>();
  readonly #options: SessionKeeperOptions;

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
    this.#state = options.tabs.remembered() ? STARTING : { state: "out", ended: false };
    options.tabs.hear((word) => {
      if (word.kind === "access") {
        this.#adopt(word.access);
      } else {
        this.#drop(true);
      }
    });
  }

  readonly state = (): SessionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Finds out whether the browser is signed in; for the page's start and after being offline. */
  async start(): Promise<void> {
    if (this.#state.state === "starting") {
      await this.renew("");
    }
  }

  enter(access: Access): Account {
    this.#adopt(access);
    this.#options.tabs.tell({ kind: "access", access });
    return access.account;
  }

  leave(): void {
    this.#drop(false);
    this.#options.tabs.tell({ kind: "out" });
  }

  async accessToken(): Promise<string | undefined> {
    if (this.#state.state === "out") {
      return undefined;
    }
    return this.#fresh() ?? this.renew(this.#access?.token ?? "");
  }

  /**
   * Access other than the token that was refused: one that another tab or call has just got, else a new one.
   *
   * Nothing where the session is over. Throws where the edge can't be reached: that ends no session.
   */
  renew(refused: string): Promise<string | undefined> {
    this.#renewing ??= this.#options.tabs
      .alone(() => this.#renewed(refused))
      .finally(() => {
        this.#renewing = undefined;
      });
    return this.#renewing;
  }

  async #renewed(refused: string): Promise<string | undefined> {
    if (this.#state.state === "out") {
      return undefined;
    }
    const meanwhile = this.#fresh();
    if (meanwhile !== undefined && meanwhile !== refused) {
      return meanwhile;
    }
    const turn = this.#turns;
    try {
      const access = await this.#options.refresh();
      if (turn !== this.#turns) {
        return this.#fresh();
      }
      this.enter(access);
      return access.token;
    } catch (error) {
      if (turn !== this.#turns) {
        return this.#fresh();
      }
      if (codeOf(error) !== UNAUTHENTICATED) {
        throw error;
      }
      this.#drop(true);
      this.#options.tabs.tell({ kind: "out" });
      return undefined;
    }
  }

  #fresh(): string | undefined {
    const now = (this.#options.now ?? Date.now)();
    return this.#access !== undefined && this.#access.expiresMs - MARGIN_MS > now
      ? this.#access.token
      : undefined;
  }

  #adopt(access: Access): void {
    this.#turns += 1;
    this.#access = access;
    this.#options.tabs.remember(true);
    const before = this.#state;
    if (before.state !== "in" || before.account.id !== access.account.id) {
      this.#become({ state: "in", account: access.account });
    }
  }

  #drop(ended: boolean): void {
    this.#turns += 1;
    this.#access = undefined;
    this.#options.tabs.remember(false);
    if (this.#state.state !== "out") {
      this.#become({ state: "out", ended: ended && this.#state.state === "in" });
    }
  }

  #become(state: SessionState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
