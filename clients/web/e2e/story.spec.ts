import type { Page } from "@playwright/test";

import { askedFor, choose, expectTold, openStory, scene, sceneTitles, storyOf, told, type Teller } from "./storytelling";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { callsOf } from "./support/calling";
import { signUp } from "./support/people";
import { kill } from "./support/stack";
import { expect, test } from "./support/test";

const CUT = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK|ERR_CONNECTION|ERR_EMPTY_RESPONSE|Failed to load resource/;
const SETTLED = { timeout: 120_000 };

test("a story is read along while it is written: the line breaks, the service and the edge are killed, and nothing is missing", async ({
  page,
  request,
  complaints,
}) => {
  test.setTimeout(300_000);
  complaints.tolerate(CUT);
  const teller = await askedFor(request);
  await openStory(page, teller);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(scene(page, 0)).toBeVisible(SETTLED);
  await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));
  const asked = watchesOf(page);

  await kill("script");
  await expect.poll(() => asked.length, SETTLED).toBeGreaterThan(0);
  await kill("envoy");
  await page.context().setOffline(true);
  await page.waitForTimeout(1_500);
  await page.context().setOffline(false);

  await expectTold(page, request, teller);
  await expect(page.getByRole("status").first()).toContainText("The story is finished.");
  expect(await page.evaluate(() => "isTheSamePage" in window)).toBe(true);
});

/** The watches of stories that are opened from now on. */
function watchesOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (one) => {
    if (one.url().endsWith("/WatchScript")) asked.push(one.url());
  });
  return asked;
}

test("a story that fails to load says so, and one that is somebody else's isn't there", async ({
  page,
  complaints,
}) => {
  complaints.tolerate(CUT);
  await signUp(page);
  await page.goto("/stories/00000000-0000-7000-8000-000000000000");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("alert")).not.toContainText("00000000");
  await expectAccessible(page);
});

