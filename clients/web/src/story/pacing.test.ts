import { describe, expect, it } from "vitest";

import { charactersDue, sharedStart, wholeWords } from "./pacing";

describe("the pace of words", () => {
  it("is calm when little waits, and catches up when much does", () => {
    expect(charactersDue(10, 100)).toBeLessThan(7);
    expect(charactersDue(600, 100)).toBeGreaterThan(40);
  });

  it("never shows more than has come", () => {
    expect(charactersDue(5, 60_000)).toBe(5);
    expect(charactersDue(0, 100)).toBe(0);
  });

  it("shows words whole", () => {
    expect(wholeWords("Maya takes the bus", 6)).toBe("Maya takes");
    expect(wholeWords("Maya takes the bus", 4)).toBe("Maya");
    expect(wholeWords("Maya takes the bus", 16)).toBe("Maya takes the bus");
    expect(wholeWords("Maya", 99)).toBe("Maya");
  });

  it("goes back only to where the words differ", () => {
    expect(sharedStart("Maya takes the bus", "Maya takes a train")).toBe(11);
    expect(sharedStart("", "Maya")).toBe(0);
  });
});
