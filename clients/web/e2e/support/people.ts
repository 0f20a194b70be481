/** What people do on most pages. */
import { expect, type Page } from "@playwright/test";

import { somebody, type Person } from "./test";

/** Makes an account through the form; ends in the library, or where `then` leads. */
export async function signUp(page: Page, person: Person = somebody(), then = "/library"): Promise<Person> {
  await page.goto(`/sign-up?${new URLSearchParams({ then }).toString()}`);
  await page.getByLabel("What should we call you?").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(`**${then}`);
  await expect(page.getByRole("button", { name: "Your account" })).toBeVisible();
  return person;
}

export async function signIn(page: Page, person: Person, then = "/library"): Promise<void> {
  await page.goto(`/sign-in?${new URLSearchParams({ then }).toString()}`);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${then}`);
}
