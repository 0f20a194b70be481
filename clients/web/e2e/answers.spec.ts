import { begun, everyKindBegun, MAYA, press, question, saveState, type } from "./answering";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { enrol } from "./support/calling";
import { signIn, signUp } from "./support/people";
import { expect, somebody, test } from "./support/test";

const SAVES = "**/*QuestionnaireService/SaveAnswers";
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/;

test("somebody answers all questions by keyboard, reads them over, and gets to their story", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signUp(page, somebody(), "/answers/new");
  await expect(question(page, /who would you be/i)).toBeAttached();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Begin" }).dblclick();
  await type(page, /story call you/, "Maya");
  await press(page, /behind your back/, "1");
  await press(page, /summers/, "3");
  await type(page, /most like yourself/, "the tide pools below the house");
  await type(page, /ordinary day/, "I grade lab reports and take the late bus home");
  await type(page, /nobody is laughing/, "a marine biologist who speaks for the reefs");
  await type(page, /matter to you/, "");
  await type(page, /stands in the way/, "my voice goes when people look at me");
  await type(page, /come to you for/, "I can explain anything with kitchen things");
  await type(page, /believes in you/, "my grandmother Ines");
  await type(page, /never throw away/, "a jar of sea glass");
  await type(page, /fully alive/, "at low tide");
  await press(page, /kind of story/, "1");
  await expect(question(page, "This is you, so far")).toBeVisible();
  await expect(page.getByText("a jar of sea glass")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: /^Change: Who believes in you/ }).click();
  await expect(page.locator("textarea")).toHaveValue("my grandmother Ines");
  await page.locator("textarea").fill("my grandmother Inês");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("my grandmother Inês")).toBeVisible();

  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole("button", { name: "Write my story" }).dblclick();
  await page.waitForURL("**/stories/*");
  expect(asked.filter((path) => path.endsWith("/CreateScript"))).toHaveLength(1);
  await page.goBack();
  await expect(page.getByText(/You sent these answers/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Read the story" })).toBeVisible();
});

test("on a phone a long answer in one line can be read whole, and Enter goes on", async ({ page, request, person }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await enrol(request, person);
  const id = await begun(request, person, "who-would-you-be", MAYA.slice(0, 3));
  await signIn(page, person, `/answers/${id}`);
  await expect(question(page, /most like yourself/)).toBeVisible();
  await page.keyboard.type("the tide pools below my grandmother's house, where I count what lives there");
  const line = page.getByRole("main").getByRole("textbox");
  const hidden = await line.evaluate((box) => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight]);
  expect(hidden).toEqual([0, 0]);
  await page.keyboard.press("Enter");
  await expect(question(page, /ordinary day/)).toBeVisible();
  await page.getByRole("button", { name: "Back to the question before" }).click();
  await expect(line).toHaveValue("the tide pools below my grandmother's house, where I count what lives there");
});

