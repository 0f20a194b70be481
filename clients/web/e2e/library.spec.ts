import { askedFor, storyOf, told, type Teller } from "./storytelling";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { signIn, signUp } from "./support/people";
import { expect, test } from "./support/test";

const CUT = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_NETWORK|Failed to load resource/;

test("an empty library invites to the first question", async ({ page }) => {
  await signUp(page);
  await expect(page.getByRole("heading", { name: /who would you be\?/i, level: 2 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Answer the first question" }).click();
  await page.waitForURL("**/answers/*");
});

test("a story that is being written shows how far it is, also after a connection that broke", async ({
  page,
  request,
  complaints,
}) => {
  test.setTimeout(300_000);
  complaints.tolerate(CUT);
  const teller = await askedFor(request);
  await signIn(page, teller.person);
  const story = page.getByRole("article").filter({ has: page.getByRole("progressbar") });
  await expect(story).toBeVisible();
  await page.context().setOffline(true);
  await page.waitForTimeout(1_000);
  await page.context().setOffline(false);
  await expect(story).toHaveCount(0, { timeout: 240_000 });
  await expect(page.getByRole("link", { name: (await storyOf(request, teller)).title })).toBeVisible();
});

test.describe("a library with answers and a story", () => {
  let teller: Teller;
  let title = "";
  test.beforeAll(async ({ request }) => {
    test.setTimeout(240_000);
    teller = await told(request);
    ({ title } = await storyOf(request, teller));
  });

  test("is filtered, and searched while one types", async ({ page }) => {
    await signIn(page, teller.person);
    await expect(page.getByRole("article")).toHaveCount(2);
    await expect(page.getByRole("article").first()).toContainText(title);
    await expectAccessible(page);
    await page.getByRole("radio", { name: /^Answers/ }).click();
    await expect(page.getByRole("article")).toHaveCount(1);
    await page.getByRole("radio", { name: /^All/ }).click();
    await page.getByRole("searchbox").pressSequentially("KITCHEN thíngs");
    await expect(page.getByRole("article").filter({ hasText: "Answers" })).toBeVisible();
    await page.getByRole("searchbox").fill("nowhere to be found");
    await expect(page.getByRole("heading", { name: "Nothing has “nowhere to be found” in it" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("searchbox")).toHaveValue("nowhere to be found");
    await page.setViewportSize({ width: 320, height: 700 });
    await expectNoSidewaysScroll(page);
  });

  test("hides what is deleted at once, brings it back, and brings it back when deleting fails", async ({
    page,
    complaints,
  }) => {
    complaints.tolerate(CUT);
    await signIn(page, teller.person);
    const card = page.getByRole("article").filter({ hasText: title });
    await card.getByRole("button", { name: `Delete “${title}”` }).click();
    await expect(card).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(card).toBeVisible();

    await page.route("**/*ScriptService/DeleteScript", (route) => route.abort());
    await card.getByRole("button", { name: `Delete “${title}”` }).click();
    await expect(card).toHaveCount(0);
    await expect(page.getByText(/could not be deleted and is here again/)).toBeVisible();
    await expect(card).toBeVisible();
  });

  test("deletes for good once the page is left", async ({ page, request }) => {
    await signIn(page, teller.person);
    await page.getByRole("button", { name: `Delete “${title}”` }).click();
    await page.getByRole("link", { name: "Begin a new one" }).click();
    await expect
      .poll(async () =>
        (await request.get(`/v1/scripts/${teller.scriptId}`, { headers: teller.who.headers })).status(),
      )
      .toBe(404);
  });
});
