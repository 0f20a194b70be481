import type { Page } from "@playwright/test";

import { playsOn, lookOf, timeOf, film, filmOf, story } from "./filming";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { enrol, type Caller } from "./support/calling";
import { signIn } from "./support/people";
import { kill } from "./support/stack";
import { expect, somebody, test } from "./support/test";

test.describe.configure({ mode: "serial" });
test.setTimeout(600_000);

/** One film for all that follows: making one takes a minute. */
const owner = somebody();
let caller: Caller;
let scriptId = "";
let videoId = "";

test.beforeAll(async ({ request }) => {
  caller = await enrol(request, owner);
  scriptId = await story(request, caller);
});

test("a film plays from its first moments while the rest is painted, and goes on where the line was cut and servers died", async ({
  page,
  request,
  context,
  complaints,
}) => {
  complaints.tolerate(/ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE|ERR_CONNECTION|ERR_EMPTY|Failed to (fetch|load)/);
  videoId = await film(request, caller, scriptId);
  await signIn(page, owner, `/films/${videoId}`);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Film");
  await playsOn(page);
  expect((await filmOf(request, caller, videoId)).state).toBe("VIDEO_STATE_RENDERING");
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Scenes" })).toContainText("waiting");

  const before = await timeOf(page);
  const cut = page.waitForEvent("requestfailed", { predicate: (one) => one.url().includes(".m3u8") });
  await context.setOffline(true);
  await cut;
  const back = page.waitForResponse((one) => one.url().includes(".m3u8") && one.ok());
  await context.setOffline(false);
  await back;
  await playsOn(page);
  expect(await timeOf(page)).toBeGreaterThan(before);

  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  const watchedAgain = page.waitForRequest((one) => one.url().endsWith("/WatchVideo"));
  await kill("video");
  await watchedAgain;
  await kill("envoy");
  await expect(page.getByText("Reconnecting…")).toBeHidden();
  await playsOn(page);
  const counted = await shownPainted(page);
  await expect.poll(() => shownPainted(page), { timeout: 60_000 }).not.toBe(counted);
  expect(await page.evaluate(() => "isTheSamePage" in window)).toBe(true);

  await expect.poll(async () => (await lookOf(page)).spread, { timeout: 30_000 }).toBeGreaterThan(20);
});

/** What the list of scenes says of how far they are. */
function shownPainted(page: Page): Promise<string> {
  return page.getByRole("navigation", { name: "Scenes" }).innerText();
}

test("two tabs see the same film become finished, and it plays on through that", async ({ page, context, complaints }) => {
  await signIn(page, owner, `/films/${videoId}`);
  const other = await context.newPage();
  complaints.watch(other);
  await other.goto(`/films/${videoId}`);
  await playsOn(other);
  const before = await timeOf(other);
  for (const tab of [page, other]) {
    await expect(tab.getByRole("button", { name: /^Download/ })).toBeVisible({ timeout: 240_000 });
    await expect(tab.getByRole("progressbar")).toBeHidden();
  }
  // On a slow machine it may have come to its end meanwhile; what counts is that it wasn't begun again.
  expect(await timeOf(other)).toBeGreaterThanOrEqual(before);
});

test("a finished film has captions, keys, thumbnails, and a file to take along", async ({ page }) => {
  await signIn(page, owner, `/films/${videoId}`);
  await playsOn(page, 0.5);
  const video = page.locator("video");
  await page.keyboard.press("k");
  await expect(video).toHaveJSProperty("paused", true);
  await page.keyboard.press("l");
  await page.keyboard.press("l");
  await expect.poll(() => timeOf(page)).toBeGreaterThan(18);
  await page.keyboard.press("j");
  await expect.poll(() => timeOf(page)).toBeLessThan(16);
  await page.keyboard.press("m");
  await expect(video).toHaveJSProperty("muted", true);

  const captions = page.getByRole("button", { name: "Captions" });
  await expect(captions).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("c");
  await expect(captions).toHaveAttribute("aria-pressed", "false");

  const position = page.getByRole("slider", { name: "Position in the film" });
  await position.hover();
  await expect(page.locator('[style*="background-image"]')).toBeVisible();
  await expect(position).toHaveAttribute("aria-valuetext", /second/);

  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Download/ }).click();
  expect((await coming).suggestedFilename()).toMatch(/\.mp4$/);
});

