import { create } from "@bufbuild/protobuf";
import { ResponseSchema, ResponseState } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { describe, expect, it } from "vitest";

import { answersStatus, clock, filmStatus, roughly } from "./status";

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
    expect(filmStatus({ ...video, timeLeftMs: 42_000n }).text).toBe("Being made, about 40 seconds left");
  });

  it("counts time as people do", () => {
    expect(roughly(400)).toBe("about 5 seconds");
    expect(roughly(58_000)).toBe("about a minute");
    expect(roughly(130_000)).toBe("about 2 minutes");
    expect(clock(65_400)).toBe("1:05");
    expect(clock(599_700)).toBe("10:00");
  });
});
