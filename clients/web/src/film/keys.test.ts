import { expect, test } from "vitest";

import { actionOf, isForFilm } from "./keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("keys do what they do on every player", () => {
  expect([" ", "k", "K"].map((key) => press(key)?.kind)).toEqual(["toggle", "toggle", "toggle"]);
  expect(["j", "l", "ArrowLeft", "ArrowRight"].map((key) => press(key))).toEqual(
    [-10_000, 10_000, -5000, 5000].map((ms) => ({ kind: "skip", ms })),
  );
  expect(["f", "m", "c"].map((key) => press(key)?.kind)).toEqual(["fullscreen", "mute", "captions"]);
  expect(press("5")).toEqual({ kind: "jump", share: 0.5 });
});

test("keys of the browser stay the browser's", () => {
  expect(press("l", { ctrlKey: true })).toBeUndefined();
  expect(press("ArrowLeft", { altKey: true })).toBeUndefined();
  expect(press("Tab")).toBeUndefined();
});

test("a key plays the film unless it writes, presses or scrolls something else", () => {
  document.body.innerHTML = `
    <div id="stage"><video></video><button></button><input type="range" data-control="volume"></div>
    <textarea></textarea><a href="/library">Library</a><div role="dialog"><p></p></div>`;
  const stage = document.querySelector("#stage");
  const meant = (selector: string, key: string) => isForFilm(document.querySelector(selector), key, stage);
  expect(meant("body", " ")).toBe(true);
  expect(meant("body", "ArrowDown")).toBe(false);
  expect(meant("#stage video", "ArrowDown")).toBe(true);
  expect(meant("#stage button", " ")).toBe(false);
  expect(meant("#stage button", "k")).toBe(true);
  expect(meant("#stage input", "ArrowRight")).toBe(false);
  expect(meant("textarea", "k")).toBe(false);
  expect(meant("a", " ")).toBe(false);
  expect(meant("a", "m")).toBe(true);
  expect(meant("[role=dialog] p", "k")).toBe(false);
});
