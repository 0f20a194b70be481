// @vitest-environment node

import { expect, test } from "vitest";

import { kindOf, opened, PhotoProblem, refusalOf } from "./photoFile";

function starting(text: string): Uint8Array {
  return Uint8Array.from(text.padEnd(32, "\0"), (character) => character.charCodeAt(0));
}

test.each([
  ["\xff\xd8\xff\xe0\0\x10JFIF", "photo"],
  ["\x89PNG\r\n\x1a\n", "photo"],
  ["RIFF\x10\0\0\0WEBPVP8 ", "photo"],
  ["\0\0\0\x18ftypheic", "heic"],
  ["\0\0\0\x18ftypmif1", "heic"],
  ["\0\0\0\x18ftypisom", "video"],
  ["%PDF-1.7", "pdf"],
  ["GIF89a", "gif"],
  ["RIFF\x10\0\0\0WAVEfmt ", "unknown"],
  ["hello", "unknown"],
])("a file that starts with %j is %s", (start, kind) => {
  expect(kindOf(starting(start))).toBe(kind);
});

test("a photo of 80 MB is refused with what to do instead", () => {
  expect(refusalOf({ size: 80 * 1024 * 1024 }, "photo")).toMatch(/80 MB; 40 fit.*smaller copy/);
});

test("a renamed PDF is told for what it is, however large", async () => {
  const file = new File(["%PDF-1.7 and so on, for a while"], "me.jpg", { type: "image/jpeg" });
  await expect(opened(file)).rejects.toThrow(PhotoProblem);
  await expect(opened(file)).rejects.toThrow(/PDF.*JPEG, PNG or WebP/);
});

test("an empty file is told to be empty", async () => {
  await expect(opened(new File([], "me.jpg"))).rejects.toThrow(/empty/);
});
