import { signIn, signUp } from "./support/people";
import { expectAccessible, expectNoSidewaysScroll } from "./support/accessible";
import { expect, test } from "./support/test";

test("a stranger signs up, ends up where they wanted to go, and is still signed in after a reload", async ({
  page,
  person,
}) => {
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?then=%2Faccount$/);
  await signUp(page, person, "/account");
  await expect(page.getByRole("main")).toContainText(person.email);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Account");
  await expect(page.getByRole("main")).toContainText(person.email);
});

test("no script can read what keeps one signed in", async ({ page, person, context }) => {
  await signUp(page, person);
  const cookies = await context.cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: "encompass_refresh", httpOnly: true, sameSite: "Strict" },
  ]);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]) + document.cookie);
  expect(kept).not.toMatch(/eyJ|encompass_refresh/);
});

test("a mistyped form says what to mend, at the field, and goes there", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("E-mail address").fill("maya");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByLabel("E-mail address")).toBeFocused();
  await expect(page.getByText("An address like maya@example.com.")).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
});

test("a wrong password and a taken address are told in words", async ({ page, person, browser }) => {
  await signUp(page, person);
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto("/sign-in");
  await elsewhere.getByLabel("E-mail address").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill("not the password");
  await elsewhere.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere.getByRole("alert")).toContainText("don’t match");
  await elsewhere.goto("/sign-up");
  await elsewhere.getByLabel("E-mail address").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill("another sea glass jar");
  await elsewhere.getByRole("button", { name: "Begin" }).click();
  await expect(elsewhere.getByRole("alert")).toContainText("Sign in instead");
  await elsewhere.context().close();
});

test("signing out in one tab signs out the other, and the other says so", async ({
  page,
  person,
  context,
  complaints,
}) => {
  await signUp(page, person, "/account");
  const second = await context.newPage();
  complaints.watch(second);
  await second.goto("/account");
  await expect(second.getByRole("main")).toContainText(person.email);
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect(second).toHaveURL(/\/sign-in/);
  await expect(second.getByText("Your session has ended")).toBeVisible();
  await signIn(second, person, "/account");
  await page.goto("/account");
  await expect(page.getByRole("main")).toContainText(person.email);
});

test("another device’s session can be closed, and that device has to sign in again", async ({
  page,
  person,
  browser,
}) => {
  await signUp(page, person, "/account");
  const phone = await browser.newContext();
  const elsewhere = await phone.newPage();
  await signIn(elsewhere, person, "/account");
  await page.reload();
  await page.getByRole("button", { name: /^Sign out Chrome/ }).click();
  await page.getByRole("button", { name: "Sign it out" }).click();
  await expect(page.getByRole("button", { name: /^Sign out Chrome/ })).toHaveCount(0);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await phone.close();
});

test("everything is saved in one archive", async ({ page, person }) => {
  await signUp(page, person, "/account");
  // As in browsers that let no page write to the disk: the archive goes through the downloads.
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save everything" }).click();
  const archive = await download;
  expect(archive.suggestedFilename()).toMatch(/^encompass-\d{4}-\d{2}-\d{2}\.zip$/);
  const stream = await archive.createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
  }
  const bytes = Buffer.concat(chunks).toString("latin1");
  expect(bytes).toContain("account.json");
  expect(bytes).toContain(person.email);
});

test("who deletes everything needs their password, is out at once, and the address is free again", async ({
  page,
  person,
}) => {
  await signUp(page, person, "/account");
  await page.getByRole("button", { name: "Delete my account…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete everything?" });
  await expect(dialog).toContainText("your films");
  await dialog.getByLabel(/^Your password/).fill("not the password");
  await dialog.getByRole("button", { name: "Delete everything" }).click();
  await expect(dialog.getByRole("alert")).toContainText("That isn’t your password");
  await dialog.getByLabel(/^Your password/).fill(person.password);
  await dialog.getByRole("button", { name: "Delete everything" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByText("Your account is deleted.")).toBeVisible();
  await signUp(page, person);
});

test("the colours that somebody chose stay after a reload", async ({ page, person }) => {
  await signUp(page, person, "/account");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.getByText("Night", { exact: true }).click();
  const night = await paper();
  await page.getByText("Paper", { exact: true }).click();
  const day = await paper();
  expect(day).not.toBe(night);
  await page.getByText("Night", { exact: true }).click();
  await page.reload();
  expect(await paper()).toBe(night);
});

test("an address that leads nowhere says so and leads home", async ({ page, person }) => {
  await signUp(page, person);
  await page.evaluate(() => window.history.pushState({}, "", "/nowhere"));
  await page.goBack();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is here");
});

test("an edge that can’t be reached is told in words, and nothing typed is lost", async ({
  page,
  person,
  context,
  complaints,
}) => {
  complaints.tolerate(/Failed to load resource|net::ERR_INTERNET_DISCONNECTED/);
  await page.goto("/sign-up");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel("Password", { exact: true }).press("Tab");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL("**/library");
});

for (const scheme of ["light", "dark"] as const) {
  for (const [width, height] of [
    [1280, 800],
    [320, 640],
  ] as const) {
    test(`welcome, sign-in, sign-up and account are accessible (${scheme}, ${width} wide)`, async ({
      page,
      person,
    }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height });
      for (const path of ["/", "/sign-in", "/sign-up"]) {
        await page.goto(path);
        await page.locator("h1").waitFor();
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      }
      await signUp(page, person, "/account");
      await expect(page.getByText("This browser", { exact: true })).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
}

test("signing up works without a mouse", async ({ page, person }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Begin" }).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Make your account");
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/answers/new");
});
