/** Pictures of every page for docs/screens, by `make screens`: a person with a draft, a story and a film. */
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Page } from "@playwright/test";

import { begun, MAYA } from "./answering";
import { film, playsOn, filmOf, story } from "./filming";
import { enrol } from "./support/calling";
import { signIn } from "./support/people";
import { makeOperator } from "./support/stack";
import { expect, test } from "./support/test";

const FOLDER = fileURLToPath(new URL("../../../docs/screens", import.meta.url));
const VARIANTS = [
  { name: "light", scheme: "light", width: 1280, height: 800 },
  { name: "dark", scheme: "dark", width: 1280, height: 800 },
  { name: "phone", scheme: "light", width: 390, height: 844 },
] as const;

test.skip(!process.env["ENCOMPASS_SCREENS"], "pictures are taken by `make screens`");
test.setTimeout(1_200_000);

test("every page, light, dark and on a phone", async ({ page, person, request }) => {
  await mkdir(FOLDER, { recursive: true });
  await every(page, [["welcome", "/"], ["sign-in", "/sign-in"], ["sign-up", "/sign-up"]]);

  const who = await enrol(request, person);
  await makeOperator(person.email);
  const draft = await begun(request, person, "who-would-you-be", MAYA.slice(0, 3));
  const scriptId = await story(request, who);
  const videoId = await film(request, who, scriptId);
  await signIn(page, person);

  await page.goto(`/films/${videoId}`);
  await playsOn(page, 2);
  await take(page, "film-rendering");
  await expect
    .poll(async () => (await filmOf(request, who, videoId)).state, { timeout: 600_000, intervals: [5_000] })
    .toBe("VIDEO_STATE_READY");
  await every(page, [
    ["answers", `/answers/${draft}`, "Saved"],
    ["story", `/stories/${scriptId}`, "Make the film"],
    ["library", "/library", "Answered"],
    ["account", "/account", "Where you are signed in"],
    ["operator", "/operator", "Live"],
  ]);
  await page.goto(`/films/${videoId}`);
  await playsOn(page, 14);
  await take(page, "film");
});

/** The last of each is what a page shows once it has all that it shows. */
async function every(page: Page, pages: readonly (readonly [string, string, string?])[]): Promise<void> {
  for (const [name, path, settled] of pages) {
    await page.goto(path);
    await expect(page.locator("h1")).toBeVisible();
    if (settled !== undefined) {
      await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();
      await expect(page.getByText(settled, { exact: true }).first()).toBeVisible();
    }
    await take(page, name);
  }
}

/** The page as it stands, in each variant. */
async function take(page: Page, name: string): Promise<void> {
  for (const { name: variant, scheme, width, height } of VARIANTS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.evaluate(async () => {
      await document.fonts.ready;
      const shown = Array.from(document.images).filter((one) => one.loading !== "lazy");
      await Promise.all(shown.map((one) => one.decode().catch(() => undefined)));
    });
    await page.screenshot({ path: `${FOLDER}/${name}-${variant}.jpg`, type: "jpeg", quality: 78 });
  }
}
