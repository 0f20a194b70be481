import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";
import chromium from "@sparticuz/chromium";

import { edgeUrl } from "./build/edge.ts";

/** The browser comes with the packages; a machine's own stands in where it can't run. */
async function browser(): Promise<string> {
  const named = process.env["ENCOMPASS_BROWSER"];
  if (named) {
    return named;
  }
  return process.platform === "linux" && process.arch === "x64" ? chromium.executablePath() : installed();
}

function installed(): string {
  const found = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error("There is no Chromium: set ENCOMPASS_BROWSER to one.");
  }
  return found;
}

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/globalSetup.ts",
  // The stack shares the machine's cores with the browser.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: edgeUrl(),
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: await browser(),
      args: ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"],
    },
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  },
});
