/** What the specs of stories and of the library share: people with answers and a story, made over the API. */
import { randomUUID } from "node:crypto";

import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";

import { begun, MAYA } from "./answering";
import { enrol, type Caller } from "./filming";
import { signIn } from "./support/people";
import { somebody, type Person } from "./support/test";

export interface Teller {
  person: Person;
  who: Caller;
  responseId: string;
  scriptId: string;
}

/** Somebody whose story has just been asked for. */
export async function askedFor(request: APIRequestContext): Promise<Teller> {
  const person = somebody();
  const who = await enrol(request, person);
  const responseId = await begun(request, person, undefined, MAYA);
  const teller = { person, who, responseId, scriptId: "" };
  await post(request, teller, `/v1/responses/${responseId}:submit`, {});
  const { script } = await post<{ script: { id: string } }>(request, teller, "/v1/scripts", {
    requestId: randomUUID(),
    responseId,
    seed: "7",
  });
  return { ...teller, scriptId: script.id };
}

/** Somebody whose story is finished. */
export async function told(request: APIRequestContext): Promise<Teller> {
  const teller = await askedFor(request);
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
  const answer = await request.get(`/v1/scripts/${scriptId}`, { headers: who.headers });
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { script: ApiStory }).script;
}

export async function post<T>(
  request: APIRequestContext,
  { who }: Pick<Teller, "who">,
  path: string,
  data: object,
): Promise<T> {
  const answer = await request.post(path, { headers: who.headers, data });
  expect(answer.ok(), answer.ok() ? "" : await answer.text()).toBe(true);
  return (await answer.json()) as T;
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
