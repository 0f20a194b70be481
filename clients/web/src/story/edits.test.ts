import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";

import { ScriptSchema, SentenceOrigin } from "./contract";
import { inOrder, movedBy, withoutScene, withScene, withWords, wordProblems } from "./edits";

const SCRIPT = create(ScriptSchema, {
  scenes: ["a", "b", "c"].map((id, index) => ({
    id,
    index,
    title: `Scene ${id}`,
    narration: "First sentence. Second sentence.",
    sentences: [
      { text: "First sentence.", answerIds: ["dream"], origin: SentenceOrigin.BANK },
      { text: "Second sentence.", answerIds: ["place"], origin: SentenceOrigin.BANK },
    ],
  })),
});

function ids(script: { scenes: { id: string }[] }): string[] {
  return script.scenes.map((scene) => scene.id);
}

describe("editing a story before the service answers", () => {
  it("keeps the sources of sentences that stay", () => {
    const edited = withWords(SCRIPT, "b", {
      title: "Other",
      narration: "Before. Second sentence. And after.",
    });
    expect(edited.scenes[1]?.sentences.map((each) => [each.text, each.answerIds])).toEqual([
      ["Before.", []],
      ["Second sentence.", ["place"]],
      ["And after.", []],
    ]);
    expect(edited.scenes[0]).toBe(SCRIPT.scenes[0]);
  });

  it("numbers the scenes anew after one is removed or added", () => {
    expect(withoutScene(SCRIPT, "a").scenes.map((scene) => scene.index)).toEqual([0, 1]);
    const more = withScene(SCRIPT, 1, { title: "New", narration: "Words." });
    expect(more.scenes.map((scene) => [scene.title, scene.index])).toEqual([
      ["Scene a", 0],
      ["New", 1],
      ["Scene b", 2],
      ["Scene c", 3],
    ]);
  });

  it("reorders, and keeps scenes that came meanwhile at the end", () => {
    expect(ids(inOrder(SCRIPT, ["c", "a", "b"]))).toEqual(["c", "a", "b"]);
    expect(ids(inOrder(SCRIPT, ["c", "b"]))).toEqual(["c", "b", "a"]);
  });

  it("moves a scene by one place, but not over the edge", () => {
    expect(movedBy(SCRIPT, "a", 1)).toEqual(["b", "a", "c"]);
    expect(movedBy(SCRIPT, "c", -1)).toEqual(["a", "c", "b"]);
    expect(movedBy(SCRIPT, "a", -1)).toBeUndefined();
    expect(movedBy(SCRIPT, "c", 1)).toBeUndefined();
    expect(movedBy(SCRIPT, "gone", 1)).toBeUndefined();
  });

  it("says what is wrong with a scene's words", () => {
    expect(wordProblems({ title: "A title", narration: "Words." })).toEqual({});
    expect(Object.keys(wordProblems({ title: " ", narration: "\n" }))).toEqual(["title", "narration"]);
    expect(wordProblems({ title: "A", narration: "x".repeat(1203) }).narration).toContain("3 characters");
  });
});
