import { create } from "@bufbuild/protobuf";
import { VideoSceneSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { expect, test } from "vitest";

import { sceneAt, timelineScenes } from "./scenes";

const scene = (index: number, startMs: number, durationMs: number, rendered: number, total: number) =>
  create(VideoSceneSchema, {
    index,
    title: `Scene ${index}`,
    startMs: BigInt(startMs),
    durationMs: BigInt(durationMs),
    renderedFrames: rendered,
    totalFrames: total,
  });

test("a scene takes as much of the timeline as it lasts, and says how far it is painted", () => {
  const scenes = timelineScenes({
    state: VideoState.RENDERING,
    scenes: [scene(0, 0, 6000, 144, 144), scene(1, 6000, 2000, 12, 48), scene(2, 8000, 8000, 0, 192)],
  });
  expect(scenes.map((each) => [each.share, each.painted, each.stage])).toEqual([
    [0.375, 1, "done"],
    [0.125, 0.25, "painting"],
    [0.5, 0, "waiting"],
  ]);
});

test("before the narration is spoken all scenes take the same share, and the first is on the easel", () => {
  const scenes = timelineScenes({
    state: VideoState.RENDERING,
    scenes: [scene(0, 0, 0, 0, 0), scene(1, 0, 0, 0, 0)],
  });
  expect(scenes.map((each) => [each.share, each.stage])).toEqual([
    [0.5, "painting"],
    [0.5, "waiting"],
  ]);
});

test("a film that was given up paints nothing any more", () => {
  const scenes = timelineScenes({ state: VideoState.FAILED, scenes: [scene(0, 0, 4000, 10, 96)] });
  expect(scenes[0]?.stage).toBe("missing");
});

test("a moment belongs to the scene that has begun last", () => {
  const scenes = timelineScenes({
    state: VideoState.READY,
    scenes: [scene(0, 0, 6000, 144, 144), scene(1, 6000, 2000, 48, 48)],
  });
  expect([0, 5999, 6000, 99_000].map((time) => sceneAt(scenes, time)?.index)).toEqual([0, 0, 1, 1]);
  expect(sceneAt([], 0)).toBeUndefined();
});
