import { expect, test } from "vitest";

import { numberOf } from "./NumberField";

test.each([
  ["12", 12],
  ["1,5", 1.5],
  ["1.50", 1.5],
  ["−3", -3],
  ["1 200", 1200],
  [".5", 0.5],
  ["twelve", NaN],
  ["1e3", NaN],
  ["", undefined],
])("%j typed means %s", (typed, number) => {
  expect(numberOf(typed)).toBe(number);
});
