import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { SceneSchema, ScriptSchema } from "./contract";
import { forgetKeptScenes } from "./forgetting";
import { sceneDraftsOf, type SceneDraft } from "./sceneDrafts";

const TIDE = { title: "Tide", narration: "An octopus takes her finger." };
const SCRIPT = create(ScriptSchema, {
  id: "s",
  scenes: [create(SceneSchema, { id: "a", ...TIDE }), create(SceneSchema, { id: "b", title: "Bus", narration: "Late." })],
});

function written(sceneId: string, narration: string): SceneDraft {
  return { sceneId, index: 0, base: TIDE, draft: { ...TIDE, narration } };
}

beforeEach(() => {
  localStorage.clear();
  vi.useRealTimers();
});

describe("what is written of a scene", () => {
  it("is there again after a reload, the one written last first", () => {
    vi.useFakeTimers({ now: 1_000 });
    sceneDraftsOf("maya", "s").keep(written("a", "An octopus!"));
    vi.setSystemTime(2_000);
    sceneDraftsOf("maya", "s").keep(written("b", "A late bus!"));
    expect(sceneDraftsOf("maya", "s").latest(SCRIPT)).toMatchObject(written("b", "A late bus!"));
    expect(sceneDraftsOf("maya", "s").of("a", SCRIPT)).toMatchObject(written("a", "An octopus!"));
  });

  it("is nobody else's, and of no other story", () => {
    sceneDraftsOf("maya", "s").keep(written("a", "An octopus!"));
    expect(sceneDraftsOf("tom", "s").latest(SCRIPT)).toBeUndefined();
    expect(sceneDraftsOf("maya", "other").latest(SCRIPT)).toBeUndefined();
  });

  it("is forgotten once it is saved, given up, or as it was", () => {
    const drafts = sceneDraftsOf("maya", "s");
    drafts.keep(written("a", "An octopus!"));
    drafts.drop("a");
    expect(drafts.latest(SCRIPT)).toBeUndefined();
    drafts.keep(written("a", "An octopus!"));
    drafts.keep(written("a", TIDE.narration));
    expect(localStorage).toHaveLength(0);
  });

  it("is forgotten where the story has it already: the page was closed before the answer came", () => {
    const drafts = sceneDraftsOf("maya", "s");
    drafts.keep({ ...written("a", "  An octopus   takes her finger. "), base: { title: "Old", narration: "Old." } });
    expect(drafts.of("a", SCRIPT)).toBeUndefined();
    expect(localStorage).toHaveLength(0);
  });

  it("is kept with what it began with, also of a scene that is gone", () => {
    const drafts = sceneDraftsOf("maya", "s");
    drafts.keep(written("gone", "My words."));
    expect(drafts.latest(SCRIPT)).toMatchObject({ sceneId: "gone", base: TIDE });
  });

  it("is forgotten after a month, and so is what isn't ours", () => {
    vi.useFakeTimers({ now: 0 });
    const drafts = sceneDraftsOf("maya", "s");
    drafts.keep(written("a", "An octopus!"));
    localStorage.setItem("encompass.scene.maya.s.b", "{nonsense");
    vi.setSystemTime(31 * 24 * 3_600_000);
    expect(drafts.latest(SCRIPT)).toBeUndefined();
    expect(localStorage).toHaveLength(0);
  });

  it("is forgotten by whoever signs out, and nothing else is", () => {
    sceneDraftsOf("maya", "s").keep(written("a", "An octopus!"));
    localStorage.setItem("encompass.scheme", "dark");
    forgetKeptScenes();
    expect(sceneDraftsOf("maya", "s").latest(SCRIPT)).toBeUndefined();
    expect(localStorage).toHaveLength(1);
  });
});

it("a browser that keeps nothing is no trouble", () => {
  const none = () => {
    throw new Error("denied");
  };
  const drafts = sceneDraftsOf("maya", "s", { getItem: none, setItem: none, removeItem: none, key: none, length: 1 });
  drafts.keep(written("a", "An octopus!"));
  drafts.drop("a");
  expect(drafts.of("a", SCRIPT)).toBeUndefined();
  expect(drafts.latest(SCRIPT)).toBeUndefined();
});
