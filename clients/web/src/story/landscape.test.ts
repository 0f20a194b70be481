import { describe, expect, it } from "vitest";

import { HEIGHT, landscape, WIDTH } from "./landscape";
import type { Scenery } from "./picture";

const ALL: readonly Scenery[] = ["water", "peaks", "dunes", "trees", "hills", "city", "stars", "room"];

describe("a scene's landscape", () => {
  it.each(ALL)("of %s is the same for the same scene, and another for another", (scenery) => {
    expect(landscape(scenery, "one")).toEqual(landscape(scenery, "one"));
    expect(landscape(scenery, "one").orb).not.toEqual(landscape(scenery, "two").orb);
  });

  it.each(ALL)("of %s reaches from edge to edge and stays in its picture", (scenery) => {
    const { near, stars } = landscape(scenery, "scene");
    expect(near.startsWith("M0 ")).toBe(true);
    expect(near).not.toContain("NaN");
    expect(stars.every((star) => star.x <= WIDTH && star.y <= HEIGHT)).toBe(true);
  });
});
