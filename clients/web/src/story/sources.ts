/** What a sentence came from: the person's own answers, as they gave them. */
import type { Answer, Form, Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { optionsOf } from "../answers/model/values";

export interface Source {
  answerId: string;
  /** The question as it was asked; a plain form of its key where the questionnaire isn't at hand. */
  question: string;
  /** The answer in words; empty where it isn't at hand. */
  answer: string;
}

/** Sources by the keys of answers. */
export type Sources = ReadonlyMap<string, Source>;

export function sourcesOf(form: Form | undefined): Sources {
  const answers = new Map(form?.response?.answers.map((answer) => [answer.questionId, answer]));
  return new Map(
    (form?.questions ?? []).map((question) => [
      question.id,
      { answerId: question.id, question: question.text, answer: inWords(question, answers.get(question.id)) },
    ]),
  );
}

/** The sources of these answers, in their order; those that aren't known by their keys alone. */
export function sourcesFor(answerIds: readonly string[], sources: Sources): Source[] {
  return answerIds.map(
    (answerId) => sources.get(answerId) ?? { answerId, question: plainKey(answerId), answer: "" },
  );
}

/** A key as people read it: `age_band` is “age band”. */
export function plainKey(key: string): string {
  return key.replaceAll(/[_-]+/g, " ").trim();
}

function inWords(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return "";
  const { value } = answer;
  switch (value.case) {
    case "text":
    case "other":
    case "date":
      return value.value;
    case "choice":
      return label(question, value.value);
    case "choices":
      return [...value.value.values.map((each) => label(question, each)), value.value.other]
        .filter(Boolean)
        .join(", ");
    case "ranking":
      return value.value.values.map((each) => label(question, each)).join(", ");
    case "scale":
    case "number":
      return value.value.toLocaleString();
    case "yes":
      return value.value ? "Yes" : "No";
    default:
      return "";
  }
}

function label(question: Question, value: string): string {
  return optionsOf(question).find((option) => option.value === value)?.label ?? plainKey(value);
}
