import { expect, test } from "vitest";

import { searchOf, shownOf, type Shown } from "./filters";

const PLACE = { userId: "0193a5c2-7e11-7aaa-8000-0123456789ab", jobId: "0193a5c2-7e11-7aaa-8000-0123456789ac" };
const EVERYTHING: Shown = { filters: { state: "", kind: "", setAsideOnly: false, oldestFirst: false }, place: undefined };

test("an address brings back what it was made of", () => {
  const shown: Shown = { filters: { state: "FAILED", kind: "video", setAsideOnly: true, oldestFirst: true }, place: PLACE };
  expect(shownOf(searchOf(shown))).toEqual(shown);
  expect(shownOf(searchOf(EVERYTHING))).toEqual(EVERYTHING);
  expect(searchOf(EVERYTHING).toString()).toBe("");
});

test("what the contract would refuse is left out of an address that somebody wrote", () => {
  const search = new URLSearchParams({ state: "BROKEN", kind: "Film 1", job: `${PLACE.userId}/nonsense`, order: "sideways" });
  expect(shownOf(search)).toEqual(EVERYTHING);
});
