import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";

import { SceneSchema, ScriptSchema, ScriptState, WatchScriptResponseSchema, type Script } from "./contract";
import { announcement, isBeingRewritten, sceneInHand, scriptAfter } from "./reading";

function words(sceneIndex: number, offset: number, text: string) {
  return create(WatchScriptResponseSchema, {
    resumeToken: "t",
    event: { case: "sceneText", value: { sceneIndex, offset, text } },
  });
}

function story(...narrations: string[]): Script {
  return create(ScriptSchema, {
    id: "s",
    state: ScriptState.WRITING,
    plannedSceneCount: 3,
    scenes: narrations.map((narration, index) => create(SceneSchema, { index, narration })),
  });
}

describe("reading a story as it is written", () => {
  it("starts with the snapshot and ignores words that come before it", () => {
    expect(scriptAfter(undefined, words(0, 0, "Maya"))).toBeUndefined();
    const snapshot = create(WatchScriptResponseSchema, { event: { case: "script", value: story("Maya") } });
    expect(scriptAfter(undefined, snapshot)?.scenes[0]?.narration).toBe("Maya");
  });

  it("appends words where they belong", () => {
    expect(scriptAfter(story("Maya takes"), words(0, 10, " the bus"))?.scenes[0]?.narration).toBe(
      "Maya takes the bus",
    );
  });

  it("cuts what was withdrawn, counting an emoji as one character", () => {
    expect(scriptAfter(story("A 🐙 waits here"), words(0, 4, "swims"))?.scenes[0]?.narration).toBe("A 🐙 swims");
  });

  it("opens a scene whose first words come", () => {
    const script = scriptAfter(story("One."), words(1, 0, "Two"));
    expect(script?.scenes.map((scene) => scene.narration)).toEqual(["One.", "Two"]);
  });

  it("leaves the script as it is on a checkpoint", () => {
    const before = story("One.");
    const checkpoint = create(WatchScriptResponseSchema, { event: { case: "checkpoint", value: {} } });
    expect(scriptAfter(before, checkpoint)).toBe(before);
  });

  it("knows which scene is in hand, and none once it is finished", () => {
    expect(sceneInHand(story("One."))?.index).toBe(0);
    expect(sceneInHand({ ...story("One."), state: ScriptState.READY })).toBeUndefined();
  });

  it("tells a rewrite from a first writing", () => {
    expect(isBeingRewritten(story("One."))).toBe(false);
    expect(isBeingRewritten({ ...story("One."), rewritingSceneIds: ["a"] })).toBe(true);
  });
});

describe("what a screen reader says", () => {
  it("is a scene once it is finished, not its single words", () => {
    const before = story("Maya takes the bus.");
    const more = scriptAfter(before, words(0, 19, " Slowly."));
    expect(more && announcement(before, more)).toBe("");
    const done: Script = {
      ...before,
      scenes: before.scenes.map((scene) => ({ ...scene, title: "The late bus", finished: true })),
    };
    expect(announcement(before, done)).toBe("Scene 1: The late bus. Maya takes the bus.");
    expect(announcement(done, done)).toBe("");
  });

  it("ends with the end of the writing", () => {
    const before = story();
    expect(announcement(before, { ...before, state: ScriptState.READY })).toBe("The story is finished.");
    expect(announcement(undefined, before)).toBe("");
  });
});
