import { expect, test } from "vitest";

import { questionOf } from "./samples";
import { asRead } from "./values";

test("yes and no are words", () => {
  const question = questionOf({ case: "yesNoQuestion", value: {} } as Parameters<typeof questionOf>[0]);
  expect([true, false].map((value) => asRead(question, { case: "yes", value }))).toEqual(["Yes", "No"]);
});
