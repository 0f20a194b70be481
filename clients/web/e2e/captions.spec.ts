import type { Page } from "@playwright/test";

import { film, filmOf, playsOn, story } from "./filming";
import { callsOf, enrol, type Caller } from "./support/calling";
import { signIn } from "./support/people";
import { expect, somebody, test } from "./support/test";

test.describe.configure({ mode: "serial" });
test.setTimeout(600_000);

const owner = somebody();
let caller: Caller;
let videoId = "";

interface Said {
  text: string;
  startTime: number;
  endTime: number;
}

test("captions beside the picture are shown, in time, while the film is still being made", async ({ page, request }) => {
  caller = await enrol(request, owner);
  videoId = await film(request, caller, await story(request, caller));
  await signIn(page, owner, `/films/${videoId}`);
  await playsOn(page, 0.5);
  const button = page.getByRole("button", { name: "Captions" });
  await expect(button).toHaveAttribute("aria-pressed", "true");

  const captions = page.locator("p[lang=en]");
  await expect(captions).toBeVisible({ timeout: 120_000 });
  const { shown, said, at } = await shownNow(page);
  expect((await filmOf(request, caller, videoId)).state).toBe("VIDEO_STATE_RENDERING");
  const cue = said.find(({ startTime, endTime }) => startTime <= at && at < endTime);
  expect(plain(shown)).toBe(plain(cue?.text ?? ""));
  expect(said.length).toBeGreaterThan(0);
});

test("they are turned off by a key, stay off for the next look, and are no more loaded", async ({ page }) => {
  await signIn(page, owner, `/films/${videoId}`);
  await playsOn(page, 0.5);
  await expect(page.locator("p[lang=en]")).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press("c");
  await expect(page.locator("p[lang=en]")).toBeHidden();
  await page.reload();
  const loaded: string[] = [];
  page.on("request", (one) => loaded.push(one.url()));
  await playsOn(page, 5);
  const button = page.getByRole("button", { name: "Captions" });
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await expect(page.locator("p[lang=en]")).toBeHidden();
  expect(loaded.filter((url) => url.includes("/hls/captions-"))).toEqual([]);

  await button.press("Enter");
  await expect(page.locator("p[lang=en]")).toBeVisible({ timeout: 60_000 });
});

test("every cue of the track is where the finished film's file has it, from wherever it was loaded", async ({ page, request }) => {
  await expect
    .poll(async () => (await filmOf(request, caller, videoId)).state, { timeout: 400_000, intervals: [2000] })
    .toBe("VIDEO_STATE_READY");
  const { captionsUrl } = await callsOf(request, caller).get<{ captionsUrl: string }>(`/v1/videos/${videoId}/playback`);
  const file = await (await request.get(captionsUrl)).text();
  const times = new Map(
    [...file.matchAll(/^([\d:.]+) --> ([\d:.]+)\n((?:.+\n?)+)/gm)].map(([, start = "", end = "", text = ""]) => [
      plain(text),
      [seconds(start), seconds(end)],
    ]),
  );
  await signIn(page, owner, `/films/${videoId}`);
  await page.locator("video").evaluate((video: HTMLVideoElement) => (video.currentTime = 40));
  await expect.poll(async () => (await shownNow(page)).said.some(({ startTime }) => startTime > 40)).toBe(true);
  await page.locator("video").evaluate((video: HTMLVideoElement) => (video.currentTime = 0));
  await expect.poll(async () => (await shownNow(page)).said.some(({ startTime }) => startTime < 8)).toBe(true);
  const { said } = await shownNow(page);
  expect(new Set(said.map(({ text }) => text)).size, "a cue that crosses a border is there once").toBe(said.length);
  for (const { text, startTime, endTime } of said) {
    const [start = Number.NaN, end = Number.NaN] = times.get(plain(text)) ?? [];
    expect(Math.abs(startTime - start), text).toBeLessThan(0.01);
    expect(Math.abs(endTime - end), text).toBeLessThan(0.01);
  }
});

test("they can be read over a bright picture in both schemes", async ({ page }) => {
  await signIn(page, owner, `/films/${videoId}`);
  await playsOn(page, 0.5);
  await expect(page.locator("p[lang=en]")).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("k");
  await page.locator("video").evaluate((video: HTMLVideoElement) => (video.style.filter = "brightness(0) invert(1)"));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => leastContrast(page)).toBeGreaterThan(4.5);
  }

  // As phones of Apple's say that they show the video alone: then the browser shows captions, and the page doesn't.
  await page.locator("video").dispatchEvent("webkitbeginfullscreen");
  await expect(page.locator("p[lang=en]")).toBeHidden();
  expect(await modes(page)).toEqual(["showing"]);
  await page.locator("video").dispatchEvent("webkitendfullscreen");
  await expect(page.locator("p[lang=en]")).toBeVisible();
  expect(await modes(page)).toEqual(["hidden"]);
});

/** What stands over the picture, what of the captions is loaded, and when that was. */
function shownNow(page: Page): Promise<{ shown: string; said: Said[]; at: number }> {
  return page.locator("video").evaluate((video: HTMLVideoElement) => {
    const cues = [...video.textTracks].flatMap((track) => [...(track.cues ?? [])] as VTTCue[]);
    return {
      shown: document.querySelector("p[lang=en]")?.textContent ?? "",
      said: cues.map(({ text, startTime, endTime }) => ({ text, startTime, endTime })),
      at: video.currentTime,
    };
  });
}

function modes(page: Page): Promise<string[]> {
  return page.locator("video").evaluate((video: HTMLVideoElement) => [...video.textTracks].map(({ mode }) => mode));
}

/** The least contrast of a word with what is behind it, by WCAG, over white. */
function leastContrast(page: Page): Promise<number> {
  return page.locator("p[lang=en]").evaluate((captions) => {
    const parts = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([red = 0, green = 0, blue = 0]: number[]) =>
      [red, green, blue]
        .map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, place) => sum + value * ([0.2126, 0.7152, 0.0722][place] ?? 0), 0);
    return Math.min(
      ...[...captions.querySelectorAll("span[data-spoken]")].map((word) => {
        const plate = parts(getComputedStyle(word.parentElement ?? word).backgroundColor);
        const opacity = plate[3] ?? 1;
        const behind = light(plate.slice(0, 3).map((value) => value * opacity + 255 * (1 - opacity)));
        return (light(parts(getComputedStyle(word).color)) + 0.05) / (behind + 0.05);
      }),
    );
  });
}

function plain(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function seconds(time: string): number {
  return time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
