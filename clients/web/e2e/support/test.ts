/** What every spec begins with: a person nobody has used yet, and a page that may not complain. */
import { randomUUID } from "node:crypto";

import { expect, test as base, type Page } from "@playwright/test";

export { expect } from "@playwright/test";

export interface Person {
  name: string;
  email: string;
  password: string;
}

export interface Complaints {
  /** What the test brings about itself, such as a connection that it cuts. */
  tolerate(pattern: RegExp): void;
  /** Watches one more page, such as a second tab. */
  watch(page: Page): void;
}

export function somebody(name = "Maya"): Person {
  return {
    name,
    email: `${name.toLowerCase()}-${randomUUID()}@example.com`,
    password: `sea glass ${randomUUID().slice(0, 8)}`,
  };
}

export const test = base.extend<{ person: Person; complaints: Complaints }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter’s text to know what is asked for
  person: async ({}, use) => {
    await use(somebody());
  },
  // Errors in the console, broken policies and uncaught exceptions fail the test that they happen in.
  complaints: [
    async ({ page }, use) => {
      const told: string[] = [];
      const tolerated: RegExp[] = [];
      const complaints: Complaints = {
        tolerate: (pattern) => tolerated.push(pattern),
        watch: (another) => {
          another.on("console", (message) => {
            if (message.type() === "error") {
              told.push(`${message.text()} ${message.location().url}`);
            }
          });
          another.on("pageerror", (error) => told.push(String(error)));
        },
      };
      complaints.watch(page);
      await use(complaints);
      expect(told.filter((one) => !tolerated.some((pattern) => pattern.test(one)))).toEqual([]);
    },
    { auto: true },
  ],
});
