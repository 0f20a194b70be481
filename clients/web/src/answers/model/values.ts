/** Values of answers: the same union as in the contract, where `case: undefined` stands for no answer. */
import { create } from "@bufbuild/protobuf";
import {
  AnswerSchema,
  ChoicesSchema,
  RankingSchema,
  type Answer,
  type Option,
  type Question,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

export type AnswerValue = Answer["value"];
export type Values = ReadonlyMap<string, AnswerValue>;

export const NO_ANSWER: AnswerValue = { case: undefined };

export function isAnswered(value: AnswerValue): boolean {
  return value.case !== undefined;
}

export function toAnswer(questionId: string, value: AnswerValue): Answer {
  return create(AnswerSchema, { questionId, value });
}

export function valuesOf(answers: readonly Answer[]): Values {
  return new Map(answers.map((answer) => [answer.questionId, answer.value]));
}

export function choices(values: readonly string[], other = ""): AnswerValue {
  return values.length === 0 && other === ""
    ? NO_ANSWER
    : { case: "choices", value: create(ChoicesSchema, { values: [...values], other }) };
}

export function ranking(values: readonly string[]): AnswerValue {
  return { case: "ranking", value: create(RankingSchema, { values: [...values] }) };
}

/** Words as the service keeps them: composed Unicode, `\n` as line end, no space at the ends. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
}

/** The value as the service keeps it; empty words are no answer. */
export function cleaned(value: AnswerValue): AnswerValue {
  switch (value.case) {
    case "text":
    case "other": {
      const text = cleanText(value.value);
      return text === "" ? NO_ANSWER : { case: value.case, value: text };
    }
    case "choices":
      return choices(value.value.values, cleanText(value.value.other));
    default:
      return value;
  }
}

export function sameValue(a: AnswerValue, b: AnswerValue): boolean {
  if (a.case === "choices" && b.case === "choices") {
    return (
      a.value.other === b.value.other && sameItems([...a.value.values].sort(), [...b.value.values].sort())
    );
  }
  if (a.case === "ranking" && b.case === "ranking") {
    return sameItems(a.value.values, b.value.values);
  }
  return a.case === b.case && Object.is(a.value, b.value);
}

export function optionsOf(question: Question): readonly Option[] {
  switch (question.kind.case) {
    case "choiceQuestion":
    case "multipleChoiceQuestion":
    case "rankingQuestion":
      return question.kind.value.options;
    default:
      return [];
  }
}

/** What a question's option is called; its value where it is none of them any more. */
export function labelOf(question: Question, value: string): string {
  return optionsOf(question).find((option) => option.value === value)?.label ?? value;
}

/** An answer as a person reads it; empty for none, and for a photo, which isn't words. */
export function asRead(question: Question, value: AnswerValue): string {
  const label = (chosen: string) => labelOf(question, chosen);
  switch (value.case) {
    case "text":
    case "other":
    case "date":
      return value.value;
    case "choice":
      return label(value.value);
    case "choices":
      return [...value.value.values.map(label), value.value.other].filter(Boolean).join(", ");
    case "ranking":
      return value.value.values.map(label).join(", ");
    case "scale":
      return String(value.value);
    case "yes":
      return value.value ? "Yes" : "No";
    case "number":
      return String(Number(value.value.toPrecision(10)));
    default:
      return "";
  }
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
