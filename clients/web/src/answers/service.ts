/** The questionnaire service as the pages of answers need it. */
import { Code, ConnectError } from "@connectrpc/connect";
import {
  ResponseState,
  type Form,
  type Questionnaire,
  type Response,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { BadRequestSchema } from "@encompass/client/gen/google/rpc/error_details_pb.js";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/encompass";
import { reasonOf } from "../api/reasons";
import type { Change } from "./model/book";
import type { AnswerService, Failure, Violation } from "./model/desk";
import { keepingOf } from "./model/keeping";
import { questionOfField } from "./model/validation";
import { isAnswered, toAnswer } from "./model/values";
import { newVersionFor, type NewVersion } from "./newVersion";

/** A response as it is to be filled in, and its questionnaire with the hidden questions as well. */
export interface Opened {
  readonly form: Form;
  /** Missing where it can't be read any more; the form is enough then. */
  readonly questionnaire: Questionnaire | undefined;
  /** Answers that this device has kept and that aren't saved yet. */
  readonly kept: ReadonlyMap<string, Change>;
  /** The latest version of the questionnaire, where that is another than this draft answers. */
  readonly newer: NewVersion | undefined;
}

export function openedResponse(accountId: string, responseId: string, language: string) {
  return queryOptions({
    queryKey: ["responses", "form", accountId, responseId, language] as const,
    queryFn: async ({ signal }): Promise<Opened> => {
      const form = await readForm(responseId, language, signal);
      const [questionnaire, kept, newer] = await Promise.all([
        wholeQuestionnaire(form, signal),
        keepingOf(accountId, responseId).all(),
        newVersionFor(form, signal),
      ]);
      return { form, questionnaire, kept, newer };
    },
    // Whoever fills it in has the truth before the cache does; each visit reads it anew.
    staleTime: Infinity,
    gcTime: 0,
  });
}

export function serviceOf(responseId: string, language: string): AnswerService {
  return {
    async save(values, etag) {
      try {
        const { response } = await api.questionnaires.saveAnswers({
          responseId,
          etag,
          answers: [...values]
            .filter(([, value]) => isAnswered(value))
            .map(([id, value]) => toAnswer(id, value)),
          clearedQuestionIds: [...values].filter(([, value]) => !isAnswered(value)).map(([id]) => id),
        });
        return { kind: "saved", response: present(response) };
      } catch (error) {
        switch (reasonOf(error)) {
          case "ETAG_MISMATCH":
            return { kind: "changed-elsewhere" };
          case "ANSWERS_INVALID":
          case "VALIDATION_FAILED":
            return { kind: "refused", violations: violationsOf(error) };
          default:
            return failureOf(error);
        }
      }
    },
    async read() {
      try {
        const form = await readForm(responseId, language);
        return present(form.response).state === ResponseState.DRAFT
          ? { kind: "read", form }
          : { kind: "closed", error: undefined };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** What is wrong with which answer, as the service says it. */
export function violationsOf(error: unknown): Violation[] {
  const [bad] = ConnectError.from(error).findDetails(BadRequestSchema);
  return (bad?.fieldViolations ?? []).map(({ field, reason, description }) => ({
    questionId: questionOfField(field) ?? "",
    reason,
    description,
  }));
}

function failureOf(error: unknown): Failure {
  const reason = reasonOf(error);
  if (["RESPONSE_ALREADY_SUBMITTED", "RESPONSE_EXPIRED", "RESPONSE_NOT_FOUND"].includes(reason)) {
    return { kind: "closed", error };
  }
  const { code } = ConnectError.from(error);
  const isUnreachable =
    code === Code.Unavailable || code === Code.DeadlineExceeded || (reason === "" && code === Code.Unknown);
  return { kind: isUnreachable ? "unreachable" : "failed", error };
}

async function readForm(responseId: string, language: string, signal?: AbortSignal): Promise<Form> {
  const { form } = await api.questionnaires.getForm({ responseId, language }, signal ? { signal } : {});
  return present(form);
}

async function wholeQuestionnaire(form: Form, signal: AbortSignal): Promise<Questionnaire | undefined> {
  const response: Response = present(form.response);
  try {
    const { questionnaire } = await api.questionnaires.getQuestionnaire(
      {
        questionnaireId: response.questionnaireId,
        version: response.questionnaireVersion,
        language: form.questionnaire?.language ?? "",
      },
      { signal },
    );
    return questionnaire;
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return undefined;
  }
}

function present<T>(message: T | undefined): T {
  if (message === undefined) {
    throw new ConnectError("the service left out what was asked for", Code.Internal);
  }
  return message;
}
