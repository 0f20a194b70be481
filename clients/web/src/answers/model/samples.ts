/** Questionnaires for tests. */
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import {
  FormSchema,
  QuestionSchema,
  QuestionnaireSchema,
  ResponseSchema,
  ResponseState,
  type Form,
  type Question,
  type Questionnaire,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { toAnswer, type AnswerValue } from "./values";

export function words(text: string): AnswerValue {
  return { case: "text", value: text };
}

export function textQuestion(
  id: string,
  more: Omit<MessageInitShape<typeof QuestionSchema>, "$typeName" | "kind"> = {},
): Question {
  return create(QuestionSchema, {
    id,
    text: `About ${id}?`,
    required: true,
    kind: { case: "textQuestion", value: {} },
    ...more,
  });
}

export function questionOf(kind: Question["kind"], more: { required?: boolean } = {}): Question {
  return create(QuestionSchema, { id: "q", text: "Which?", required: true, kind, ...more });
}

export function questionnaireOf(questions: readonly Question[]): Questionnaire {
  return create(QuestionnaireSchema, { id: "q", version: 1, title: "Who?", questions: [...questions] });
}

/** A form as the service gives it: these questions are visible, these answers are saved. */
export function formOf(
  questions: readonly Question[],
  answers: Readonly<Record<string, AnswerValue>> = {},
  etag = "1",
): Form {
  return create(FormSchema, {
    questions: [...questions],
    response: create(ResponseSchema, {
      id: "3f2b8f0e-6a2f-4a4b-9a55-0f3f5a1f8d11",
      state: ResponseState.DRAFT,
      answers: Object.entries(answers).map(([id, value]) => toAnswer(id, value)),
      etag,
    }),
  });
}
