import { create } from "@bufbuild/protobuf";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { expect, test } from "vitest";

import { fileSize, spokenClock, whatHappens, whatIsKept } from "./words";

test("moments are spoken in words", () => {
  expect([0, 1000, 60_000, 65_000].map(spokenClock)).toEqual([
    "the beginning",
    "1 second",
    "1 minute",
    "1 minute 5 seconds",
  ]);
});

test("what happens is told by the scene that is on the easel", () => {
  const scenes = [
    { index: 0, durationMs: 4000n, renderedFrames: 96, totalFrames: 96 },
    { index: 1, startMs: 4000n, durationMs: 4000n, renderedFrames: 3, totalFrames: 96 },
  ];
  const video = create(VideoSchema, { state: VideoState.RENDERING, scenes, durationMs: 8000n });
  expect(whatHappens(video)).toBe("Painting scene 2 of 2");
  expect(whatHappens(create(VideoSchema, { state: VideoState.RENDERING }))).toBe("The narrator is reading the story");
  const whole = { ...video, scenes: video.scenes.map((scene) => ({ ...scene, renderedFrames: 96 })) };
  expect(whatHappens(whole)).toBe("Putting it all together");
});

test("somebody who retries is told what is kept", () => {
  expect(whatIsKept({ playableMs: 0n, durationMs: 0n })).toContain("begins anew");
  expect(whatIsKept({ playableMs: 14_000n, durationMs: 65_000n })).toBe(
    "The first 0:14 of 1:05 are kept; it goes on from there.",
  );
});

test("files have sizes that people read", () => {
  expect([300, 4_250_000, 14_200_000].map(fileSize)).toEqual(["1 kB", "4.3 MB", "14 MB"]);
});
