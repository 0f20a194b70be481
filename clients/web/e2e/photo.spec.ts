import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";

import { begun, MAYA, question } from "./answering";
import { expectAccessible } from "./support/accessible";
import { signUp } from "./support/people";
import { expect, test } from "./support/test";

const ASTRONAUT = fileURLToPath(new URL("../../../tests/support/photos/astronaut.jpg", import.meta.url));

test.beforeEach(async ({ page, request }) => {
  const person = await signUp(page);
  const id = await begun(request, person, "who-would-you-be", MAYA);
  await page.goto(`/answers/${id}?at=review`);
  await expect(question(page, "This is you, so far")).toBeVisible();
  await page.getByRole("button", { name: "Add a photo" }).click();
});

async function choose(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.getByLabel("Photo file").setInputFiles(file);
}

test("a photo is framed, agreed to, sent, kept and deleted", async ({ page }) => {
  await choose(page, ASTRONAUT);
  const frame = page.getByRole("application");
  await frame.focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("button", { name: "Turn right" }).click();
  await page.getByRole("button", { name: "Turn left" }).click();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Send this photo" }).click();
  await expect(page.getByText("Tick this if you agree")).toBeVisible();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send this photo" }).click();
  const portrait = page.getByRole("img", { name: "Your portrait" });
  await expect(portrait).toBeVisible({ timeout: 60_000 });
  await expect
    .poll(() => portrait.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Delete this photo" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(portrait).toBeHidden();
  await expect(page.getByRole("button", { name: "Add a photo" })).toBeVisible();
});

test("what isn't a photo is refused in words that say what to do", async ({ page }) => {
  const said = page.getByRole("alert");
  await choose(page, {
    name: "me.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("%PDF-1.7 and so on, for a while"),
  });
  await expect(said).toHaveText(/This is a PDF.*JPEG, PNG or WebP/);
  await choose(page, {
    name: "me.heic",
    mimeType: "image/heic",
    buffer: Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
  });
  await expect(said).toHaveText(/HEIC.*Save it as JPEG/);
  await choose(page, {
    name: "broken.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500)]),
  });
  await expect(said).toHaveText(/damaged.*Save it again as JPEG/);
});

test("a photo of 80 MB isn't even read", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "photo-"));
  const path = join(folder, "huge.jpg");
  const file = await open(path, "w");
  await file.write(Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  await file.truncate(80 * 1024 * 1024);
  await file.close();
  await choose(page, path);
  await expect(page.getByRole("alert")).toHaveText(/80 MB; 40 fit.*smaller copy/);
  await rm(folder, { recursive: true });
});

test("a photo without a face is refused by the service, and another one can be chosen", async ({ page }) => {
  const picture = await page.screenshot({ type: "png" });
  await choose(page, { name: "me.png", mimeType: "image/png", buffer: picture });
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send this photo" }).click();
  await expect(page.getByRole("alert")).toHaveText(/no face.*from the front/, { timeout: 60_000 });
  await page.getByRole("button", { name: "Choose another" }).click();
  await expect(page.getByRole("button", { name: "Choose a photo" })).toBeVisible();
});

test("a photo is taken with the camera, and a camera that may not be used is told about", async ({
  page,
}) => {
  await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 800;
    const context = canvas.getContext("2d");
    // A stream of a canvas has a frame for each change.
    setInterval(() => context?.fillRect(0, 0, 640 * Math.random(), 800), 50);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream());
  });
  await page.getByRole("button", { name: "Use the camera" }).click();
  await page.getByRole("button", { name: "Take the photo" }).click();
  await expect(page.getByRole("application")).toBeVisible();
  await page.getByRole("button", { name: "Another photo" }).click();
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.getByRole("button", { name: "Use the camera" }).click();
  await expect(page.getByRole("alert")).toHaveText(/Allow it in the address bar/);
});
