import { create } from "@bufbuild/protobuf";
import { ResponseSchema, ResponseState } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { describe, expect, it } from "vitest";

import { answersStatus, filmStatus } from "./status";

describe("how a thing stands", () => {
  it("says how far a draft is", () => {
    const response = create(ResponseSchema, {
      state: ResponseState.DRAFT,
      answeredQuestionCount: 3,
      visibleQuestionCount: 12,
    });
    expect(answersStatus(response)).toEqual({ text: "3 of 12 answered", tone: "gold", progress: 0.25 });
    expect(answersStatus(create(ResponseSchema, { state: ResponseState.DRAFT })).progress).toBe(0);
  });

  it("says how long a film still takes, once that is known", () => {
    const video = create(VideoSchema, { state: VideoState.RENDERING, progress: 0.5 });
    expect(filmStatus(video).text).toBe("Being made");
    expect(filmStatus({ ...video, timeLeftMs: 42_000n }).text).toBe("Being made, about 45 seconds left");
  });
});
