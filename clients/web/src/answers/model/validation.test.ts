import { describe, expect, test } from "vitest";

import { questionOf, textQuestion, words } from "./samples";
import { questionOfField, ruleMessage, wrongWith } from "./validation";
import { choices, NO_ANSWER, ranking, type AnswerValue } from "./values";
import { create } from "@bufbuild/protobuf";
import {
  DateQuestionSchema,
  MultipleChoiceQuestionSchema,
  NumberQuestionSchema,
  ChoiceQuestionSchema,
  RankingQuestionSchema,
  ScaleQuestionSchema,
  TextQuestionSchema,
  ValidationRuleSchema,
  type Question,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

const OPTIONS = [
  { value: "a", label: "A" },
  { value: "b", label: "B" },
  { value: "c", label: "C" },
];

const text = questionOf({
  case: "textQuestion",
  value: create(TextQuestionSchema, { minLength: 2, maxLength: 5 }),
});
const long = questionOf({ case: "longTextQuestion", value: create(TextQuestionSchema, {}) });
const choice = questionOf({
  case: "choiceQuestion",
  value: create(ChoiceQuestionSchema, { options: OPTIONS }),
});
const open = questionOf({
  case: "choiceQuestion",
  value: create(ChoiceQuestionSchema, { options: OPTIONS, allowsOther: true }),
});
const several = questionOf({
  case: "multipleChoiceQuestion",
  value: create(MultipleChoiceQuestionSchema, {
    options: OPTIONS,
    minChoices: 2,
    maxChoices: 2,
    allowsOther: true,
  }),
});
const scale = questionOf({
  case: "scaleQuestion",
  value: create(ScaleQuestionSchema, { minimum: 1, maximum: 5 }),
});
const order = questionOf({
  case: "rankingQuestion",
  value: create(RankingQuestionSchema, { options: OPTIONS }),
});
const day = questionOf({
  case: "dateQuestion",
  value: create(DateQuestionSchema, { minimum: "1960-01-01", maximum: "2026-12-31" }),
});
const number = questionOf({
  case: "numberQuestion",
  value: create(NumberQuestionSchema, { minimum: 1, maximum: 500, whole: true, unit: "people" }),
});

describe("an answer is taken when it is one to its question", () => {
  test.each<[string, Question, AnswerValue]>([
    ["words within the bounds", text, words(" ab ")],
    ["five characters that are ten code units", text, words("🌊🌊🌊🌊🌊")],
    ["several lines where there is room", long, words("a\nb")],
    ["an option", choice, { case: "choice", value: "b" }],
    ["own words where they are allowed", open, { case: "other", value: "neither" }],
    ["as many options as asked for", several, choices(["a", "c"])],
    ["an option and own words", several, choices(["a"], "mine")],
    ["a number of the scale", scale, { case: "scale", value: 5 }],
    ["an order of all", order, ranking(["c", "a", "b"])],
    ["a day", day, { case: "date", value: "2024-02-29" }],
    ["a whole number", number, { case: "number", value: 12 }],
  ])("%s", (_, question, value) => {
    expect(wrongWith(question, value)).toBe("");
  });
});

describe("what is wrong is said in words", () => {
  test.each<[string, Question, AnswerValue, RegExp]>([
    ["nothing where something is required", text, NO_ANSWER, /needs an answer/],
    ["only spaces", text, words("   "), /needs an answer/],
    ["too short", text, words("a"), /at least 2/],
    ["too long", text, words("abcdefg"), /Shorten it by 2 characters: 5 fit/],
    ["two lines where one fits", text, words("a\nb"), /one line/],
    ["an option that isn't there", choice, { case: "choice", value: "z" }, /one of these/],
    ["own words where they aren't asked for", choice, { case: "other", value: "x" }, /one of these/],
    ["too few options", several, choices(["a"]), /at least 2; you have 1/],
    ["too many options", several, choices(["a", "b", "c"]), /at most 2; you have 3/],
    ["beside the scale", scale, { case: "scale", value: 6 }, /from 1 to 5/],
    ["half an order", order, ranking(["a", "b"]), /all of them/],
    ["a day that isn't", day, { case: "date", value: "2025-02-29" }, /a day that there is/],
    ["a day too early", day, { case: "date", value: "1959-12-31" }, /from .*1960.* on/],
    ["a part of a person", number, { case: "number", value: 1.5 }, /whole/],
    ["nobody", number, { case: "number", value: 0 }, /at least 1 people/],
  ])("%s", (_, question, value, message) => {
    expect(wrongWith(question, value)).toMatch(message);
  });
});

test("nothing is fine where nothing is required", () => {
  expect(wrongWith({ ...text, required: false }, words("  "))).toBe("");
});

test("a broken rule is told in the words that its author gave it", () => {
  const rule = create(ValidationRuleSchema, { id: "adult", message: "Maior de idade, por favor." });
  const question = { ...textQuestion("age"), rules: [rule] };
  expect(ruleMessage(question, "rules.adult", "an adult, please")).toBe("Maior de idade, por favor.");
  expect(ruleMessage(question, "", "it holds characters that can't be shown")).toBe(
    "It holds characters that can't be shown.",
  );
  expect(questionOfField("answers[age]")).toBe("age");
  expect(questionOfField("etag")).toBeUndefined();
});
