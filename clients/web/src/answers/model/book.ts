/**
 * What a person has answered on this device beside what the service has saved: pure, so that every way in which two
 * devices can meet is a test. Answers are merged question by question; where both sides changed the same one, the
 * person decides.
 */
import { NO_ANSWER, cleaned, isAnswered, sameValue, type AnswerValue, type Values } from "./values";

/** An answer that isn't saved yet. */
export interface Change {
  readonly value: AnswerValue;
  /** What was saved when the person began to change it. */
  readonly base: AnswerValue;
  /** Why it can't be saved as it is; empty when it can. */
  readonly problem: string;
}

export interface Book {
  readonly saved: Values;
  readonly etag: string;
  readonly changes: ReadonlyMap<string, Change>;
  /** What is on its way to the service. */
  readonly sending: Values;
  /** What another device has saved for a question that was changed here, too. */
  readonly conflicts: Values;
}

/** A response as the service has it. */
export interface Snapshot {
  readonly answers: Values;
  readonly etag: string;
}

export function opened(snapshot: Snapshot, kept: ReadonlyMap<string, Change> = new Map()): Book {
  const empty = { saved: snapshot.answers, etag: snapshot.etag, sending: new Map(), conflicts: new Map() };
  return merged({ ...empty, changes: kept }, snapshot);
}

/** The answer as the person has it before them. */
export function answerOf(book: Book, questionId: string): AnswerValue {
  return book.changes.get(questionId)?.value ?? savedOf(book, questionId);
}

/** All answers that hold: those before the person, but what is saved where theirs can't be saved as it is. */
export function answersOf(book: Book): Values {
  const answers = new Map(book.saved);
  for (const [questionId, change] of book.changes) {
    if (!change.problem) {
      answers.set(questionId, cleaned(change.value));
    }
  }
  return new Map([...answers].filter(([, value]) => isAnswered(value)));
}

/** The book after the person changed an answer; `problem` says why it can't be saved as it is. */
export function answered(book: Book, questionId: string, value: AnswerValue, problem: string): Book {
  const changes = new Map(book.changes);
  const saved = savedOf(book, questionId);
  const isSaved = sameValue(cleaned(value), saved) && !book.sending.has(questionId);
  if (isSaved && sameValue(value, saved) && !book.conflicts.has(questionId)) {
    changes.delete(questionId);
  } else {
    changes.set(questionId, { value, base: book.changes.get(questionId)?.base ?? saved, problem });
  }
  return { ...book, changes };
}

/** Answers that can go to the service now. */
export function toSend(book: Book): Values {
  const values = new Map<string, AnswerValue>();
  for (const [questionId, change] of book.changes) {
    const value = cleaned(change.value);
    if (!change.problem && !book.conflicts.has(questionId) && !sameValue(value, savedOf(book, questionId))) {
      values.set(questionId, value);
    }
  }
  return values;
}

export function sent(book: Book, values: Values): Book {
  return { ...book, sending: values };
}

/** The book after a save went through. */
export function acknowledged(book: Book, snapshot: Snapshot): Book {
  const changes = new Map(book.changes);
  for (const [questionId, value] of book.sending) {
    const change = changes.get(questionId);
    if (change) {
      changes.set(questionId, { ...change, base: value });
    }
  }
  return merged({ ...book, changes, sending: new Map() }, snapshot);
}

/** The book after a save was refused; `problems` says what is wrong with which answer. */
export function refused(book: Book, problems: ReadonlyMap<string, string>): Book {
  const changes = new Map(book.changes);
  for (const [questionId, problem] of problems) {
    const change = changes.get(questionId);
    const sentValue = book.sending.get(questionId);
    if (change && sentValue && sameValue(cleaned(change.value), sentValue)) {
      changes.set(questionId, { ...change, problem });
    }
  }
  return { ...book, changes, sending: new Map() };
}

/** The book after reading what is saved now, by whichever device. */
export function merged(book: Book, snapshot: Snapshot): Book {
  const changes = new Map<string, Change>();
  const conflicts = new Map<string, AnswerValue>();
  for (const [questionId, change] of book.changes) {
    const theirs = snapshot.answers.get(questionId) ?? NO_ANSWER;
    if (sameValue(cleaned(change.value), theirs)) {
      if (!sameValue(change.value, theirs)) {
        changes.set(questionId, { ...change, base: theirs });
      }
      continue;
    }
    changes.set(questionId, change);
    if (!sameValue(theirs, change.base)) {
      conflicts.set(questionId, theirs);
    }
  }
  return { ...book, saved: snapshot.answers, etag: snapshot.etag, changes, conflicts };
}

/** The book after the person chose between two answers to a question. */
export function decided(book: Book, questionId: string, choice: "mine" | "theirs"): Book {
  const changes = new Map(book.changes);
  const conflicts = new Map(book.conflicts);
  const change = changes.get(questionId);
  conflicts.delete(questionId);
  if (choice === "theirs" || !change) {
    changes.delete(questionId);
  } else {
    changes.set(questionId, { ...change, base: savedOf(book, questionId) });
  }
  return { ...book, changes, conflicts };
}

/** Questions that were answered elsewhere between two states of a book, and weren't being changed here. */
export function answeredElsewhere(before: Book, after: Book): string[] {
  const ids = new Set([...before.saved.keys(), ...after.saved.keys()]);
  return [...ids].filter(
    (id) =>
      !sameValue(savedOf(before, id), savedOf(after, id)) &&
      !before.sending.has(id) &&
      !before.changes.has(id),
  );
}

/** Keys of the questions whose answers differ between two sets. */
export function differing(one: Values, other: Values): Set<string> {
  const ids = new Set([...one.keys(), ...other.keys()]);
  return new Set(
    [...ids].filter(
      (id) => !sameValue(cleaned(one.get(id) ?? NO_ANSWER), cleaned(other.get(id) ?? NO_ANSWER)),
    ),
  );
}

function savedOf(book: Book, questionId: string): AnswerValue {
  return book.saved.get(questionId) ?? NO_ANSWER;
}
