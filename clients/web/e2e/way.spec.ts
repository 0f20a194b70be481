import type { Page } from "@playwright/test";

import { lookOf, playsOn, timeOf } from "./filming";
import { expectNoSidewaysScroll } from "./support/accessible";
import { signUp } from "./support/people";
import { expect, test } from "./support/test";

test.setTimeout(600_000);

const WORDS: readonly [RegExp, string][] = [
  [/call you|your name/i, "Maya"],
  [/stands in the way/i, "my voice goes when people look at me"],
  [/come to you for/i, "I can explain anything with kitchen things, salt and a pan"],
];
const USUAL_WORDS = "the tide pools below my grandmother's house, where I count what lives there";

test("the whole way on a phone: from signing up, by answers and a story, to a film that plays", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signUp(page);
  await page.goto("/answers/new");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page).toHaveURL(/\/answers\/[0-9a-f-]{36}/);
  await answerEverything(page);
  await page.getByRole("button", { name: "Write my story" }).click();

  await expect(page).toHaveURL(/\/stories\//, { timeout: 60_000 });
  const make = page.getByRole("button", { name: "Make the film" });
  await expect(make.first()).toBeVisible({ timeout: 180_000 });
  await expectNoSidewaysScroll(page);
  await make.first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Sketch/ }).check({ force: true });
  await dialog.getByRole("button", { name: "Make the film" }).click();

  await expect(page).toHaveURL(/\/films\//);
  await expectNoSidewaysScroll(page);
  await playsOn(page, 3);
  await expect.poll(async () => (await lookOf(page)).brightest, { timeout: 30_000 }).toBeGreaterThan(40);
  expect((await lookOf(page)).spread).toBeGreaterThan(20);

  // Somebody who comes back finds it where they left it.
  const address = page.url();
  await page.goto("/library");
  await page.goto(address);
  await playsOn(page);
  expect(await timeOf(page)).toBeGreaterThan(1);
});

/** Answers each question that comes until the last is answered. */
async function answerEverything(page: Page): Promise<void> {
  const done = page.getByRole("button", { name: "Write my story" });
  const next = page.getByRole("button", { name: /^(Next|Skip)/ });
  for (let number = 0; number < 60; number += 1) {
    await expect(done.or(next)).toBeVisible();
    if (await done.isVisible()) return;
    const question = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
    const box = page.getByRole("main").getByRole("textbox").first();
    const choice = page.getByRole("main").getByRole("radio").first();
    if (await box.isVisible()) {
      await box.fill(WORDS.find(([asks]) => asks.test(question))?.[1] ?? USUAL_WORDS);
    } else if ((await choice.count()) > 0) {
      await choice.check({ force: true });
    }
    await next.click();
    await expect(page.getByRole("heading", { level: 1, name: question, exact: true })).toBeHidden();
  }
  throw new Error("The questions don't end.");
}
