import { create } from "@bufbuild/protobuf";
import { FormSchema } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { describe, expect, it } from "vitest";

import { sourcesFor, sourcesOf } from "./sources";

const FORM = create(FormSchema, {
  questions: [
    { id: "dream", text: "Who would you be?", kind: { case: "longTextQuestion", value: {} } },
    {
      id: "tone",
      text: "What kind of story?",
      kind: { case: "choiceQuestion", value: { options: [{ value: "epic", label: "Epic, with drums" }] } },
    },
    { id: "dog", text: "Is there a dog?", kind: { case: "yesNoQuestion", value: {} } },
    { id: "reason", text: "Why?", kind: { case: "longTextQuestion", value: {} } },
  ],
  response: {
    answers: [
      { questionId: "dream", value: { case: "text", value: "A marine biologist" } },
      { questionId: "tone", value: { case: "choice", value: "epic" } },
      { questionId: "dog", value: { case: "yes", value: true } },
    ],
  },
});

describe("the sources of a sentence", () => {
  it("are the questions and what was answered, in words", () => {
    expect(sourcesFor(["tone", "dream", "dog"], sourcesOf(FORM))).toEqual([
      { answerId: "tone", question: "What kind of story?", answer: "Epic, with drums" },
      { answerId: "dream", question: "Who would you be?", answer: "A marine biologist" },
      { answerId: "dog", question: "Is there a dog?", answer: "Yes" },
    ]);
  });

  it("are plain keys when the answers aren't at hand", () => {
    expect(sourcesFor(["age_band"], sourcesOf(undefined))).toEqual([
      { answerId: "age_band", question: "age band", answer: "" },
    ]);
  });

  it("have no words where a question wasn't answered", () => {
    expect(sourcesFor(["reason"], sourcesOf(FORM))[0]?.answer).toBe("");
  });
});
