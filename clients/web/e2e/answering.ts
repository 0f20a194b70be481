/** What the specs of answers share: a questionnaire with every kind of question, and a way to it. */
import { randomUUID } from "node:crypto";

import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";

import { callsOf, enter } from "./support/calling";
import type { Person } from "./support/test";

export const EVERY_KIND = `
title: Everything that can be asked
introduction: One question of each kind.
estimated_minutes: 4
language: en
sections:
  - {id: you, title: You, introduction: "A few things about you, to begin with."}
  - {id: pets, title: Your animals, visible_if: answers.has_pets}
  - {id: end, title: And at last}
questions:
  - {id: name, type: text, section: you, text: What should we call you?, required: true, max_length: 30, story_role: name}
  - {id: tone, type: choice, section: you, text: "What suits you best, {{ answers.name }}?", required: true, allows_other: true, options: [{value: calm, label: Calm}, {value: loud, label: Loud}]}
  - {id: born, type: date, section: you, text: When were you born?, minimum: "1910-01-01", maximum: "2020-12-31"}
  - {id: has_pets, type: yes_no, section: you, text: Do animals live with you?, required: true}
  - {id: pets, type: multiple_choice, section: pets, text: Which ones?, required: true, max_choices: 3, allows_other: true, options: [{value: dog, label: A dog}, {value: cat, label: A cat}, {value: fish, label: Fish}]}
  - {id: count, type: number, section: pets, text: How many in all?, required: true, whole: true, minimum: 1, unit: animals, rules: [{id: enough, expression: "value >= size(answers.pets)", message: As many as you chose kinds.}]}
  - {id: content, type: scale, section: end, text: How content are you?, required: true, minimum: 1, maximum: 7, minimum_label: not at all, maximum_label: entirely}
  - {id: order, type: ranking, section: end, text: What comes first?, options: [{value: time, label: Time}, {value: money, label: Money}, {value: trust, label: Trust}]}
  - {id: dream, type: long_text, section: end, text: '{{ answers.has_pets ? "Who would you and your animals be?" : "Who would you be?" }}', required: true, min_length: 2, max_length: 300, story_role: dream}
  - {id: photo, type: photo, section: end, text: What do you look like?, help: A photo of you alone.}
translations:
  he:
    title: כל מה שאפשר לשאול
    questions.name.text: איך לקרוא לך?
    questions.tone.text: "מה הכי מתאים לך, {{ answers.name }}?"
`;

/** Publishes the questionnaire as this person, and begins a response to it. */
export async function everyKindBegun(request: APIRequestContext, person: Person): Promise<string> {
  const { post } = callsOf(request, await enter(request, person));
  const { questionnaire } = await post<{ questionnaire: { id: string } }>(
    "/v1/workspace/questionnaires:import",
    {
      requestId: randomUUID(),
      format: "DOCUMENT_FORMAT_YAML",
      document: EVERY_KIND,
    },
  );
  await post(`/v1/workspace/questionnaires/${questionnaire.id}:publish`, {});
  return begun(request, person, questionnaire.id);
}

/** Begins a response; some answers are there already where they are given. */
export async function begun(
  request: APIRequestContext,
  person: Person,
  questionnaireId = "who-would-you-be",
  answers: readonly object[] = [],
): Promise<string> {
  const { post } = callsOf(request, await enter(request, person));
  const { response } = await post<{ response: { id: string } }>("/v1/responses", {
    requestId: randomUUID(),
    questionnaireId,
  });
  if (answers.length > 0) {
    await post(`/v1/responses/${response.id}:saveAnswers`, { answers });
  }
  return response.id;
}

/** Answers to all of `who-would-you-be` that must be answered. */
export const MAYA = [
  { questionId: "name", text: "Maya" },
  { questionId: "pronouns", choice: "she" },
  { questionId: "age_band", choice: "twenties" },
  { questionId: "place", text: "the tide pools below my grandmother's house" },
  { questionId: "today", text: "I grade lab reports and take the late bus home" },
  { questionId: "dream", text: "a marine biologist who speaks for the reefs" },
  { questionId: "obstacle", text: "my voice goes when people look at me" },
  { questionId: "strength", text: "I can explain anything with kitchen things" },
  { questionId: "tone", choice: "hopeful" },
];

export function question(page: Page, text: string | RegExp): Locator {
  return page.getByRole("heading", { level: 1, name: text });
}

export function saveState(page: Page): Locator {
  return page.getByTestId("save-state");
}

/** Answers by keyboard alone, and goes on to the next question. */
export async function type(page: Page, heading: string | RegExp, words: string): Promise<void> {
  await expect(question(page, heading)).toBeVisible();
  await page.keyboard.type(words);
  await page.keyboard.press("Control+Enter");
  await expect(question(page, heading)).toBeHidden();
}

/** Presses a number, and Enter. */
export async function press(page: Page, heading: string | RegExp, ...keys: string[]): Promise<void> {
  await expect(question(page, heading)).toBeVisible();
  for (const key of keys) {
    await page.keyboard.press(key);
  }
  await page.keyboard.press("Enter");
  await expect(question(page, heading)).toBeHidden();
}
