/** What is wrong with an answer, in words. Rules in CEL are the service's to judge: see `ruleMessage`. */
import type {
  DateQuestion,
  MultipleChoiceQuestion,
  NumberQuestion,
  Question,
  TextQuestion,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { cleaned, isAnswered, optionsOf, type AnswerValue } from "./values";

export const MOST_CHARACTERS = 4000;
export const MOST_OTHER_CHARACTERS = 200;

/** Why a value is no answer to its question; empty when it is one. No answer is wrong only where one is required. */
export function wrongWith(question: Question, given: AnswerValue): string {
  const value = cleaned(given);
  if (!isAnswered(value)) {
    return question.required ? requiredMessage(question) : "";
  }
  switch (question.kind.case) {
    case "textQuestion":
      return value.case === "text" ? wrongText(question.kind.value, value.value, false) : "Answer in words.";
    case "longTextQuestion":
      return value.case === "text" ? wrongText(question.kind.value, value.value, true) : "Answer in words.";
    case "choiceQuestion":
      if (value.case === "other" && question.kind.value.allowsOther) {
        return wrongOther(value.value);
      }
      return value.case === "choice" && isOffered(question, [value.value]) ? "" : "Choose one of these.";
    case "multipleChoiceQuestion":
      if (value.case !== "choices" || !isOffered(question, value.value.values)) {
        return "Choose from these.";
      }
      return wrongChoices(question.kind.value, value.value.values.length, value.value.other);
    case "scaleQuestion": {
      const { minimum, maximum } = question.kind.value;
      const fits = value.case === "scale" && value.value >= minimum && value.value <= maximum;
      return fits ? "" : `Choose a number from ${minimum} to ${maximum}.`;
    }
    case "yesNoQuestion":
      return value.case === "yes" ? "" : "Answer yes or no.";
    case "rankingQuestion": {
      const { options } = question.kind.value;
      const fits =
        value.case === "ranking" &&
        value.value.values.length === options.length &&
        isOffered(question, value.value.values);
      return fits ? "" : "Put all of them in an order.";
    }
    case "dateQuestion":
      return value.case === "date" ? wrongDay(question.kind.value, value.value) : "Choose a day.";
    case "numberQuestion":
      return value.case === "number" ? wrongNumber(question.kind.value, value.value) : "Give a number.";
    case "photoQuestion":
      return value.case === "photoAssetId" ? "" : "Choose a photo.";
    default:
      return "";
  }
}

/** What a violation of the service says about one answer: a rule's own message in the person's language if it is one. */
export function ruleMessage(question: Question | undefined, reason: string, description: string): string {
  if (reason === "required" && question) {
    return requiredMessage(question);
  }
  const rule = question?.rules.find((each) => `rules.${each.id}` === reason);
  return rule?.message ?? sentence(description);
}

/** The key of a question in the field of a violation, `answers[dream]`. */
export function questionOfField(field: string): string | undefined {
  return /^answers\[([^\]]+)\]/.exec(field)?.[1];
}

export function characters(text: string): number {
  return Array.from(text).length;
}

/** How many characters an answer may have. */
export function mostCharacters(kind: TextQuestion): number {
  return kind.maxLength || MOST_CHARACTERS;
}

function requiredMessage(question: Question): string {
  switch (question.kind.case) {
    case "choiceQuestion":
    case "multipleChoiceQuestion":
      return "Choose something to go on.";
    case "photoQuestion":
      return "Add a photo to go on.";
    default:
      return "This one needs an answer.";
  }
}

function wrongText(kind: TextQuestion, text: string, isLong: boolean): string {
  const count = characters(text);
  const least = kind.minLength || 1;
  const most = mostCharacters(kind);
  if (!isLong && text.includes("\n")) {
    return "Write it in one line.";
  }
  if (count < least) {
    return `A little more, please: at least ${least} characters.`;
  }
  if (count > most) {
    return `Shorten it by ${count - most} ${count - most === 1 ? "character" : "characters"}: ${most} fit.`;
  }
  return "";
}

function wrongOther(text: string): string {
  const over = characters(text) - MOST_OTHER_CHARACTERS;
  return over > 0 ? `Shorten your own words by ${over}: ${MOST_OTHER_CHARACTERS} characters fit.` : "";
}

function wrongChoices(kind: MultipleChoiceQuestion, chosen: number, other: string): string {
  if (other && !kind.allowsOther) {
    return "Choose from these.";
  }
  const count = chosen + (other ? 1 : 0);
  const most = kind.maxChoices || kind.options.length + (kind.allowsOther ? 1 : 0);
  if (count < kind.minChoices) {
    return `Choose at least ${kind.minChoices}; you have ${count}.`;
  }
  if (count > most) {
    return `Choose at most ${most}; you have ${count}.`;
  }
  return wrongOther(other);
}

function wrongDay(kind: DateQuestion, day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(day) ||
    Number.isNaN(time) ||
    !new Date(time).toISOString().startsWith(day)
  ) {
    return "Give a day that there is.";
  }
  if (kind.minimum && day < kind.minimum) {
    return `Give a day from ${dayInWords(kind.minimum)} on.`;
  }
  if (kind.maximum && day > kind.maximum) {
    return `Give a day until ${dayInWords(kind.maximum)}.`;
  }
  return "";
}

export function dayInWords(day: string, language?: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? day : format.format(time);
}

function wrongNumber(kind: NumberQuestion, number: number): string {
  const unit = kind.unit ? ` ${kind.unit}` : "";
  if (!Number.isFinite(number)) {
    return "Give a number.";
  }
  if (kind.whole && !Number.isInteger(number)) {
    return "Give a whole number.";
  }
  if (kind.minimum !== undefined && number < kind.minimum) {
    return `Give at least ${kind.minimum}${unit}.`;
  }
  if (kind.maximum !== undefined && number > kind.maximum) {
    return `Give at most ${kind.maximum}${unit}.`;
  }
  return "";
}

function isOffered(question: Question, values: readonly string[]): boolean {
  const offered = new Set(optionsOf(question).map((option) => option.value));
  return values.every((value) => offered.has(value)) && new Set(values).size === values.length;
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
