/** The operators' page, on a stack where everything runs. */
import { story } from "./filming";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { enrol } from "./support/calling";
import { signIn, signUp } from "./support/people";
import { makeOperator } from "./support/stack";
import { expect, test } from "./support/test";

test("whoever is no operator is told so, and shown a way on", async ({ page, person }) => {
  await signUp(page, person, "/operator");
  await expect(page.getByRole("heading", { name: "This page is for operators" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "Go to your library" }).click();
  await page.waitForURL("**/library");
  await page.getByRole("button", { name: "Your account" }).click();
  await expect(page.getByRole("menuitem", { name: "Operator" })).toHaveCount(0);
});

test("an operator watches a story being written, and finds its job with what it did and cost", async ({ page, person, request }) => {
  test.setTimeout(300_000);
  const caller = await enrol(request, person);
  await makeOperator(person.email);
  await signIn(page, person, "/operator");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  const mesh = page.getByRole("region", { name: "The mesh" });
  for (const part of ["edge", "script", "video-worker", "story_llm", "nats", "s3", "directory", "shard-1"]) {
    await expect(mesh.getByRole("listitem").filter({ hasText: part }).filter({ hasText: ", up" }).first()).toBeVisible({ timeout: 60_000 });
  }
  await expectAccessible(page);

  // The list is of all kinds and goes by itself: nothing on the page is pressed or loaded again.
  const newest = page.getByRole("region", { name: "Jobs" }).getByRole("row").nth(1);
  const before = await newest.getByRole("rowheader").textContent({ timeout: 2_000 }).catch(() => "");
  const written = story(request, caller);
  await expect.poll(() => newest.getByRole("rowheader").textContent().catch(() => ""), { timeout: 60_000 }).not.toBe(before);
  await written;
  await expect(newest).toContainText("Done", { timeout: 30_000 });

  await newest.getByRole("button").click();
  const job = page.getByRole("dialog");
  await expect(job.getByRole("cell").first()).toBeVisible();
  await expect(job.getByRole("rowheader", { name: "outline" })).toBeVisible();
  await expect(job.getByRole("button", { name: "Retry" })).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await page.keyboard.press("Escape");
  await expect(job).toHaveCount(0);

  await page.getByRole("button", { name: "Show as a table" }).click();
  await expect(page.getByRole("columnheader", { name: "Waiting" })).toBeVisible();
  await page.getByRole("button", { name: /^Running/ }).click();
  await expect(page).toHaveURL(/state=RUNNING/);
  await expect(page.getByRole("heading", { name: "Jobs" })).toBeFocused();
});

test("on a phone all of it fits, in both colour schemes", async ({ page, person, request }) => {
  await enrol(request, person);
  await makeOperator(person.email);
  await page.setViewportSize({ width: 320, height: 740 });
  await signIn(page, person, "/operator");
  await expect(page.getByText("shard-0", { exact: false }).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});
