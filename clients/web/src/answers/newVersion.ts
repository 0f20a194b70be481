/** A newer version of a draft's questionnaire, and what moving to it would mean. */
import {
  ResponseState,
  type Form,
  type MoveReport,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { api } from "../api/encompass";

export interface NewVersion {
  readonly version: number;
  /** As of the etag that the form had. */
  readonly report: MoveReport;
}

/** Nothing where the draft answers the latest version, or where that can't be found out: one can always stay. */
export async function newVersionFor(form: Form, signal: AbortSignal): Promise<NewVersion | undefined> {
  const { response } = form;
  if (response?.state !== ResponseState.DRAFT) return undefined;
  try {
    const { questionnaireId } = response;
    const { questionnaire } = await api.questionnaires.getQuestionnaire({ questionnaireId }, { signal });
    const version = questionnaire?.version ?? 0;
    if (version <= response.questionnaireVersion) return undefined;
    const report = await movingTo(response.id, version, signal);
    return report && { version, report };
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

/** What would become of the answers as they are saved now. */
export async function movingTo(
  responseId: string,
  version: number,
  signal: AbortSignal,
): Promise<MoveReport | undefined> {
  const request = { responseId, version, validateOnly: true };
  return (await api.questionnaires.moveResponse(request, { signal })).report;
}
