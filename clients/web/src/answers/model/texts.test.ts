import { expect, test } from "vitest";

import { questionOf, textQuestion, words } from "./samples";
import { filled, isPlain, namesIn, namesInText } from "./texts";
import { create } from "@bufbuild/protobuf";
import { ChoiceQuestionSchema } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

test("names in an expression are those of answers, not of words in quotes", () => {
  expect(namesIn('answers.tone == "answers.mood" && answers . age >= 18 || has(answers.dog)')).toEqual([
    "tone",
    "age",
    "dog",
  ]);
  expect(namesInText("{{ answers.stays ? 'answers.no' : answers.name }} and {{ answers.city }}")).toEqual([
    "stays",
    "name",
    "city",
  ]);
});

test("an option stands in a text by its label, and what isn't answered leaves its place empty", () => {
  const tone = {
    ...questionOf({
      case: "choiceQuestion",
      value: create(ChoiceQuestionSchema, { options: [{ value: "epic", label: "Epic, with drums" }] }),
    }),
    id: "tone",
  };
  const questions = new Map([
    ["tone", tone],
    ["name", textQuestion("name")],
  ]);
  const answers = new Map([["tone", { case: "choice", value: "epic" } as const]]);
  expect(filled("{{ answers.tone }}, {{answers.name}}!", questions, answers)).toBe("Epic, with drums, !");
});

test("a long answer is cut, on one line", () => {
  const questions = new Map([["day", textQuestion("day")]]);
  const text = filled("{{ answers.day }}", questions, new Map([["day", words(`one\n${"x".repeat(300)}`)]]));
  expect(text).toHaveLength(200);
  expect(text.startsWith("one x")).toBe(true);
  expect(text.endsWith("…")).toBe(true);
});

test("only bare answers can be put in without the service", () => {
  expect(isPlain("Hello {{ answers.name }}")).toBe(true);
  expect(isPlain('{{ answers.dog ? "your dog" : "you" }}')).toBe(false);
});

test("an answer that looks like an expression stays words", () => {
  const questions = new Map([
    ["name", textQuestion("name")],
    ["city", textQuestion("city")],
  ]);
  const answers = new Map([
    ["name", words("{{ answers.city }} $& <b>")],
    ["city", words("Lisbon")],
  ]);
  expect(filled("Dear {{ answers.name }}", questions, answers)).toBe("Dear {{ answers.city }} $& <b>");
});
