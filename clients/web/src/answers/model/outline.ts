/**
 * The way through a questionnaire. The service alone evaluates conditions; what is worked out here is which questions
 * a change can't touch, so that going on to those waits for nobody, and a slow line or none is hardly felt.
 */
import type {
  Form,
  Question,
  Questionnaire,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { differing } from "./book";
import { filled, isPlain, namesIn, namesInText } from "./texts";
import { valuesOf, type Values } from "./values";

export interface Outline {
  /** All questions in order, texts as authored, by key. Just the visible ones while the questionnaire isn't read. */
  readonly all: ReadonlyMap<string, Question>;
  /** Whether `all` holds the hidden questions, too. */
  readonly isWhole: boolean;
  /** The answers that decide whether a question is shown, by its key. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** A question ready to be shown. */
export interface Asked {
  readonly question: Question;
  /** False while its texts wait for the service to put a later change of an answer into them. */
  readonly isSettled: boolean;
}

export type Step =
  | { readonly at: "question"; readonly questionId: string }
  /** The service has to be asked first. */
  | { readonly at: "unknown" }
  | { readonly at: "review" };

export function outlineOf(form: Form, questionnaire: Questionnaire | undefined): Outline {
  const source = questionnaire ?? form;
  const sections = new Map(source.sections.map((section) => [section.id, namesIn(section.visibleIf)]));
  return {
    all: new Map(source.questions.map((question) => [question.id, question])),
    isWhole: questionnaire !== undefined,
    conditions: new Map(
      source.questions.map((question) => [
        question.id,
        [...namesIn(question.visibleIf), ...(sections.get(question.sectionId) ?? [])],
      ]),
    ),
  };
}

/** Whether a change of these answers can change what is asked, or how. */
export function isDecisive(outline: Outline, changed: Iterable<string>): boolean {
  if (!outline.isWhole) {
    return true;
  }
  const names = new Set(
    [...outline.all.values()].flatMap((question) => [
      ...(outline.conditions.get(question.id) ?? []),
      ...pipedInto(question),
    ]),
  );
  return [...changed].some((id) => names.has(id));
}

/** Questions of which it isn't known whether they are asked, given answers that the form doesn't know yet. */
export function undecided(outline: Outline, form: Form, answers: Values): Set<string> {
  const changed = differing(valuesOf(form.response?.answers ?? []), answers);
  const unknown = new Set<string>();
  for (const id of outline.all.keys()) {
    const names = outline.conditions.get(id) ?? [];
    if (names.some((name) => changed.has(name) || unknown.has(name))) {
      unknown.add(id);
    }
  }
  return unknown;
}

/** The questions to show, in order, with the texts that the answers as they are now give them. */
export function askedNow(outline: Outline, form: Form, answers: Values): Asked[] {
  const changed = differing(valuesOf(form.response?.answers ?? []), answers);
  const hidden = new Set(form.response?.hiddenQuestionIds ?? []);
  const used = new Map([...answers].filter(([id]) => !hidden.has(id)));
  return form.questions.map((question) => {
    const authored = outline.all.get(question.id);
    if (!outline.isWhole || !authored || !pipedInto(authored).some((name) => changed.has(name))) {
      return { question, isSettled: true };
    }
    if (!isPlain(authored.text) || !isPlain(authored.help)) {
      return { question, isSettled: false };
    }
    const text = filled(authored.text, outline.all, used);
    const help = filled(authored.help, outline.all, used);
    return { question: { ...question, text, help }, isSettled: true };
  });
}

/**
 * Where going on from a question leads. `waits` is whether to wait for the service where it has to decide; without
 * a connection one goes on with what is known, and the questions that were passed over come later.
 */
export function stepAfter(
  outline: Outline,
  form: Form,
  answers: Values,
  questionId: string,
  waits: boolean,
): Step {
  const unknown = undecided(outline, form, answers);
  const shown = new Map(askedNow(outline, form, answers).map((asked) => [asked.question.id, asked]));
  const order = [...outline.all.keys()];
  for (const id of order.slice(order.indexOf(questionId) + 1)) {
    if (unknown.has(id)) {
      if (waits) {
        return { at: "unknown" };
      }
      continue;
    }
    const asked = shown.get(id);
    if (asked) {
      return !asked.isSettled && waits ? { at: "unknown" } : { at: "question", questionId: id };
    }
  }
  return { at: "review" };
}

/** The question before one, or before the review; nothing before the first. */
export function stepBefore(form: Form, questionId: string | undefined): string | undefined {
  if (questionId === undefined) {
    return form.questions.at(-1)?.id;
  }
  const index = form.questions.findIndex((question) => question.id === questionId);
  return index > 0 ? form.questions[index - 1]?.id : undefined;
}

/** Where to go on: the first question that waits for an answer, counting those that aren't saved yet. */
export function resumeAt(form: Form, answers: Values): Step {
  const has = (question: Question) => answers.has(question.id);
  const lastAnswered = form.questions.findLastIndex(has);
  const waiting = form.questions.find(
    (question, index) => !has(question) && (question.required || index > lastAnswered),
  );
  return waiting ? { at: "question", questionId: waiting.id } : { at: "review" };
}

/** How far one is: the place of a question among those that are asked, and how many are answered. */
export function progressOf(form: Form, answers: Values): { answered: number; count: number } {
  return {
    answered: form.questions.filter((question) => answers.has(question.id)).length,
    count: form.questions.length,
  };
}

function pipedInto(question: Question): string[] {
  return [...namesInText(question.text), ...namesInText(question.help)];
}
