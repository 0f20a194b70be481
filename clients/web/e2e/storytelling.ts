/** What the specs of stories and of the library share: people with answers and a story, made over the API. */
import { randomUUID } from "node:crypto";

import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";

import { begun, MAYA } from "./answering";
import { callsOf, enrol, type Caller } from "./support/calling";
import { signIn } from "./support/people";
import { somebody, type Person } from "./support/test";

export interface Teller {
  person: Person;
  who: Caller;
  responseId: string;
  scriptId: string;
}

/** What a story is to be like; the service's own choice where nothing is said. */
export interface StoryWish {
  sceneCount?: number;
}

/** Somebody whose story has just been asked for. */
export async function askedFor(request: APIRequestContext, options: StoryWish = {}): Promise<Teller> {
  const person = somebody();
  const who = await enrol(request, person);
  const responseId = await begun(request, person, undefined, MAYA);
  const { post } = callsOf(request, who);
  await post(`/v1/responses/${responseId}:submit`, {});
  const { script } = await post<{ script: { id: string } }>("/v1/scripts", {
    requestId: randomUUID(),
    responseId,
    options,
    seed: "7",
  });
  return { person, who, responseId, scriptId: script.id };
}

/** Somebody whose story is finished. */
export async function told(request: APIRequestContext, options: StoryWish = {}): Promise<Teller> {
  const teller = await askedFor(request, options);
  await expect
    .poll(async () => (await storyOf(request, teller)).state, { timeout: 180_000 })
    .toBe("SCRIPT_STATE_READY");
  return teller;
}

export interface ApiStory {
  state: string;
  version: number;
  title: string;
  scenes: { title: string; narration: string }[];
}

export async function storyOf(request: APIRequestContext, { who, scriptId }: Teller): Promise<ApiStory> {
  return (await callsOf(request, who).get<{ script: ApiStory }>(`/v1/scripts/${scriptId}`)).script;
}

/** Waits until the page says that the story is finished. */
export async function expectFinished(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "Make the film" }).first()).toBeVisible({ timeout: 200_000 });
}

/** Waits until the page says that the story is finished, and finds all of it there, word for word. */
export async function expectTold(page: Page, request: APIRequestContext, teller: Teller): Promise<void> {
  await expectFinished(page);
  const { scenes } = await storyOf(request, teller);
  await expect(sceneTitles(page)).toHaveText(scenes.map(({ title }) => title));
  for (const [place, { narration }] of scenes.entries()) {
    await expect(scene(page, place)).toContainText(narration);
  }
}

/** Opens the story's page as its owner. */
export async function openStory(page: Page, teller: Teller): Promise<void> {
  await signIn(page, teller.person);
  await page.goto(`/stories/${teller.scriptId}`);
}

/** The heading of each scene that is there. */
export function sceneTitles(page: Page): Locator {
  return page.locator("[data-scene] h2");
}

export function scene(page: Page, place: number): Locator {
  return page.locator(`[data-scene="${place}"]`);
}

export async function choose(page: Page, menu: string | RegExp, item: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
