import { expect, test } from "vitest";

import { askedNow, isDecisive, outlineOf, resumeAt, stepAfter, stepBefore } from "./outline";
import { formOf, questionnaireOf, textQuestion, words } from "./samples";
import type { AnswerValue } from "./values";

const name = textQuestion("name");
const dog = textQuestion("dog");
const breed = textQuestion("breed", { visibleIf: 'answers.dog == "yes"' });
const age = textQuestion("age", { visibleIf: "has(answers.breed)" });
const home = textQuestion("home", { text: "Where do you live, {{ answers.name }}?" });
const wish = textQuestion("wish", { text: '{{ answers.dog == "yes" ? "And the dog?" : "And you?" }}' });
const end = textQuestion("end", { required: false });

const all = questionnaireOf([name, dog, breed, age, home, wish, end]);
const said = { ...home, text: "Where do you live, Maya?" };
const asked = { ...wish, text: "And you?" };
const form = formOf([name, dog, said, asked, end], { name: words("Maya"), dog: words("no") });
const outline = outlineOf(form, all);
const saved: ReadonlyMap<string, AnswerValue> = new Map([
  ["name", words("Maya")],
  ["dog", words("no")],
]);

test("going on to what nothing unsaved can touch waits for nobody", () => {
  expect(stepAfter(outline, form, saved, "dog", true)).toEqual({ at: "question", questionId: "home" });
  expect(stepAfter(outline, form, saved, "name", true)).toEqual({ at: "question", questionId: "dog" });
});

test("where a condition looks at an unsaved answer, the service is asked first", () => {
  const changed = new Map([...saved, ["dog", words("yes")]] as const);
  expect(stepAfter(outline, form, changed, "dog", true)).toEqual({ at: "unknown" });
});

test("a question behind an undecided one is undecided, too, and without a connection both are passed over", () => {
  const changed = new Map([...saved, ["dog", words("yes")]] as const);
  expect(stepAfter(outline, form, changed, "dog", false)).toEqual({ at: "question", questionId: "home" });
});

test("an unsaved name is put into a later text at once, an expression waits", () => {
  const changed = new Map([...saved, ["name", words("Noor")], ["dog", words("yes")]] as const);
  const now = new Map(askedNow(outline, form, changed).map((each) => [each.question.id, each]));
  expect(now.get("home")).toMatchObject({ question: { text: "Where do you live, Noor?" }, isSettled: true });
  expect(now.get("wish")).toMatchObject({ isSettled: false });
  expect(stepAfter(outline, form, changed, "home", true)).toEqual({ at: "unknown" });
  expect(stepAfter(outline, form, changed, "home", false)).toEqual({ at: "question", questionId: "wish" });
});

test("after the last question comes the review, and back from there the last question", () => {
  expect(stepAfter(outline, form, saved, "end", true)).toEqual({ at: "review" });
  expect(stepBefore(form, undefined)).toBe("end");
  expect(stepBefore(form, "home")).toBe("dog");
  expect(stepBefore(form, "name")).toBeUndefined();
});

test("one resumes at the first required question without an answer, skipped ones don't wait", () => {
  expect(resumeAt(form, saved)).toEqual({ at: "question", questionId: "home" });
  const nearlyAll = new Map([...saved, ["home", words("x")], ["wish", words("y")]] as const);
  expect(resumeAt(form, nearlyAll)).toEqual({ at: "question", questionId: "end" });
  const optional = textQuestion("why", { required: false });
  const skipped = formOf([name, optional, dog]);
  expect(resumeAt(skipped, saved)).toEqual({ at: "review" });
});

test("only answers that something looks at change what is asked", () => {
  expect(isDecisive(outline, ["name"])).toBe(true);
  expect(isDecisive(outline, ["home", "end"])).toBe(false);
  expect(isDecisive(outlineOf(form, undefined), ["home"])).toBe(true);
});

test("a section's condition counts for its questions", () => {
  const team = textQuestion("team", { sectionId: "s" });
  const whole = { ...questionnaireOf([dog, team]), sections: outlineSections() };
  const seen = formOf([dog]);
  const out = outlineOf(seen, whole);
  expect(stepAfter(out, seen, new Map([["dog", words("yes")]]), "dog", true)).toEqual({ at: "unknown" });
});

function outlineSections() {
  return [
    {
      $typeName: "encompass.questionnaire.v1.Section" as const,
      id: "s",
      title: "Team",
      introduction: "",
      visibleIf: "answers.dog != ''",
    },
  ];
}
