/** Sessions that grow old or are closed while somebody reads along, with access that really lasts six seconds. */
import type { Page } from "@playwright/test";

import { askedFor, expectFinished, expectTold, openStory, scene } from "./storytelling";
import { callsOf, enter } from "./support/calling";
import { hold, release, restart } from "./support/stack";
import { expect, test } from "./support/test";

const ACCESS_MS = 6_000;
/** The edge and the services take an access token for this long after its end. */
const SKEW_MS = 5_000;
/** So that it isn't finished as soon as its first scene is there. */
const LONG = { sceneCount: 12 };
const CUT = /ERR_INCOMPLETE|ERR_FAILED|ERR_NETWORK|Failed to load resource/;

test.describe.configure({ mode: "serial" });
test.setTimeout(240_000);
test.beforeAll(() => restart("auth", { ENCOMPASS_AUTH__ACCESS_MINUTES: String(ACCESS_MS / 60_000) }));
test.afterAll(() => restart("auth"));

/**
 * Breaks the stream, and lets it go on when no access from before is good any more. Nothing is written meanwhile: a
 * story that were finished before would need no access.
 */
async function outlast(page: Page): Promise<void> {
  await hold("script-worker");
  await hold("script");
  try {
    await page.waitForTimeout(ACCESS_MS + SKEW_MS + 1_000);
  } finally {
    await release("script");
    await release("script-worker");
  }
}

/** Counts what the edge says to this page from now on. */
function watchFor(page: Page): { refused: number; renewed: number } {
  const answers = { refused: 0, renewed: 0 };
  page.on("response", (answer) => {
    if (answer.url().endsWith("/RefreshWebSession") && answer.ok()) answers.renewed += 1;
    if (answer.url().endsWith("/WatchScript") && answer.status() === 401) answers.refused += 1;
  });
  return answers;
}

for (const [clock, lateMs] of [
  ["is right", 0],
  ["is an hour late", 3_600_000],
] as const) {
  test(`access that ends in mid-stream is renewed by a page whose clock ${clock}: nothing is missing, nobody is asked`, async ({
    page,
    request,
    complaints,
  }) => {
    complaints.tolerate(CUT);
    await page.addInitScript((late) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() - late;
    }, lateMs);
    const teller = await askedFor(request, LONG);
    await openStory(page, teller);
    await expect(scene(page, 0)).toBeVisible({ timeout: 120_000 });
    await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));

    const answers = watchFor(page);
    await outlast(page);
    await expectFinished(page);
    await expectTold(page, request, { ...teller, who: await enter(request, teller.person) });
    expect(answers.renewed).toBeGreaterThan(0);
    if (lateMs > 0) expect(answers.refused).toBeGreaterThan(0);
    else expect(answers.refused).toBe(0);
    expect(await page.evaluate(() => "isTheSamePage" in window)).toBe(true);
  });
}

test("a session that is closed elsewhere in mid-stream leads to signing in, and back to the story", async ({
  page,
  request,
  complaints,
}) => {
  complaints.tolerate(CUT);
  const teller = await askedFor(request, LONG);
  await openStory(page, teller);
  await expect(scene(page, 0)).toBeVisible({ timeout: 120_000 });

  const phone = callsOf(request, await enter(request, teller.person));
  const { sessions } = await phone.get<{ sessions: { id: string; current?: boolean }[] }>("/v1/sessions");
  for (const { id, current } of sessions) {
    if (!current) await phone.post(`/v1/sessions/${id}:revoke`, {});
  }
  await outlast(page);

  await expect(page).toHaveURL(`/sign-in?then=%2Fstories%2F${teller.scriptId}`);
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await page.getByLabel("E-mail address").fill(teller.person.email);
  await page.getByLabel("Password", { exact: true }).fill(teller.person.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**/stories/${teller.scriptId}`);
  await expectFinished(page);
  await expectTold(page, request, { ...teller, who: await enter(request, teller.person) });
});
