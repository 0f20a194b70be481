/** Where one response is filled in: takes answers, keeps them on the device, saves them, and reads what is asked now. */
import type {
  Form,
  Questionnaire,
  Response,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import {
  acknowledged,
  answered,
  answeredElsewhere,
  answersOf,
  decided,
  differing,
  merged,
  opened,
  refused,
  sent,
  toSend,
  type Book,
  type Change,
  type Snapshot,
} from "./book";
import type { Keeping } from "./keeping";
import { isDecisive, outlineOf, type Outline } from "./outline";
import { ruleMessage } from "./validation";
import { valuesOf, type AnswerValue, type Values } from "./values";

/** One answer that the service won't save, and why. */
export interface Violation {
  readonly questionId: string;
  readonly reason: string;
  readonly description: string;
}

/** What the desk needs of the service. */
export interface AnswerService {
  save(values: Values, etag: string): Promise<SaveOutcome>;
  read(): Promise<ReadOutcome>;
}

export type SaveOutcome =
  | { readonly kind: "saved"; readonly response: Response }
  | { readonly kind: "changed-elsewhere" }
  | { readonly kind: "refused"; readonly violations: readonly Violation[] }
  | Failure;

export type ReadOutcome = { readonly kind: "read"; readonly form: Form } | Failure;

/** `closed`: the response takes no answers any more; `unreachable`: no connection; `failed`: anything else. */
export interface Failure {
  readonly kind: "closed" | "unreachable" | "failed";
  readonly error: unknown;
}

export interface DeskState {
  readonly book: Book;
  readonly form: Form;
  readonly outline: Outline;
  readonly link: "resting" | "saving" | "offline" | "failed" | "closed";
  /** Why `link` is `failed` or `closed`. */
  readonly error?: unknown;
  /** Questions that were just answered on another device. */
  readonly elsewhere: readonly string[];
}

const SAVE_AFTER_MS = 1_000;
const MOST_ANSWERS_A_SAVE = 100;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

export class Desk {
  #state: DeskState;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #isLeft = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    form: Form,
    readonly questionnaire: Questionnaire | undefined,
    kept: ReadonlyMap<string, Change>,
    private readonly service: AnswerService,
    private readonly keeping: Keeping,
    private readonly tell: (etag: string) => void = () => undefined,
  ) {
    this.#state = stateAtRest(form, questionnaire, kept);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): DeskState => this.#state;

  /** Takes an answer. `problem` says why it can't be saved as it is; `soon` saves it without waiting for more. */
  answer(questionId: string, value: AnswerValue, problem: string, soon: boolean): void {
    this.#set({ book: answered(this.#state.book, questionId, value, problem) });
    this.#keep(questionId);
    if (soon) {
      void this.flush();
    } else if (this.#timer === undefined && this.#state.link !== "offline") {
      this.#later(SAVE_AFTER_MS);
    }
  }

  /** Chooses between two answers to a question. */
  decide(questionId: string, choice: "mine" | "theirs"): void {
    this.#set({ book: decided(this.#state.book, questionId, choice) });
    this.#keep(questionId);
    void this.flush();
  }

  /** Saves what can be saved now, and waits until what is asked is up to date. Says whether it is. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    if (this.#running) {
      await this.#running;
    }
    this.#running ??= this.#save().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    const { link, book, form, outline } = this.#state;
    return (
      link === "resting" &&
      !isDecisive(outline, differing(valuesOf(form.response?.answers ?? []), answersOf(book)))
    );
  }

  /** Reads the response again, as after another device has saved; then saves what waits. */
  async refresh(): Promise<void> {
    if (this.#state.link === "closed") {
      return;
    }
    if (!this.#running) {
      await this.#read();
    }
    await this.flush();
  }

  /** Another tab has saved; nothing to do when this one has seen it. */
  heard(etag: string): void {
    if (etag !== this.#state.book.etag && !this.#running) {
      void this.refresh();
    }
  }

  /** The connection is back, or the person wants to try again. */
  retry(): void {
    this.#retries = 0;
    void this.refresh();
  }

  /** Takes a response that a call beside the desk has returned, for example a submitted one. */
  take(response: Response): void {
    this.#set({
      book: merged(this.#state.book, snapshotOf(response)),
      form: { ...this.#state.form, response },
    });
  }

  acknowledgeElsewhere(): void {
    if (this.#state.elsewhere.length > 0) {
      this.#set({ elsewhere: [] });
    }
  }

  /** Nobody looks any more: what can be saved is, and nothing is tried again. */
  leave(): void {
    void this.flush();
    this.#isLeft = true;
    this.#stopTimer();
  }

  /** Somebody looks again. */
  return(): void {
    this.#isLeft = false;
  }

  async #save(): Promise<void> {
    let decisive = this.#formIsStale();
    for (;;) {
      const values = new Map([...toSend(this.#state.book)].slice(0, MOST_ANSWERS_A_SAVE));
      if (values.size === 0 || this.#state.link === "closed") {
        break;
      }
      const before = sent(this.#state.book, values);
      this.#set({ book: before, link: this.#state.link === "resting" ? "saving" : this.#state.link });
      const outcome = await this.service.save(values, before.etag);
      if (outcome.kind === "saved") {
        const now = this.#state.book;
        const book = acknowledged(now, snapshotOf(outcome.response));
        const others = answeredElsewhere(now, book);
        const changed = [...values.keys(), ...others];
        decisive ||= isDecisive(this.#state.outline, changed);
        // A form whose texts or conditions look at these answers is read below; until then it stays as it was asked.
        const form = decisive ? this.#state.form : { ...this.#state.form, response: outcome.response };
        this.#retries = 0;
        this.#set({ book, form, elsewhere: [...this.#state.elsewhere, ...others] });
        this.#dropSaved(values);
        this.tell(book.etag);
      } else if (outcome.kind === "changed-elsewhere") {
        this.#set({ book: refused(this.#state.book, new Map()) });
        if (!(await this.#read())) {
          return;
        }
      } else if (outcome.kind === "refused") {
        this.#refuse(values, outcome.violations);
      } else {
        this.#set({ book: refused(this.#state.book, new Map()) });
        this.#fail(outcome);
        return;
      }
    }
    if (decisive && this.#state.link !== "closed" && !(await this.#read())) {
      return;
    }
    if (this.#state.link !== "closed") {
      this.#set({ link: "resting" });
    }
  }

  async #read(): Promise<boolean> {
    const outcome = await this.service.read();
    if (outcome.kind !== "read") {
      this.#fail(outcome);
      return false;
    }
    const { form } = outcome;
    const before = this.#state.book;
    const book = merged(before, snapshotOf(form.response));
    const others = answeredElsewhere(before, book);
    this.#retries = 0;
    this.#set({
      book,
      form,
      outline: outlineOf(form, this.questionnaire),
      link: this.#running ? this.#state.link : "resting",
      elsewhere: [...this.#state.elsewhere, ...others],
    });
    this.#dropSaved(before.changes);
    return true;
  }

  #formIsStale(): boolean {
    const { form, book, outline } = this.#state;
    return isDecisive(outline, differing(valuesOf(form.response?.answers ?? []), book.saved));
  }

  #refuse(values: Values, violations: readonly Violation[]): void {
    const questions = new Map(this.#state.form.questions.map((question) => [question.id, question]));
    const problems = new Map(
      violations.map((each) => [
        each.questionId,
        ruleMessage(questions.get(each.questionId), each.reason, each.description),
      ]),
    );
    const isAboutThese = [...problems.keys()].some((id) => values.has(id));
    const all = isAboutThese
      ? problems
      : new Map(
          [...values.keys()].map((id) => [id, "This answer can't be saved as it is. Change it, please."]),
        );
    this.#set({ book: refused(this.#state.book, all) });
    for (const id of all.keys()) {
      this.#keep(id);
    }
  }

  #fail(failure: Failure): void {
    const link = failure.kind === "closed" ? "closed" : failure.kind === "unreachable" ? "offline" : "failed";
    this.#set({ link, error: failure.error });
    if (link !== "closed" && !this.#isLeft) {
      const delay = Math.min(FIRST_RETRY_MS * 2 ** this.#retries, LONGEST_RETRY_MS);
      this.#retries += 1;
      this.#later(delay);
    }
  }

  #later(delayMs: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, delayMs);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #keep(questionId: string): void {
    const change = this.#state.book.changes.get(questionId);
    void (change ? this.keeping.keep(questionId, change) : this.keeping.drop([questionId]));
  }

  #dropSaved(candidates: ReadonlyMap<string, unknown>): void {
    const saved = [...candidates.keys()].filter((id) => !this.#state.book.changes.has(id));
    if (saved.length > 0) {
      void this.keeping.drop(saved);
    }
  }

  #set(change: Partial<DeskState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** The state of a desk that nobody works at: what is saved, and what was kept. */
export function stateAtRest(
  form: Form,
  questionnaire: Questionnaire | undefined,
  kept: ReadonlyMap<string, Change> = new Map(),
): DeskState {
  const book = opened(snapshotOf(form.response), kept);
  return { book, form, outline: outlineOf(form, questionnaire), link: "resting", elsewhere: [] };
}

function snapshotOf(response: Response | undefined): Snapshot {
  return { answers: valuesOf(response?.answers ?? []), etag: response?.etag ?? "" };
}
