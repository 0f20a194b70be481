/** Jobs that fail for good, taken up again by their owners and by operators. */
import type { APIRequestContext, Locator, Page } from "@playwright/test";

import { film, filmOf, playsOn } from "./filming";
import { askedFor, expectTold, openStory, told, type Teller } from "./storytelling";
import { expectAccessible } from "./support/accessible";
import { callsOf, enrol, enter, type Caller } from "./support/calling";
import { signIn } from "./support/people";
import { kill, load, makeLastAttempt, makeOperator, unload } from "./support/stack";
import { expect, somebody, test } from "./support/test";

test.setTimeout(600_000);

test("a film that the painter can't finish says what is kept, and goes on from there when it is taken up again", async ({
  page,
  request,
}) => {
  const teller = await told(request, { sceneCount: 3 });
  const videoId = await film(request, teller.who, teller.scriptId);
  await signIn(page, teller.person, `/films/${videoId}`);
  await playsOn(page, 0.2);

  await makeLastAttempt(videoId);
  await unload("scene_video");
  try {
    const failed = page.getByRole("alert").filter({ hasText: "The film could not be finished" });
    await expect(failed).toBeVisible({ timeout: 180_000 });
    await expect(failed).toContainText(/The first 0:\d\d .*are kept; it goes on from there\. What it has cost was given back\./);
    await expectAccessible(page);
  } finally {
    await load("scene_video");
  }

  const before = await madeAt(request, teller, videoId);
  expect(before.size).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("The film could not be finished")).toBeHidden();
  await expect.poll(async () => (await filmOf(request, teller.who, videoId)).segmentCount).toBeGreaterThanOrEqual(before.size);
  await expect(page.getByRole("button", { name: /^Download/ })).toBeVisible({ timeout: 300_000 });
  await playsOn(page, 0.5);
  const after = await madeAt(request, teller, videoId);
  expect(after.size).toBeGreaterThan(before.size);
  for (const [segment, time] of before) {
    expect(after.get(segment), segment).toBe(time);
  }
});

test("an operator has one lost story written to its end, and takes another off the list", async ({ page, request }) => {
  const operator = somebody("Ada");
  await enrol(request, operator);
  await makeOperator(operator.email);
  const tellers = [await askedFor(request), await askedFor(request)] as const;
  await openStory(page, tellers[0]);
  await expect(page.getByText(/^Writing scene/)).toBeVisible({ timeout: 120_000 });
  for (const { scriptId } of tellers) await makeLastAttempt(scriptId);
  await kill("script-worker");
  const stopped = page.getByRole("region", { name: "The writing has stopped" });
  await expect(stopped).toBeVisible({ timeout: 120_000 });
  await expectAccessible(page);

  const jobs = await jobsOf(request, await enter(request, operator));
  const desk = await page.context().browser()?.newContext();
  if (!desk) throw new Error("There is no browser.");
  const admin = await desk.newPage();
  await signIn(admin, operator, "/operator");
  await admin.getByText("Only those set aside").click();
  await open(admin, jobs, tellers[0]);
  await expect(admin.getByRole("dialog")).toContainText("It has cost more workers than it may.");
  await order(admin, "Retry", "The machine was replaced.");
  await page.reload();
  await expectTold(page, request, tellers[0]);
  await expect(admin.getByRole("dialog")).toContainText("Retried");

  await admin.keyboard.press("Escape");
  await open(admin, jobs, tellers[1]);
  await order(admin, "Discard", "Its owner has begun another.");
  await expect(admin.getByRole("dialog")).toContainText("Discarded");
  await admin.keyboard.press("Escape");
  await expect(rowOf(admin, jobs, tellers[1])).toHaveCount(0);
  const { script } = await callsOf(request, tellers[1].who).get<{ script: { state: string } }>(
    `/v1/scripts/${tellers[1].scriptId}`,
  );
  expect(script.state).toBe("SCRIPT_STATE_FAILED");
  await desk.close();
});

/** When each segment of a film was made, by its address without the key to it. */
async function madeAt(request: APIRequestContext, { who }: Teller, videoId: string): Promise<Map<string, string>> {
  const { multivariantUrl } = await callsOf(request, who).get<{ multivariantUrl: string }>(`/v1/videos/${videoId}/playback`);
  const [playlist] = addressesIn(await (await request.get(multivariantUrl)).text(), multivariantUrl);
  if (playlist === undefined) throw new Error("The film has no variant.");
  const segments = addressesIn(await (await request.get(playlist)).text(), playlist);
  const made = new Map<string, string>();
  for (const segment of segments) {
    const answer = await request.get(segment);
    expect(answer.ok(), segment).toBe(true);
    made.set(new URL(segment).pathname, answer.headers()["last-modified"] ?? "");
  }
  return made;
}

function addressesIn(playlist: string, base: string): string[] {
  const lines = playlist.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => new URL(line, base).href);
}

/** The ids of jobs, by what they are about. */
async function jobsOf(request: APIRequestContext, operator: Caller): Promise<Map<string, string>> {
  const { jobs } = await callsOf(request, operator).get<{ jobs: { id: string; resourceId: string }[] }>(
    "/v1/admin/jobs?kind=script",
  );
  return new Map(jobs.map(({ id, resourceId }) => [resourceId, id]));
}

function rowOf(admin: Page, jobs: ReadonlyMap<string, string>, { scriptId }: Teller): Locator {
  const shortId = jobs.get(scriptId)?.slice(-8) ?? "";
  return admin.getByRole("region", { name: "Jobs" }).getByRole("button", { name: `Story ${shortId}` });
}

async function open(admin: Page, jobs: ReadonlyMap<string, string>, teller: Teller): Promise<void> {
  await rowOf(admin, jobs, teller).click();
}

async function order(admin: Page, what: "Retry" | "Discard", why: string): Promise<void> {
  await admin.getByRole("dialog").getByRole("button", { name: what }).click();
  const asks = admin.getByRole("alertdialog");
  await asks.getByLabel("Why").fill(why);
  await asks.getByRole("button", { name: `${what} the job` }).click();
  await expect(asks).toHaveCount(0);
}
