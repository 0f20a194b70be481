import { describe, expect, it } from "vitest";

import { differences, merged } from "./words";

const BASE = "Maya takes the late bus home. She counts the stops.";

describe("differences of two texts", () => {
  it("make both texts again", () => {
    const after = "Maya takes the early bus to the coast. She counts the gulls.";
    const pieces = differences(BASE, after);
    const joined = (left: "removed" | "added"): string =>
      pieces
        .filter((piece) => piece.kind !== left)
        .map((piece) => piece.text)
        .join("");
    expect(joined("removed")).toBe(after);
    expect(joined("added").replace(/\s+/g, " ")).toBe(BASE);
    expect(pieces).toContainEqual({ kind: "removed", text: "late " });
    expect(pieces).toContainEqual({ kind: "added", text: "early " });
  });

  it("are none where only the spaces differ", () => {
    expect(differences("one  two", "one two").every((piece) => piece.kind === "same")).toBe(true);
  });

  it("of an empty text are the whole other one", () => {
    expect(differences("", "new words")).toEqual([{ kind: "added", text: "new words" }]);
    expect(differences("old words", "")).toEqual([{ kind: "removed", text: "old words" }]);
  });
});

describe("merging two people's changes", () => {
  it("takes both where they are of different words", () => {
    const ours = BASE.replace("late", "early");
    const theirs = BASE.replace("stops", "gulls");
    expect(merged(BASE, ours, theirs)).toEqual({
      text: "Maya takes the early bus home. She counts the gulls.",
      conflict: false,
    });
  });

  it("takes a sentence that one of them added at the end", () => {
    const theirs = `${BASE} Nobody asks.`;
    const ours = BASE.replace("late", "early");
    expect(merged(BASE, ours, theirs).text).toBe(
      "Maya takes the early bus home. She counts the stops. Nobody asks.",
    );
  });

  it("keeps ours and says so where both changed the same words", () => {
    const result = merged(BASE, BASE.replace("late", "early"), BASE.replace("late", "last"));
    expect(result).toEqual({ text: BASE.replace("late", "early"), conflict: true });
  });

  it("is no conflict where both made the same change", () => {
    const same = BASE.replace("late", "early");
    expect(merged(BASE, same, same)).toEqual({ text: same, conflict: false });
  });

  it("takes what only one of them changed", () => {
    const changed = BASE.replace("home", "away");
    expect(merged(BASE, BASE, changed).text).toBe(changed);
    expect(merged(BASE, changed, BASE).text).toBe(changed);
  });
});
