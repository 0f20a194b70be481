/**
 * Deleting with a way back: a thing is hidden at once, and deleted when the time to undo is over or the page is left.
 * What is still to be deleted is kept in a journal, so that a closed tab forgets nothing.
 */

export interface Deletion {
  /** The thing's key, for example `film/…`. */
  key: string;
  /** Keys of what goes with it. */
  alsoHidden: readonly string[];
  /** When it is deleted, in milliseconds since 1970. */
  dueAt: number;
}

export interface Journal {
  read: () => readonly Deletion[];
  write: (deletions: readonly Deletion[]) => void;
}

export interface Clock {
  now: () => number;
  /** Calls back after so many milliseconds; returns what calls it off. */
  after: (ms: number, callback: () => void) => () => void;
}

export interface DeletionsOptions {
  /** Deletes for good. Something that is gone already is no error. */
  carryOut: (key: string) => Promise<void>;
  onFailure: (deletion: Deletion, error: unknown) => void;
  journal: Journal;
  clock: Clock;
}

/** Leaves another tab, whose person may still undo, the first go. */
const OTHER_TABS_HEAD_START_MS = 2_000;

export class Deletions {
  readonly #options: DeletionsOptions;
  readonly #waiting = new Map<string, { deletion: Deletion; callOff: () => void }>();
  readonly #listeners = new Set<() => void>();
  #hidden: ReadonlySet<string> = new Set();

  constructor(options: DeletionsOptions) {
    this.#options = options;
  }

  /** Keys of what isn't to be shown. The same set until it changes. */
  readonly hidden = (): ReadonlySet<string> => this.#hidden;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up what an earlier visit left in the journal. */
  resume(): void {
    for (const deletion of this.#options.journal.read()) {
      if (this.#waiting.has(deletion.key)) continue;
      this.#wait(deletion, Math.max(0, deletion.dueAt + OTHER_TABS_HEAD_START_MS - this.#options.clock.now()));
    }
  }

  /** Hides a thing now and deletes it after `undoMs` milliseconds. */
  add(key: string, alsoHidden: readonly string[], undoMs: number): void {
    const deletion = { key, alsoHidden, dueAt: this.#options.clock.now() + undoMs };
    this.#journal((entries) => [...entries.filter((each) => each.key !== key), deletion]);
    this.#wait(deletion, undoMs);
  }

  /** Shows a thing again, if it isn't deleted yet. */
  undo(key: string): boolean {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) return false;
    waiting.callOff();
    this.#waiting.delete(key);
    this.#forget(key);
    this.#show(waiting.deletion);
    return true;
  }

  /** Deletes all that waits, since the page is left. */
  flush(): void {
    for (const { deletion, callOff } of [...this.#waiting.values()]) {
      callOff();
      void this.#carryOut(deletion);
    }
  }

  #wait(deletion: Deletion, ms: number): void {
    this.#waiting.get(deletion.key)?.callOff();
    const callOff = this.#options.clock.after(ms, () => void this.#whenDue(deletion));
    this.#waiting.set(deletion.key, { deletion, callOff });
    this.#changeHidden([...this.#hidden, deletion.key, ...deletion.alsoHidden]);
  }

  async #whenDue(deletion: Deletion): Promise<void> {
    const isStillWanted = this.#options.journal.read().some((each) => each.key === deletion.key);
    if (isStillWanted) return this.#carryOut(deletion);
    this.#waiting.delete(deletion.key);
    this.#show(deletion);
  }

  async #carryOut(deletion: Deletion): Promise<void> {
    this.#waiting.delete(deletion.key);
    try {
      await this.#options.carryOut(deletion.key);
      this.#forget(deletion.key);
    } catch (error) {
      this.#forget(deletion.key);
      this.#show(deletion);
      this.#options.onFailure(deletion, error);
    }
  }

  #show(deletion: Deletion): void {
    const shown = new Set([deletion.key, ...deletion.alsoHidden]);
    this.#changeHidden([...this.#hidden].filter((key) => !shown.has(key)));
  }

  #changeHidden(keys: readonly string[]): void {
    this.#hidden = new Set(keys);
    for (const listener of this.#listeners) listener();
  }

  #forget(key: string): void {
    this.#journal((entries) => entries.filter((each) => each.key !== key));
  }

  #journal(change: (entries: readonly Deletion[]) => readonly Deletion[]): void {
    this.#options.journal.write(change(this.#options.journal.read()));
  }
}