test("every kind of question can be answered, and what is asked follows from earlier answers", async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const person = await signUp(page);
  const id = await everyKindBegun(request, person);
  await page.goto(`/answers/${id}`);
  await expect(question(page, "What should we call you?")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("This one needs an answer.")).toBeVisible();
  await type(page, "What should we call you?", "Noor");

  await expect(question(page, "What suits you best, Noor?")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("3");
  await page.getByLabel("In your own words").fill("in between");
  await page.keyboard.press("Enter");

  await expect(question(page, "When were you born?")).toBeVisible();
  await page.locator("input[type=date]").fill("1890-01-01");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/from January 1, 1910 on/)).toBeVisible();
  await page.locator("input[type=date]").fill("1990-05-17");
  await page.keyboard.press("Enter");

  await expect(page.getByText("Question 4 of 8")).toBeVisible();
  await press(page, "Do animals live with you?", "1");
  await expect(page.getByText("Question 5 of 10")).toBeVisible();
  await press(page, "Which ones?", "1", "2");

  await expect(question(page, "How many in all?")).toBeVisible();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(page.getByText("As many as you chose kinds.")).toBeVisible();
  await page.locator("input").fill("4");
  await page.keyboard.press("Enter");

  await press(page, "How content are you?", "5");
  await expect(question(page, "What comes first?")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("3");
  await page.keyboard.press("1");
  await expect(page.getByText("All placed.")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await type(page, "Who would you and your animals be?", "a ferry between islands");
  await expect(question(page, "What do you look like?")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Skip" }).click();

  await expect(question(page, "This is you, so far")).toBeVisible();
  const answers = page.locator("dd");
  for (const words of ["in between", "May 17, 1990", "A dog, A cat", "a ferry between islands"]) {
    await expect(answers.getByText(words)).toBeVisible();
  }
  await expect(answers.getByRole("listitem")).toHaveText(["Trust", "Time", "Money"]);

  // Taking the animals back hides their questions, and changes what is asked later.
  await page.getByRole("button", { name: "Change: Do animals live with you?" }).click();
  await page.getByText("No", { exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("All 8 questions")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change: Who would you be?" })).toBeVisible();
});

test("without a connection one goes on, and what was written is sent once it is back", async ({
  page,
  context,
  request,
  complaints,
}) => {
  complaints.tolerate(CUT);
  const person = await signUp(page);
  const id = await begun(request, person);
  await page.goto(`/answers/${id}`);
  await expect(question(page, /story call you/)).toBeVisible();
  await context.setOffline(true);
  await type(page, /story call you/, "Maya");
  await press(page, /behind your back/, "1");
  await expect(saveState(page)).toHaveText(/Offline\. Kept on this device/);
  await context.setOffline(false);
  await expect(saveState(page)).toHaveText("Saved");
  await page.goto(`/answers/${id}?at=review`);
  await expect(page.locator("dd").getByText("Maya")).toBeVisible();
  await expect(page.locator("dd").getByText("she", { exact: true })).toBeVisible();
});

test("an answer that isn't saved yet outlives a reload, and is forgotten at signing out", async ({
  page,
  request,
  complaints,
}) => {
  complaints.tolerate(CUT);
  const person = await signUp(page);
  const id = await begun(request, person);
  await page.route(SAVES, (route) => route.abort());
  await page.goto(`/answers/${id}?q=dream`);
  await expect(question(page, /nobody is laughing/)).toBeVisible();
  await page.keyboard.type("a lighthouse keeper");
  await expect(saveState(page)).toHaveText(/Kept on this device/);
  await page.reload();
  await expect(page.locator("textarea")).toHaveValue("a lighthouse keeper");

  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await signIn(page, person, `/answers/${id}`);
  await page.goto(`/answers/${id}?q=dream`);
  await expect(question(page, /nobody is laughing/)).toBeVisible();
  await expect(page.locator("textarea")).toHaveValue("");
});

test("two tabs agree, and one question answered in both asks which answer holds", async ({
  page,
  context,
  request,
  complaints,
}) => {
  test.setTimeout(90_000);
  const person = await signUp(page);
  const id = await begun(request, person);
  const other = await context.newPage();
  complaints.watch(other);
  await other.goto(`/answers/${id}?q=dream`);
  await expect(question(other, /nobody is laughing/)).toBeVisible();
  await page.goto(`/answers/${id}?q=strength`);
  await type(page, /come to you for/, "kitchen things");
  await expect(other.getByText("An answer from your other device or tab was added.").first()).toBeVisible();

  await page.goto(`/answers/${id}?q=dream`);
  await expect(question(page, /nobody is laughing/)).toBeVisible();
  const held: (() => void)[] = [];
  let isHeld = true;
  await page.route(SAVES, async (route) => {
    if (isHeld) {
      await new Promise<void>((resolve) => held.push(resolve));
    }
    await route.continue();
  });
  await page.locator("textarea").fill("a sailor");
  await expect.poll(() => held.length).toBe(1);
  await other.locator("textarea").fill("a pilot");
  await expect(saveState(other)).toHaveText("Saved");
  isHeld = false;
  held.forEach((release) => release());
  const choice = page.getByTestId("conflict");
  await expect(choice).toContainText("a sailor");
  await expect(choice).toContainText("a pilot");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Keep this" }).click();
  await expect(saveState(page)).toHaveText("Saved");
  await expect(other.locator("textarea")).toHaveValue("a sailor");
});

test("on another device one goes on where one left off", async ({ page, browser, request, baseURL }) => {
  const person = await signUp(page);
  const id = await begun(request, person);
  await page.goto(`/answers/${id}`);
  await type(page, /story call you/, "Maya");
  await press(page, /behind your back/, "1");
  await expect(saveState(page)).toHaveText("Saved");
  const device = await browser.newContext({
    viewport: { width: 390, height: 844 },
    ...(baseURL ? { baseURL } : {}),
  });
  const phone = await device.newPage();
  await signIn(phone, person, "/answers/new");
  await phone.getByRole("link", { name: "Go on" }).click();
  await expect(question(phone, /summers/)).toBeVisible();
  await device.close();
});

test("a response that another device has sent takes no more answers here", async ({
  page,
  browser,
  request,
  baseURL,
}) => {
  const person = await signUp(page);
  const id = await begun(request, person, "who-would-you-be", MAYA);
  await page.goto(`/answers/${id}?q=place`);
  await expect(question(page, /most like yourself/)).toBeVisible();
  const device = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await device.newPage();
  await signIn(other, person, `/answers/${id}`);
  await other.getByRole("button", { name: "Write my story" }).click();
  await other.waitForURL("**/stories/*");
  await page.locator("textarea").fill("the pier");
  await expect(page.getByText(/You sent these answers/)).toBeVisible();
  await page.getByRole("button", { name: "Change answers" }).click();
  await expect(question(page, "This is you, so far")).toBeVisible();
  await device.close();
});

test("somebody else's answers, and none at all, say what to do instead", async ({
  page,
  request,
  complaints,
}) => {
  complaints.tolerate(/Failed to load resource/);
  const person = await signUp(page);
  const id = await begun(request, person);
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await signUp(page, somebody("Stranger"));
  await page.goto(`/answers/${id}`);
  await expect(page.getByText("There are no answers of yours here")).toBeVisible();
  await page.goto("/answers/not-an-id");
  await expect(page.getByRole("link", { name: "Start a new story" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, locale: "he-IL" });

  test("questions fit into 320 pixels, from right to left where they are written so", async ({
    page,
    request,
  }) => {
    const person = await signUp(page);
    const id = await everyKindBegun(request, person);
    await page.goto(`/answers/${id}`);
    await expect(question(page, "איך לקרוא לך?")).toBeVisible();
    expect(await page.locator("form").evaluate((form) => getComputedStyle(form).direction)).toBe("rtl");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    for (const key of ["tone", "born", "content", "order", "dream", "photo"]) {
      await page.goto(`/answers/${id}?q=${key}`);
      await expect(page.locator("form h1")).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
    await page.goto(`/answers/${id}?at=review`);
    await expect(question(page, "Almost there")).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
