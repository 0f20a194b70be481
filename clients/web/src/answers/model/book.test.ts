import { expect, test } from "vitest";

import {
  acknowledged,
  answered,
  answeredElsewhere,
  answerOf,
  answersOf,
  decided,
  merged,
  opened,
  refused,
  sent,
  toSend,
  type Snapshot,
} from "./book";
import { words } from "./samples";
import { NO_ANSWER, type AnswerValue } from "./values";

function snapshot(etag: string, answers: Readonly<Record<string, AnswerValue>> = {}): Snapshot {
  return { etag, answers: new Map(Object.entries(answers)) };
}

function typing(...texts: string[]) {
  return texts.reduce((book, text) => answered(book, "dream", words(text), ""), opened(snapshot("1")));
}

test("an answer is before the person at once, and to be sent until it is saved", () => {
  const book = typing("to s", "to sail");
  expect(answerOf(book, "dream")).toEqual(words("to sail"));
  const values = toSend(book);
  const done = acknowledged(sent(book, values), snapshot("2", { dream: words("to sail") }));
  expect(done).toMatchObject({ etag: "2" });
  expect(done.changes.size).toBe(0);
  expect(toSend(done).size).toBe(0);
});

test("what is typed while a save is on its way goes with the next one", () => {
  const before = sent(typing("to"), new Map([["dream", words("to")]]));
  const after = acknowledged(
    answered(before, "dream", words("to sail"), ""),
    snapshot("2", { dream: words("to") }),
  );
  expect(after.conflicts.size).toBe(0);
  expect(toSend(after)).toEqual(new Map([["dream", words("to sail")]]));
});

test("typing back what was saved while another text is on its way sends it again", () => {
  const start = opened(snapshot("1", { dream: words("a") }));
  const before = sent(answered(start, "dream", words("b"), ""), new Map([["dream", words("b")]]));
  const after = acknowledged(answered(before, "dream", words("a"), ""), snapshot("2", { dream: words("b") }));
  expect(toSend(after)).toEqual(new Map([["dream", words("a")]]));
});

test("an answer that isn't fit yet stays here until it is", () => {
  const book = answered(typing("to sail"), "dream", words("t"), "too short");
  expect(toSend(book).size).toBe(0);
  expect(answerOf(book, "dream")).toEqual(words("t"));
});

test("an emptied answer is taken back", () => {
  const book = answered(opened(snapshot("1", { dream: words("a") })), "dream", words("  "), "");
  expect(toSend(book)).toEqual(new Map([["dream", NO_ANSWER]]));
});

test("answers to different questions from two devices are merged", () => {
  const here = typing("to sail");
  const after = merged(here, snapshot("7", { name: words("Maya") }));
  expect(after.conflicts.size).toBe(0);
  expect(toSend(after)).toEqual(new Map([["dream", words("to sail")]]));
  expect(answerOf(after, "name")).toEqual(words("Maya"));
  expect(answeredElsewhere(here, after)).toEqual(["name"]);
});

test("two answers to the same question wait for the person to choose, and nothing of it is sent", () => {
  const after = merged(typing("to sail"), snapshot("7", { dream: words("to fly") }));
  expect(after.conflicts).toEqual(new Map([["dream", words("to fly")]]));
  expect(toSend(after).size).toBe(0);
  expect(answerOf(after, "dream")).toEqual(words("to sail"));

  const mine = decided(after, "dream", "mine");
  expect(toSend(mine)).toEqual(new Map([["dream", words("to sail")]]));
  const theirs = decided(after, "dream", "theirs");
  expect(answerOf(theirs, "dream")).toEqual(words("to fly"));
  expect(toSend(theirs).size).toBe(0);
});

test("the same answer on both devices is no conflict", () => {
  const after = merged(typing("to sail"), snapshot("7", { dream: words("to sail") }));
  expect(after.conflicts.size).toBe(0);
  expect(after.changes.size).toBe(0);
});

test("what was kept over a reload is merged with what is saved by then", () => {
  const kept = new Map([
    ["dream", { value: words("mine"), base: NO_ANSWER, problem: "" }],
    ["name", { value: words("Maya"), base: words("M"), problem: "" }],
  ]);
  const book = opened(snapshot("9", { dream: words("theirs"), name: words("M") }), kept);
  expect([...book.conflicts.keys()]).toEqual(["dream"]);
  expect(toSend(book)).toEqual(new Map([["name", words("Maya")]]));
});

test("a refused answer isn't sent again until it is changed", () => {
  const before = sent(typing("to sail"), new Map([["dream", words("to sail")]]));
  const after = refused(before, new Map([["dream", "older, surely"]]));
  expect(after.changes.get("dream")?.problem).toBe("older, surely");
  expect(toSend(after).size).toBe(0);
  expect(toSend(answered(after, "dream", words("to sail on"), "")).size).toBe(1);
});

test("what holds is what is saved where a change can't be saved as it is", () => {
  const start = opened(snapshot("1", { dream: words("to sail") }));
  expect(answersOf(answered(start, "dream", words("t"), "too short")).get("dream")).toEqual(words("to sail"));
  expect(answersOf(answered(start, "dream", words(" to fly "), "")).get("dream")).toEqual(words("to fly"));
  expect(answersOf(answered(start, "dream", words(" "), "")).has("dream")).toBe(false);
});
