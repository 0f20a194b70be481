/** What there is to answer, and what was begun. */
import {
  ResponseState,
  type Questionnaire,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/encompass";

/** The questionnaires that one may answer, in one's language; the one that a link names alone, if it does. */
export function openQuestionnaires(only: string, language: string) {
  return queryOptions({
    queryKey: ["questionnaires", only, language] as const,
    queryFn: async ({ signal }): Promise<Questionnaire[]> => {
      const ids = only ? [only] : (await listed(signal)).map((questionnaire) => questionnaire.id);
      const read = await Promise.all(
        ids.map((questionnaireId) =>
          api.questionnaires.getQuestionnaire({ questionnaireId, language }, { signal }),
        ),
      );
      return read.flatMap(({ questionnaire }) => (questionnaire ? [questionnaire] : []));
    },
  });
}

/** Responses with an answer that can be gone on with, the one last worked at first. */
export const draftResponses = queryOptions({
  queryKey: ["responses", "drafts"] as const,
  queryFn: async ({ signal }) => {
    const { responses } = await api.questionnaires.listResponses({ pageSize: 100 }, { signal });
    return responses
      .filter((response) => response.state === ResponseState.DRAFT && response.answers.length > 0)
      .sort((a, b) => Number((b.updateTime?.seconds ?? 0n) - (a.updateTime?.seconds ?? 0n)));
  },
  staleTime: 0,
});

async function listed(signal: AbortSignal): Promise<Questionnaire[]> {
  const all: Questionnaire[] = [];
  let pageToken = "";
  do {
    const page = await api.questionnaires.listQuestionnaires({ pageSize: 100, pageToken }, { signal });
    all.push(...page.questionnaires);
    pageToken = page.nextPageToken;
  } while (pageToken);
  return all;
}
