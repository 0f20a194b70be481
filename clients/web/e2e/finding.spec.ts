import { randomUUID } from "node:crypto";

import { begun, question } from "./answering";
import { film } from "./filming";
import { openStory, scene, storyOf, told, type Teller } from "./storytelling";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { callsOf, enrol } from "./support/calling";
import { signIn } from "./support/people";
import { expect, somebody, test } from "./support/test";

test("a large library is loaded as one scrolls, and searched as a whole without scrolling", async ({ page, request }) => {
  test.setTimeout(120_000);
  const person = somebody();
  await enrol(request, person);
  const marked = [{ questionId: "name", text: "Zoë of the Lighthouse" }];
  await begun(request, person, undefined, marked);
  for (let count = 0; count < 54; count += 6) {
    await Promise.all(Array.from({ length: 6 }, () => begun(request, person)));
  }
  let pages = 0;
  page.on("request", (sent) => (pages += sent.url().endsWith("/ListResponses") ? 1 : 0));
  await signIn(page, person);
  const cards = page.getByRole("article");
  await expect(cards).toHaveCount(24);
  expect(pages).toBe(1);
  await expect(page.getByRole("radio", { name: /^All/ })).toHaveText("All24+");

  await page.evaluate(watchShifts);
  await page.getByRole("searchbox").pressSequentially("lightHOUSE zoe");
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText("Zoë of the Lighthouse");
  await page.getByRole("searchbox").fill("");
  await expect(cards).toHaveCount(24);
  expect(await page.evaluate(() => (window as unknown as { shifted: number }).shifted)).toBeLessThan(0.02);

  await expect(async () => {
    await cards.last().scrollIntoViewIfNeeded();
    await expect(cards).toHaveCount(55, { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole("radio", { name: /^All/ })).toHaveText("All55");

  await page.getByRole("searchbox").fill("%");
  await expect(page.getByRole("heading", { name: "Nothing has “%” in it" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop searching" }).click();
  await expect(cards.first()).toBeVisible();
});

test.describe("a finished story", () => {
  let teller: Teller;
  test.beforeAll(async ({ request }) => {
    test.setTimeout(240_000);
    teller = await told(request);
  });

  test("leads to its film and its answers, and these lead back", async ({ page, request }) => {
    const { title } = await storyOf(request, teller);
    const filmId = await film(request, teller.who, teller.scriptId);
    await openStory(page, teller);
    await page.getByRole("list", { name: "Its film" }).getByRole("link").click();
    await page.waitForURL(`**/films/${filmId}`);
    const origin = page.getByRole("navigation", { name: "Where this film comes from" });
    await origin.getByRole("link", { name: "Its answers" }).click();
    await page.waitForURL(`**/answers/${teller.responseId}`);
    await page.getByRole("list", { name: "The story from these answers" }).getByRole("link", { name: title }).click();
    await page.waitForURL(`**/stories/${teller.scriptId}`);
    await page.getByRole("link", { name: "Watch its film" }).click();
    await origin.getByRole("link", { name: "Its story" }).click();
    await page.getByRole("link", { name: "your answers" }).click();
    await page.waitForURL(`**/answers/${teller.responseId}`);
    await callsOf(request, teller.who).post(`/v1/videos/${filmId}:cancel`, {});
  });

  test("has what one wrote and didn't save again after a reload, until it is saved or given up", async ({ page }) => {
    await openStory(page, teller);
    await page.getByRole("button", { name: /^Edit/ }).first().click();
    const words = page.getByLabel("What is told");
    const before = await words.inputValue();
    await words.fill(`${before} Nobody asks.`);
    await page.reload();
    await expect(words).toHaveValue(`${before} Nobody asks.`);
    await expect(page.getByText(/isn’t saved yet, and is here again/)).toBeVisible();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(scene(page, 0)).toContainText("Nobody asks.");
    await page.reload();
    await expect(scene(page, 0)).toContainText("Nobody asks.");
    await expect(words).toHaveCount(0);

    await page.getByRole("button", { name: /^Edit/ }).first().click();
    await words.fill("Something else.");
    await page.getByRole("button", { name: "Leave it as it was" }).click();
    await page.reload();
    await expect(scene(page, 0)).toContainText("Nobody asks.");
    await expect(words).toHaveCount(0);
  });

  test("shows both texts when a scene was changed elsewhere while one's own words waited for a reload", async ({
    page,
    request,
  }) => {
    await openStory(page, teller);
    await page.getByRole("button", { name: /^Edit/ }).nth(1).click();
    await page.getByLabel("What is told").fill("Mine alone.");
    await page.goto("/library");
    const [, second] = (await storyOf(request, teller)).scenes as unknown as { id: string; title: string }[];
    const headers = teller.who.headers;
    const data = { scene: { narration: "It was changed on another device." } };
    const answer = await request.patch(`/v1/scripts/${teller.scriptId}/scenes/${second?.id ?? ""}`, { headers, data });
    expect(answer.ok()).toBe(true);
    await page.goto(`/stories/${teller.scriptId}`);
    await expect(page.getByText("This scene was changed in another window")).toBeVisible();
    await expect(page.getByLabel("What is told")).toHaveValue("Mine alone.");
    await page.getByRole("button", { name: "Take theirs" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(scene(page, 1)).toContainText("It was changed on another device.");
  });
});

const FIRST = `
title: Small questions
introduction: Four of them.
estimated_minutes: 1
language: en
questions:
  - {id: name, type: text, text: What should we call you?, required: true, max_length: 30, story_role: name}
  - {id: tone, type: choice, text: What suits you best?, required: true, options: [{value: calm, label: Calm}, {value: loud, label: Loud}]}
  - {id: pet, type: text, text: Who lives with you?, max_length: 30}
  - {id: dream, type: long_text, text: Who would you be?, required: true, min_length: 2, max_length: 300, story_role: dream}
`;
const SECOND = FIRST.replace("{value: calm, label: Calm}", "{value: quiet, label: Quiet}").replace(
  "{id: pet, type: text, text: Who lives with you?, max_length: 30}",
  "{id: place, type: text, text: Where would you be?, max_length: 30}",
);

test("answers go over to a newer version of their questionnaire, after one has read what stays and what goes", async ({
  page,
  request,
}) => {
  const person = somebody();
  const { post } = callsOf(request, await enrol(request, person));
  const published = async (document: string, questionnaireId = ""): Promise<string> => {
    const wish = { requestId: randomUUID(), format: "DOCUMENT_FORMAT_YAML", document, questionnaireId };
    const path = "/v1/workspace/questionnaires:import";
    const { questionnaire } = await post<{ questionnaire: { id: string } }>(path, wish);
    await post(`/v1/workspace/questionnaires/${questionnaire.id}:publish`, {});
    return questionnaire.id;
  };
  const questionnaireId = await published(FIRST);
  const responseId = await begun(request, person, questionnaireId, [
    { questionId: "name", text: "Maya" },
    { questionId: "tone", choice: "calm" },
    { questionId: "pet", text: "Rex" },
  ]);
  await signIn(page, person);
  await page.goto(`/answers/${responseId}`);
  await expect(question(page, "Who would you be?")).toBeVisible();
  await expect(page.getByText("This questionnaire has changed")).toHaveCount(0);

  await published(SECOND, questionnaireId);
  await page.reload();
  const note = page.getByRole("region", { name: "This questionnaire has changed" });
  await expect(note).toContainText("1 of your 3 answers stays. One question is new.");
  await expect(note.getByRole("listitem")).toHaveText([/Who lives with you\?.*isn’t asked any more/, /What suits you best\?/]);
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSidewaysScroll(page);
  await note.getByRole("button", { name: "Go over to the new one" }).click();
  await expect(question(page, "What suits you best?")).toBeVisible();
  await expect(page.getByText("Quiet")).toBeVisible();
  await expect(note).toHaveCount(0);
});

/** Adds up how much the page shifts without anybody having pressed anything. */
function watchShifts(): void {
  const counted = window as unknown as { shifted: number };
  counted.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
      if (!entry.hadRecentInput) counted.shifted += entry.value;
    }
  }).observe({ type: "layout-shift" });
}
