/**
 * Earlier answers in later texts. Only a bare answer, `{{ answers.name }}`, is put in here; any other expression is
 * CEL, which the service works out.
 */
import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { asRead, NO_ANSWER, type Values } from "./values";

const PIPE = /\{\{([\s\S]*?)\}\}/g;
const BARE = /^answers\s*\.\s*([a-z][a-z0-9_]*)$/;
const PATH = /(?<![\w.])answers\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)/g;
const STRING = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*/g;
const MOST_PIPED_CHARACTERS = 200;

/** Keys of the questions whose answers an expression looks at. */
export function namesIn(expression: string): string[] {
  const bare = expression.replace(STRING, (found) => " ".repeat(found.length));
  return [...new Set([...bare.matchAll(PATH)].map((found) => found[1] ?? ""))];
}

/** Keys of the questions whose answers stand in a text. */
export function namesInText(text: string): string[] {
  return [...new Set(pipesIn(text).flatMap(namesIn))];
}

/** Whether a text can be filled in without the service. */
export function isPlain(text: string): boolean {
  return pipesIn(text).every((pipe) => BARE.test(pipe));
}

/** A plain text with the answers in it, as the service would give it. */
export function filled(text: string, questions: ReadonlyMap<string, Question>, answers: Values): string {
  return text.replace(PIPE, (_, pipe: string) => {
    const question = questions.get(BARE.exec(pipe.trim())?.[1] ?? "");
    return question ? shortened(asRead(question, answers.get(question.id) ?? NO_ANSWER)) : "";
  });
}

function pipesIn(text: string): string[] {
  return [...text.matchAll(PIPE)].map((found) => (found[1] ?? "").trim());
}

function shortened(text: string): string {
  const line = text.split(/\s+/).filter(Boolean).join(" ");
  const all = Array.from(line);
  return all.length <= MOST_PIPED_CHARACTERS
    ? line
    : `${all
        .slice(0, MOST_PIPED_CHARACTERS - 1)
        .join("")
        .trimEnd()}…`;
}
