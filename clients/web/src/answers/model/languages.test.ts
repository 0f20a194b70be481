import { expect, test } from "vitest";

import { directionOf } from "./languages";

test.each([
  ["en", "ltr"],
  ["he", "rtl"],
  ["ar-EG", "rtl"],
  ["az-Arab", "rtl"],
  ["ku-Latn-TR", "ltr"],
  ["ur", "rtl"],
  ["", "ltr"],
])("%s is written %s", (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});
