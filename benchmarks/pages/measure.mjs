/**
 * Runs Lighthouse on pages of the dashboard, those behind the sign-in too: a JSON plan in, lines of JSON out.
 *
 * The browser signs in through the form and keeps what it got; Lighthouse then opens its tabs in the same browser
 * and is told to leave the cookie where it is.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import lighthouse, { desktopConfig } from "lighthouse";

const web = createRequire(new URL("../../clients/web/package.json", import.meta.url));
const { chromium } = web("playwright-core");
const { default: packaged } = await import(web.resolve("@sparticuz/chromium"));

const CATEGORIES = ["performance", "accessibility", "best-practices"];
const CONFIGS = { phone: undefined, desktop: desktopConfig };

const plan = JSON.parse(await readFile(process.argv[2], "utf-8"));
const profile = await mkdtemp(join(tmpdir(), "bench-pages-"));
const port = await freePort();
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env["ENCOMPASS_BROWSER"] ?? (await packaged.executablePath()),
  args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
});
try {
  for (const path of plan.open) {
    await measure(path);
  }
  const page = await browser.newPage();
  await page.goto(`${plan.edge}/sign-in`);
  await page.getByLabel("E-mail address").fill(plan.email);
  await page.getByLabel("Password", { exact: true }).fill(plan.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/library");
  await page.close();
  for (const path of plan.signedIn) {
    await measure(path);
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}

async function measure(path) {
  for (const [device, config] of Object.entries(CONFIGS)) {
    const flags = { port, output: "json", logLevel: "error", onlyCategories: CATEGORIES, disableStorageReset: true };
    const { lhr } = await lighthouse(`${plan.edge}${path}`, flags, config);
    if (lhr.runtimeError) {
      throw new Error(`${path}: ${lhr.runtimeError.message}`);
    }
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, lhr.categories[name].score]));
    const failed = Object.values(lhr.audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
      .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
    console.log(JSON.stringify({ path, ended: new URL(lhr.finalDisplayedUrl).pathname, device, ...scores, failed }));
  }
}

/** A port of the loopback that nobody listens at. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port: found } = server.address();
  await new Promise((done) => server.close(done));
  return found;
}
