/** What the specs of films share: people with a story, made over the API as it would take long by hand, and a look at what plays. */
import { randomUUID } from "node:crypto";

import { expect, type APIRequestContext, type Page } from "@playwright/test";

import { callsOf, type Caller } from "./support/calling";

const ANSWERS = [
  { questionId: "name", text: "Maya" },
  { questionId: "pronouns", choice: "she" },
  { questionId: "age_band", choice: "thirties_forties" },
  { questionId: "place", text: "the tide pools below my grandmother's house, at low tide" },
  { questionId: "today", text: "I grade lab reports, eat lunch at my desk, and take the late bus home past the harbor" },
  { questionId: "dream", text: "a marine biologist who speaks for the coral reefs, out loud" },
  { questionId: "obstacle", text: "my voice goes when people look at me" },
  { questionId: "strength", text: "I can explain anything with kitchen things, salt and a pan and a sponge" },
  { questionId: "tone", choice: "hopeful" },
];

export interface ApiVideo {
  id: string;
  state: string;
  segmentCount: number;
}

/** A story of somebody's, finished. */
export async function story(request: APIRequestContext, who: Caller): Promise<string> {
  const { get, post } = callsOf(request, who);
  const { questionnaires } = await get<{ questionnaires: { id: string }[] }>("/v1/questionnaires");
  const questionnaire = questionnaires[0];
  if (!questionnaire) throw new Error("There is no questionnaire.");
  const { response } = await post<{ response: { id: string } }>("/v1/responses", {
    requestId: randomUUID(),
    questionnaireId: questionnaire.id,
  });
  await post(`/v1/responses/${response.id}:saveAnswers`, { answers: ANSWERS });
  await post(`/v1/responses/${response.id}:submit`, {});
  const { script } = await post<{ script: { id: string } }>("/v1/scripts", {
    requestId: randomUUID(),
    responseId: response.id,
    seed: "7",
  });
  await expect
    .poll(
      async () => (await get<{ script: { state: string } }>(`/v1/scripts/${script.id}`)).script.state,
      {
        timeout: 180_000,
      },
    )
    .toBe("SCRIPT_STATE_READY");
  return script.id;
}

/** A small film with captions of its own, asked for. */
export async function film(
  request: APIRequestContext,
  who: Caller,
  scriptId: string,
  { tier = "QUALITY_TIER_LOW" }: { tier?: string } = {},
): Promise<string> {
  const { video } = await callsOf(request, who).post<{ video: ApiVideo }>("/v1/videos", {
    requestId: randomUUID(),
    scriptId,
    options: { tier, captionStyle: "CAPTION_STYLE_TRACK_ONLY" },
  });
  return video.id;
}

export async function filmOf(request: APIRequestContext, who: Caller, videoId: string): Promise<ApiVideo> {
  return (await callsOf(request, who).get<{ video: ApiVideo }>(`/v1/videos/${videoId}`)).video;
}

/** Waits until the film plays, and on until it is some seconds further. */
export async function playsOn(page: Page, seconds = 1.5): Promise<void> {
  const video = page.locator("video");
  await expect
    .poll(() => video.evaluate((one: HTMLVideoElement) => one.readyState), { timeout: 240_000 })
    .toBeGreaterThan(1);
  const at = await timeOf(page);
  await expect.poll(() => timeOf(page), { timeout: 60_000 }).toBeGreaterThan(at + seconds);
}

export function timeOf(page: Page): Promise<number> {
  return page.locator("video").evaluate((one: HTMLVideoElement) => one.currentTime);
}

/** How bright the picture is at its brightest, from 0 to 255, and how much its pixels differ. */
export function lookOf(page: Page): Promise<{ brightest: number; spread: number }> {
  return page.locator("video").evaluate((video: HTMLVideoElement) => {
    const canvas = new OffscreenCanvas(64, 36);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(video, 0, 0, 64, 36);
    const { data } = context.getImageData(0, 0, 64, 36);
    const lights = Array.from(
      { length: 64 * 36 },
      (_, n) => ((data[4 * n] ?? 0) + (data[4 * n + 1] ?? 0) + (data[4 * n + 2] ?? 0)) / 3,
    );
    return { brightest: Math.max(...lights), spread: Math.max(...lights) - Math.min(...lights) };
  });
}
