import { expect, test } from "vitest";

import { ageOf, bytesOf, kindsWord, lengthOf, shortId } from "./words";

test.each([
  [0.2, "under 1 ms"],
  [12.4, "12 ms"],
  [999.7, "1.0 s"],
  [1_500, "1.5 s"],
  [59_000, "59 s"],
  [60_000, "1 min"],
  [61_500, "1 min 1 s"],
  [3_600_000, "1 h"],
  [5_400_000, "1 h 30 min"],
  [200_000_000, "2 d 7 h"],
])("%d ms are %s", (ms, words) => {
  expect(lengthOf(ms)).toBe(words);
});

test("an age grows by whole seconds and is never nothing", () => {
  expect([-5, 900, 1_900, 59_900, 61_200].map(ageOf)).toEqual(["1 s", "1 s", "1 s", "59 s", "1 min 1 s"]);
});

test("sizes are short", () => {
  expect([12, 1_500, 64_000, 2_500_000].map(bytesOf)).toEqual(["12 B", "1.5 kB", "64 kB", "2.5 MB"]);
});

test("a kind that nobody has named keeps its own name", () => {
  expect([kindsWord("video"), kindsWord("deed")]).toEqual(["Films", "deed"]);
});

test("jobs that were made together are told apart", () => {
  expect(shortId("0193a5c2-7e11-7aaa-8000-0123456789ab")).toBe("456789ab");
});
