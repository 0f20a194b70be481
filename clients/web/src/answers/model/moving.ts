/** What becomes of answers in a newer version of their questionnaire, in words. */
import type { MoveReport } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

export interface Loss {
  questionId: string;
  /** Why the answer can't be kept. */
  why: string;
}

/** Answers that go, those to questions that aren't asked any more first. */
export function lossesOf(report: MoveReport): Loss[] {
  return [
    ...report.goneQuestionIds.map((questionId) => ({ questionId, why: "isn’t asked any more" })),
    ...report.changedQuestions.map(({ questionId, description }) => ({ questionId, why: description })),
  ];
}

/** For example `All 9 of your answers stay. 2 questions are new.` */
export function summaryOf(report: MoveReport): string {
  const kept = report.carriedQuestionIds.length;
  const lost = lossesOf(report).length;
  const added = report.newlyAskedQuestionIds.length;
  return [keptInWords(kept, lost), added === 0 ? "" : added === 1 ? "One question is new." : `${added} questions are new.`]
    .filter(Boolean)
    .join(" ");
}

function keptInWords(kept: number, lost: number): string {
  if (kept + lost === 0) return "";
  if (lost > 0) return `${kept} of your ${kept + lost} answers ${kept === 1 ? "stays" : "stay"}.`;
  return kept === 1 ? "Your answer stays." : `All ${kept} of your answers stay.`;
}
