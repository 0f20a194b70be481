import { afterEach, expect, test, vi } from "vitest";

import { toast, toasting } from "./toasting";

afterEach(() => toasting.shown().forEach((one) => toasting.close(one.id)));

test("what is said again is shown once, as the newest", () => {
  toast({ text: "An answer was added." });
  toast({ text: "Saved.", tone: "ok" });
  toast({ text: "An answer was added." });
  expect(toasting.shown().map(({ text }) => text)).toEqual(["Saved.", "An answer was added."]);
});

test("messages with something to do about them stay beside each other: each is about another thing", () => {
  const undo = { label: "Undo", onPress: vi.fn() };
  toast({ text: "Deleted.", action: undo });
  toast({ text: "Deleted.", action: undo });
  expect(toasting.shown()).toHaveLength(2);
});