test("settings change speed and are worked by keyboard alone", async ({ page }) => {
  await signIn(page, owner, `/films/${videoId}`);
  const settings = page.getByRole("button", { name: "Settings" });
  await settings.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "Usual" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("video")).toHaveJSProperty("playbackRate", 1.25);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("radio", { name: "Usual" })).toBeHidden();
});

test("whoever has a share link watches without an account, until the link is taken back", async ({ page, browser, complaints }) => {
  complaints.tolerate(/404|403/);
  await signIn(page, owner, `/films/${videoId}`);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("radio", { name: "A day" }).check({ force: true });
  await page.getByRole("button", { name: "Make a link" }).click();
  const url = await page.getByLabel(/^The link/).inputValue();
  expect(url).toContain("/shared/");

  const guests = await browser.newContext();
  const guest = await guests.newPage();
  await guest.goto(url);
  await playsOn(guest);
  await expectAccessible(guest);
  await expect(guest.getByRole("link", { name: "Make a film of your own" })).toBeVisible();

  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("Nobody can see it but you.")).toBeVisible();
  await guest.goto(url);
  await expect(guest.getByText("This link shows no film any more")).toBeVisible();
  await guests.close();
});

test("somebody else's film, one that never was, and a mistyped address look the same", async ({ page, request, complaints }) => {
  complaints.tolerate(/404|400/);
  const stranger = somebody("Noor");
  await enrol(request, stranger);
  await signIn(page, stranger);
  for (const id of [videoId, "00000000-0000-4000-8000-000000000000", "nonsense"]) {
    await page.goto(`/films/${id}`);
    await expect(page.getByRole("heading", { name: "This film isn’t here" })).toBeVisible();
    await expect(page.locator("video")).toHaveCount(0);
  }
});

test("the film's page is accessible, and fits phones in both schemes", async ({ page }) => {
  await signIn(page, owner, `/films/${videoId}`);
  await playsOn(page, 0.5);
  await page.keyboard.press("k");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 780 });
    await expectNoSidewaysScroll(page);
    await expect(page.getByRole("button", { name: "Full screen" })).toBeInViewport();
  }
});

test("a remake is a version beside the first, which can be compared and deleted", async ({
  page,
  complaints,
}) => {
  // The files of a film that is stopped go at once, also from under whoever watches.
  complaints.tolerate(/\.m4s|\.m3u8/);
  await signIn(page, owner, `/films/${videoId}`);
  await page.getByRole("button", { name: "Remake" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Music", { exact: true }).click();
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(page).not.toHaveURL(new RegExp(videoId));
  await expect(page.getByText("Version 2, on the stage")).toBeVisible();
  await page.getByRole("button", { name: "Version 1" }).click();
  await page.getByRole("menuitem", { name: /^Compare/ }).click();
  await expect(page.getByRole("dialog").getByRole("table")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Stop making it" }).click();
  await expect(page.getByText("You stopped this film")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Version 2" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the version" }).click();
  await expect(page).toHaveURL(new RegExp(videoId));
});

test("an earlier version is brought back into the library, and the newer one is kept", async ({ page }) => {
  await signIn(page, owner, `/films/${videoId}`);
  await page.getByRole("button", { name: "Remake" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Music", { exact: true }).click();
  await dialog.getByRole("button", { name: "Make it" }).click();
  await expect(page).not.toHaveURL(new RegExp(videoId));
  const newer = page.url();
  const versions = page.getByRole("region", { name: "Versions" }).getByRole("listitem");
  await expect(versions.filter({ hasText: "Version 2, on the stage" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Download/ })).toBeVisible({ timeout: 300_000 });
  await expect(versions.filter({ hasText: "on the stage" })).toContainText("In the library");

  await page.getByRole("button", { name: "Version 1" }).click();
  await page.getByRole("menuitem", { name: "Show this one in the library" }).click();
  await expect(page.getByText("The library shows version 1 now.")).toBeVisible();
  await expect(versions.filter({ hasText: "Version 1" })).toContainText("In the library");
  await expect(versions.filter({ hasText: "on the stage" })).not.toContainText("In the library");

  await page.goto("/library");
  await expect(page.locator(`a[href="/films/${videoId}"]`).first()).toBeVisible();
  await page.goto(newer);
  await playsOn(page, 0.5);
});
