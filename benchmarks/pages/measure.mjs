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
import { initializeConfig } from "lighthouse/core/config/config.js";
import { Runner } from "lighthouse/core/runner.js";

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
    const { lhr, artifacts } = await lighthouse(`${plan.edge}${path}`, flags, config);
    if (lhr.runtimeError) {
      throw new Error(`${path}: ${lhr.runtimeError.message}`);
    }
    const alone = { ...artifacts, traces: { defaultPass: byProcessorTime(artifacts.traces.defaultPass) } };
    const { resolvedConfig } = await initializeConfig("navigation", config, flags);
    const { lhr: ofAlone } = await Runner.audit(alone, { resolvedConfig, computedCache: new Map() });
    const scores = {
      ...Object.fromEntries(CATEGORIES.map((name) => [name, lhr.categories[name].score])),
      performanceByProcessorTime: ofAlone.categories.performance.score,
    };
    const failed = Object.values(lhr.audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== "informative")
      .map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
    console.log(JSON.stringify({ path, ended: new URL(lhr.finalDisplayedUrl).pathname, device, ...scores, failed }));
  }
}

/**
 * A trace in which each task of the page's main thread lasts as long as it had the processor.
 *
 * Lighthouse goes by the clock on the wall. On a machine whose few cores also run the services, the rest of the browser
 * and the film's decoder, that is as much what a page waited for as what it did.
 */
function byProcessorTime({ traceEvents, ...trace }) {
  const paint = traceEvents.findLast(({ name }) => name === "firstContentfulPaint");
  const isOfPage = ({ pid, tid }) => pid === paint.pid && tid === paint.tid;
  const tasks = traceEvents.filter((event) => event.name === "RunTask" && event.ph === "X" && isOfPage(event));
  tasks.sort((one, other) => one.ts - other.ts);
  let next = 0;
  const changed = traceEvents.toSorted((one, other) => one.ts - other.ts).map((event) => {
    if (!isOfPage(event)) return event;
    while (tasks[next + 1]?.ts <= event.ts) next += 1;
    const task = tasks[next];
    if (task === undefined || event.ts < task.ts || event.ts > task.ts + task.dur) return event;
    const share = task.dur > 0 ? Math.min(1, task.tdur / task.dur) : 1;
    return { ...event, ts: task.ts + (event.ts - task.ts) * share, ...(event.dur && { dur: event.dur * share }) };
  });
  return { ...trace, traceEvents: changed };
}

/** A port of the loopback that nobody listens at. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port: found } = server.address();
  await new Promise((done) => server.close(done));
  return found;
}
