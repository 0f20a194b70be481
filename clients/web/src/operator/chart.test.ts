import { expect, test } from "vitest";

import { areaPath, niceTop, stepPath, valueAt, type Frame } from "./chart";

const FRAME: Frame = { width: 100, height: 40, fromMs: 1_000, toMs: 2_000, top: 4 };

test.each([
  [0, 4],
  [4, 4],
  [5, 8],
  [11, 20],
  [41, 60],
  [300, 400],
])("up to %d there is room for %d, in quarters without fractions", (largest, top) => {
  expect(niceTop(largest)).toBe(top);
  expect(niceTop(largest) % 4).toBe(0);
});

test("a value holds until the next one and to the right edge", () => {
  expect(stepPath(FRAME, [{ atMs: 1_500, value: 1 }, { atMs: 1_800, value: 4 }])).toBe("M50,30H80V0H100");
});

test("what held before the left edge comes in there", () => {
  expect(stepPath(FRAME, [{ atMs: 200, value: 2 }, { atMs: 900, value: 3 }])).toBe("M0,10H100");
});

test("an area goes back along the foot", () => {
  expect(areaPath(FRAME, [{ atMs: 1_500, value: 2 }])).toBe("M50,20H100V40H50Z");
});

test("nothing known draws nothing", () => {
  expect([stepPath(FRAME, []), areaPath(FRAME, [])]).toEqual(["", ""]);
});

test("a moment has the value of the last sample before it", () => {
  const samples = [{ atMs: 10, value: 1 }, { atMs: 20, value: 2 }];
  expect([5, 10, 19, 25].map((atMs) => valueAt(samples, atMs)?.value)).toEqual([undefined, 1, 1, 2]);
});
