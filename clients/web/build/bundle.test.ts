// @vitest-environment node
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const BUDGET_BYTES = 150_000;
/** What a page may ask for beside what the first page has. */
const MOST_SCRIPTS = 12;
/** What a stranger can come to before signing in. */
const PAGES = ["WelcomePage", "SignInPage", "SignUpPage"];

/** A script with everything that it imports, directly or not; what it loads later only where that is asked for. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(file)) {
    seen.add(file);
    const code = readFileSync(`${dist}assets/${file}`, "utf-8");
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
      withImports(imported ?? "", seen);
    }
  }
  return seen;
}

function entry(): { file: string; code: string; html: string } {
  const html = readFileSync(`${dist}index.html`, "utf-8");
  const file = /src="\/assets\/(index-[\w-]+\.js)"/.exec(html)?.[1] ?? "";
  return { file, html, code: readFileSync(`${dist}assets/${file}`, "utf-8") };
}

/** The name of a page's own script, as the first one has it. */
function scriptOf(page: string, code: string): string {
  const [name] = new RegExp(`(?<=/)${page}-[\\w-]+\\.js`).exec(code) ?? [];
  if (name === undefined) throw new Error(`the build has no ${page}`);
  return name;
}

// `make web` and `make setup` build it; a tree that was never built has nothing to measure.
describe.runIf(existsSync(`${dist}index.html`))("the build", () => {
  it.each(["LibraryPage", "AnswersPage", "StoryPage", "FilmPage"])("loads few scripts for %s", (page) => {
    const { file, code } = entry();
    const files = withImports(scriptOf(page, code));
    withImports(file).forEach((known) => files.delete(known));
    expect([...files]).toContain(scriptOf(page, code));
    expect(files.size).toBeLessThanOrEqual(MOST_SCRIPTS);
  });

  it.each(PAGES)("loads less than 150 kB of gzipped script for %s", (page) => {
    const { file, code } = entry();
    const files = withImports(scriptOf(page, code), withImports(file));
    const bytes = [...files].reduce(
      (sum, one) => sum + gzipSync(readFileSync(`${dist}assets/${one}`)).length,
      0,
    );
    expect(bytes).toBeLessThan(BUDGET_BYTES);
  });

  it("has each text compressed beside it, and asks for the fonts with the page", () => {
    const { file, html } = entry();
    for (const name of ["index.html", `assets/${file}`]) {
      expect(existsSync(`${dist}${name}.br`)).toBe(true);
      expect(existsSync(`${dist}${name}.gz`)).toBe(true);
    }
    expect(html.match(/rel="preload" as="font"/g)).toHaveLength(2);
  });

  it("puts no script and no style into the page itself, and names no other origin", () => {
    const { html } = entry();
    expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});
