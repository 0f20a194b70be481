import { create } from "@bufbuild/protobuf";
import { MoveReportSchema } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { describe, expect, it } from "vitest";

import { lossesOf, summaryOf } from "./moving";

describe("a newer version of a questionnaire", () => {
  it("is said to keep all answers where it does, and how many questions are new", () => {
    const report = create(MoveReportSchema, { carriedQuestionIds: ["a", "b"], newlyAskedQuestionIds: ["c", "d"] });
    expect(summaryOf(report)).toBe("All 2 of your answers stay. 2 questions are new.");
    expect(lossesOf(report)).toEqual([]);
  });

  it("is said to keep some, and which go and why", () => {
    const report = create(MoveReportSchema, {
      carriedQuestionIds: ["a"],
      goneQuestionIds: ["b"],
      changedQuestions: [{ questionId: "c", description: "must be one of the options" }],
      newlyAskedQuestionIds: ["d"],
    });
    expect(summaryOf(report)).toBe("1 of your 3 answers stays. One question is new.");
    expect(lossesOf(report)).toEqual([
      { questionId: "b", why: "isn’t asked any more" },
      { questionId: "c", why: "must be one of the options" },
    ]);
  });

  it("says nothing of answers where there are none", () => {
    expect(summaryOf(create(MoveReportSchema, {}))).toBe("");
    expect(summaryOf(create(MoveReportSchema, { carriedQuestionIds: ["a"] }))).toBe("Your answer stays.");
  });
});
