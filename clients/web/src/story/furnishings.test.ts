import { describe, expect, it } from "vitest";

import { furnishingOf } from "./furnishings";
import { HEIGHT, WIDTH } from "./landscape";
import { SETTINGS } from "./picture";

const ROOMS = Object.entries(SETTINGS)
  .filter(([setting, [, scenery]]) => scenery === "room" && setting !== "stage")
  .map(([setting]) => setting);

describe("what stands in a room", () => {
  it.each(ROOMS)("says that it is a %s, on both sides of the window and in the picture", (setting) => {
    const { dark, lit } = furnishingOf(setting);
    const corners = [...(dark + lit).matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    expect(corners.some(({ x }) => x < WIDTH / 2)).toBe(true);
    expect(corners.some(({ x }) => x > WIDTH / 2)).toBe(true);
    expect(corners.every(({ x, y }) => x < WIDTH && y <= HEIGHT)).toBe(true);
  });

  it("is nothing where the room isn't known", () => {
    expect(furnishingOf("cellar")).toEqual({ dark: "", lit: "" });
  });
});