test.describe("a finished story", () => {
  let teller: Teller;
  test.beforeAll(async ({ request }) => {
    test.setTimeout(240_000);
    teller = await told(request);
  });

  test("shows the answers that a sentence came from, by keyboard and by pointer", async ({ page }) => {
    await openStory(page, teller);
    const sentences = scene(page, 0).locator("[aria-pressed]");
    const meant = scene(page, 0).locator("[data-state=meant]");
    await sentences.first().focus();
    await page.keyboard.press("Enter");
    await expect(meant.first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(meant).toHaveCount(0);
    await sentences.last().click();
    await expect(meant.first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
  });

  test("keeps what two tabs change in one scene", async ({ page, context, complaints }) => {
    await openStory(page, teller);
    const other = await context.newPage();
    complaints.watch(other);
    await other.goto(`/stories/${teller.scriptId}`);
    for (const tab of [page, other]) await tab.getByRole("button", { name: /^Edit/ }).first().click();
    const words = await page.getByLabel("What is told").inputValue();
    await page.getByLabel("What is told").fill(`Slowly ${words}`);
    await other.getByLabel("What is told").fill(`${words} Nobody asks.`);
    await other.getByRole("button", { name: "Save", exact: true }).click();

    await expect(page.getByText("This scene was changed in another window")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take both changes" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    for (const tab of [page, other]) {
      await expect(scene(tab, 0)).toContainText(/Slowly .* Nobody asks\./s);
    }
  });

  test("takes an edit back that can't be saved, and keeps the words to try again", async ({ page, complaints }) => {
    complaints.tolerate(CUT);
    await openStory(page, teller);
    const before = (await sceneTitles(page).first().textContent()) ?? "";
    await page.route("**/*ScriptService/UpdateScene", (route) => route.abort());
    await page.getByRole("button", { name: /^Edit/ }).first().click();
    await page.getByLabel("Title of the scene").fill("Another Title");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Title of the scene")).toHaveValue("Another Title");
    await page.getByRole("button", { name: "Leave it as it was" }).click();
    await expect(sceneTitles(page).first()).toHaveText(before);
  });

  test("lets scenes be removed, put back, moved by keyboard and compared with what was", async ({
    page,
    request,
  }) => {
    test.setTimeout(120_000);
    await openStory(page, teller);
    await expect(sceneTitles(page).first()).toBeVisible();
    const titles = await sceneTitles(page).allTextContents();
    const version = (await storyOf(request, teller)).version;
    await choose(page, `More for “${titles[1] ?? ""}”`, "Remove");
    await expect(sceneTitles(page)).toHaveCount(titles.length - 1);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(sceneTitles(page)).toHaveText(titles);

    await choose(page, "More for this story", "Arrange the scenes");
    await expectAccessible(page);
    await page.getByRole("button", { name: `Drag “${titles[0] ?? ""}”` }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row").first()).not.toContainText(titles[0] ?? "");
    await page.getByRole("button", { name: "Keep this order" }).click();
    await expect(sceneTitles(page).first()).not.toHaveText(titles[0] ?? "");

    await choose(page, "More for this story", "Versions");
    await page.getByRole("button", { name: `Compare version ${version}`, exact: true }).click();
    await expect(page.getByText("moved").first()).toBeVisible();
    await page.getByRole("button", { name: "Bring this version back" }).click();
    await expect(sceneTitles(page)).toHaveText(titles);
  });

  test("writes a scene anew with a wish, and goes back when that is stopped", async ({ page, request }) => {
    test.setTimeout(240_000);
    await openStory(page, teller);
    const before = (await storyOf(request, teller)).version;
    await page.getByRole("button", { name: /^More for “/ }).first().click();
    await page.getByRole("menuitem", { name: "Write anew" }).click();
    await page.getByRole("button", { name: "at night" }).click();
    await page.getByRole("button", { name: "Write anew", exact: true }).click();
    await expect.poll(async () => (await storyOf(request, teller)).version, SETTLED).toBe(before + 1);
    await expect(page.getByText(`version ${before + 1}`)).toBeVisible();

    await choose(page, "More for this story", "Write all scenes anew");
    await page.getByRole("button", { name: "Write anew", exact: true }).click();
    await page.getByRole("button", { name: "Stop, and keep the story as it was" }).click();
    await expect(page.getByRole("button", { name: "Make the film" }).first()).toBeVisible(SETTLED);
    expect((await storyOf(request, teller)).version).toBe(before + 1);
  });

  test("offers to write anew what came from answers that were changed", async ({ page, request }) => {
    test.setTimeout(180_000);
    const { post } = callsOf(request, teller.who);
    const at = `/v1/responses/${teller.responseId}`;
    await post(`${at}:reopen`, {});
    await post(`${at}:saveAnswers`, {
      answers: [{ questionId: "dream", text: "a baker whose bread the whole harbour smells" }],
    });
    await post(`${at}:submit`, {});
    await openStory(page, teller);
    await expect(page.getByRole("heading", { name: "You changed your answers since" })).toBeVisible();
    await page.getByRole("button", { name: /^Write (it|them) anew$/ }).click();
    await expect(page.getByRole("heading", { name: "You changed your answers since" })).toBeHidden(SETTLED);
  });

  test("is made into a film, as it was wished for", async ({ page }) => {
    await openStory(page, teller);
    await page.getByRole("button", { name: "Make the film" }).first().click();
    await expect(page.getByRole("radio", { name: /^Finest/ })).toBeDisabled();
    await expectAccessible(page);
    await page.getByText("Sketch").click();
    await page.getByText("Square").click();
    await page.getByRole("dialog").getByRole("button", { name: "Make the film" }).dblclick();
    await page.waitForURL("**/films/*");

    await page.goto(`/stories/${teller.scriptId}`);
    await page.getByRole("button", { name: "Make the film" }).first().click();
    await expect(page.getByRole("radio", { name: /^Square/ })).toBeChecked();
    await expect(page.getByRole("radio", { name: /^Sketch/ })).toBeChecked();
  });
});
