import { create } from "@bufbuild/protobuf";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Desk, type AnswerService, type ReadOutcome, type SaveOutcome } from "./desk";
import type { Keeping } from "./keeping";
import { formOf, questionnaireOf, textQuestion, words } from "./samples";
import { toAnswer, valuesOf, type AnswerValue, type Values } from "./values";
import {
  ResponseSchema,
  type Question,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

const name = textQuestion("name");
const dog = textQuestion("dog");
const breed = textQuestion("breed", { visibleIf: "answers.dog != ''" });
const all = questionnaireOf([name, dog, breed]);

/** A service that holds one response, as the real one would. */
class FakeService implements AnswerService {
  answers = new Map<string, AnswerValue>();
  changes = 1;
  saves: Values[] = [];
  reads = 0;
  isReachable = true;
  refusal: SaveOutcome | undefined;

  save(values: Values, etag: string): Promise<SaveOutcome> {
    if (!this.isReachable) {
      return Promise.resolve({ kind: "unreachable", error: new Error("no connection") });
    }
    this.saves.push(values);
    if (this.refusal) {
      return Promise.resolve(this.refusal);
    }
    if (etag !== String(this.changes)) {
      return Promise.resolve({ kind: "changed-elsewhere" });
    }
    this.put(values);
    return Promise.resolve({ kind: "saved", response: this.response() });
  }

  read(): Promise<ReadOutcome> {
    this.reads += 1;
    if (!this.isReachable) {
      return Promise.resolve({ kind: "unreachable", error: new Error("no connection") });
    }
    const visible: Question[] = this.answers.has("dog") ? [name, dog, breed] : [name, dog];
    return Promise.resolve({ kind: "read", form: { ...formOf(visible), response: this.response() } });
  }

  put(values: Values): void {
    for (const [id, value] of values) {
      this.answers.set(id, value);
    }
    this.changes += 1;
  }

  private response() {
    return create(ResponseSchema, {
      answers: [...this.answers].map(([id, value]) => toAnswer(id, value)),
      etag: String(this.changes),
    });
  }
}

function nothingKept(): Keeping & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    keep: (id, change) => {
      kept.set(id, change);
      return Promise.resolve();
    },
    drop: (ids) => {
      ids.forEach((id) => kept.delete(id));
      return Promise.resolve();
    },
    all: () => Promise.resolve(new Map()),
  };
}

let service: FakeService;
let keeping: ReturnType<typeof nothingKept>;
let desk: Desk;

beforeEach(() => {
  vi.useFakeTimers();
  service = new FakeService();
  keeping = nothingKept();
  desk = new Desk(formOf([name, dog]), all, new Map(), service, keeping);
});

afterEach(() => {
  vi.useRealTimers();
});

test("typing is saved a second after it began, in one go", async () => {
  desk.answer("name", words("M"), "", false);
  desk.answer("name", words("Maya"), "", false);
  expect(keeping.kept.has("name")).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(service.saves).toEqual([new Map([["name", words("Maya")]])]);
  expect(keeping.kept.size).toBe(0);
  expect(desk.state().link).toBe("resting");
});

test("an answer that conditions look at brings the questions that follow from it", async () => {
  desk.answer("dog", words("yes"), "", true);
  expect(await desk.flush()).toBe(true);
  expect(desk.state().form.questions.map((question) => question.id)).toEqual(["name", "dog", "breed"]);
});

test("an answer that nothing looks at costs one call", async () => {
  desk.answer("name", words("Maya"), "", true);
  await desk.flush();
  expect(service.reads).toBe(0);
  expect(valuesOf(desk.state().form.response?.answers ?? []).get("name")).toEqual(words("Maya"));
});

test("without a connection answers stay here, and go once it is back", async () => {
  service.isReachable = false;
  desk.answer("name", words("Maya"), "", true);
  expect(await desk.flush()).toBe(false);
  expect(desk.state().link).toBe("offline");
  expect(keeping.kept.has("name")).toBe(true);
  service.isReachable = true;
  desk.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(service.answers.get("name")).toEqual(words("Maya"));
  expect(desk.state().link).toBe("resting");
});

test("it tries again by itself, ever more rarely", async () => {
  service.isReachable = false;
  desk.answer("name", words("Maya"), "", true);
  await vi.advanceTimersByTimeAsync(2_000);
  service.isReachable = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(service.answers.get("name")).toEqual(words("Maya"));
});

test("another device's answers to other questions are merged without asking", async () => {
  service.put(new Map([["dog", words("no")]]));
  desk.answer("name", words("Maya"), "", true);
  await desk.flush();
  expect(service.answers).toEqual(
    new Map([
      ["dog", words("no")],
      ["name", words("Maya")],
    ]),
  );
  expect(desk.state().elsewhere).toEqual(["dog"]);
});

test("another device's answer to the same question is asked about, and the choice is saved", async () => {
  service.put(new Map([["name", words("Noor")]]));
  desk.answer("name", words("Maya"), "", true);
  await desk.flush();
  expect(desk.state().book.conflicts).toEqual(new Map([["name", words("Noor")]]));
  expect(service.answers.get("name")).toEqual(words("Noor"));
  desk.decide("name", "mine");
  await vi.advanceTimersByTimeAsync(0);
  expect(service.answers.get("name")).toEqual(words("Maya"));
  expect(desk.state().book.conflicts.size).toBe(0);
});

test("a refused answer says why, and the others are saved", async () => {
  service.refusal = {
    kind: "refused",
    violations: [{ questionId: "name", reason: "", description: "it holds characters that can't be shown" }],
  };
  desk.answer("name", words("Maya"), "", true);
  await desk.flush();
  service.refusal = undefined;
  desk.answer("dog", words("no"), "", true);
  await desk.flush();
  expect(desk.state().book.changes.get("name")?.problem).toBe("It holds characters that can't be shown.");
  expect([...service.answers.keys()]).toEqual(["dog"]);
});

test("two flushes at once save once", async () => {
  desk.answer("name", words("Maya"), "", false);
  await Promise.all([desk.flush(), desk.flush()]);
  expect(service.saves).toHaveLength(1);
});

test("a closed response takes nothing more", async () => {
  service.refusal = { kind: "closed", error: new Error("submitted") };
  desk.answer("name", words("Maya"), "", true);
  await desk.flush();
  expect(desk.state().link).toBe("closed");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(service.saves).toHaveLength(1);
});
