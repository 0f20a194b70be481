import { expect, test } from "vitest";

import { clock, roughly } from "./times";

test("moments are written as players write them", () => {
  expect([0, 5400, 65_000, 3_725_000].map(clock)).toEqual(["0:00", "0:05", "1:05", "1:02:05"]);
});

test("time left is told no more exactly than it is known", () => {
  expect([3000, 31_000, 70_000, 130_000].map(roughly)).toEqual([
    "a few seconds",
    "about 35 seconds",
    "about a minute",
    "about 2 minutes",
  ]);
});
