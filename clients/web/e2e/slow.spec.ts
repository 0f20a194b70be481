/** A line of 400 kbit/s whose answers take 400 ms longer. */
import type { Page } from "@playwright/test";

import { film, filmOf, playsOn } from "./filming";
import { askedFor, expectTold, scene } from "./storytelling";
import { enter } from "./support/calling";
import { signIn } from "./support/people";
import { expect, test } from "./support/test";

const BYTES_A_SECOND = 400_000 / 8;
const LATENCY_MS = 400;
/** What a page may move by, as browsers count it: more than 0.1 is felt. */
const UNFELT_SHIFT = 0.05;

test.setTimeout(600_000);

test("over a slow line pages stand still while they fill, a story is read along, and the small film plays", async ({
  page,
  request,
}) => {
  await page.addInitScript(countShift);
  const teller = await askedFor(request);
  await signIn(page, teller.person);
  await slowDown(page);

  await page.goto(`/stories/${teller.scriptId}`);
  await expect(scene(page, 0)).toBeVisible({ timeout: 120_000 });
  await expectTold(page, request, teller);

  for (const [path, filled] of [
    ["/library", page.getByRole("article")],
    [`/stories/${teller.scriptId}`, scene(page, 0)],
    ["/account", page.getByText("Where you are signed in")],
  ] as const) {
    await page.goto(path, { waitUntil: "commit" });
    await expect(page.getByTestId("skeleton").first()).toBeVisible();
    await expect(filled.first()).toBeVisible({ timeout: 60_000 });
    await page.waitForLoadState("networkidle");
    await expectStill(page, path);
  }

  const who = await enter(request, teller.person);
  const videoId = await film(request, who, teller.scriptId, { tier: "QUALITY_TIER_MEDIUM" });
  await expect.poll(async () => (await filmOf(request, who, videoId)).segmentCount, { timeout: 240_000 }).toBeGreaterThan(3);
  await page.goto(`/films/${videoId}`, { waitUntil: "commit" });
  await playsOn(page, 3);
  await expect
    .poll(() => page.locator("video").evaluate((one: HTMLVideoElement) => one.videoHeight), { timeout: 60_000 })
    .toBe(360);
  await expectStill(page, "the film");
});

async function slowDown(page: Page): Promise<void> {
  const chromium = await page.context().newCDPSession(page);
  await chromium.send("Network.enable");
  await chromium.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_A_SECOND,
    uploadThroughput: BYTES_A_SECOND,
  });
}

interface Moved {
  by: number;
  /** For whoever has to find out why. */
  what: string[];
}

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

function countShift(): void {
  const moved: Moved = { by: 0, what: [] };
  Object.assign(window, { moved });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue;
      moved.by += value;
      for (const { node, previousRect: from, currentRect: to } of sources) {
        const words = (node?.textContent ?? "").slice(0, 30);
        moved.what.push(`${value.toFixed(3)} ${node?.nodeName ?? ""} “${words}” ${from.y}+${from.height} to ${to.y}+${to.height}`);
      }
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function expectStill(page: Page, what: string): Promise<void> {
  const moved = await page.evaluate(() => (window as unknown as { moved: Moved }).moved);
  expect(moved.by, [what, ...moved.what].join("\n")).toBeLessThan(UNFELT_SHIFT);
}
