/** The stack behind the page, taken by hand: what tests of bad days do to it. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const run = promisify(execFile);

/** kill -9; resolves once the supervisor has started it again and it works. */
export function kill(part: string): Promise<void> {
  return python("tests.support.by_hand", "kill", part);
}

/** kill -9, and no new start until it is released. */
export function hold(part: string): Promise<void> {
  return python("tests.support.by_hand", "hold", part);
}

export function release(part: string): Promise<void> {
  return python("tests.support.by_hand", "release", part);
}

/** Starts a part anew, with variables on top of its own; with none as it was planned. */
export function restart(part: string, variables: Readonly<Record<string, string>> = {}): Promise<void> {
  const named = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return python("tests.support.by_hand", "restart", part, ...named);
}

/** Takes a model from Triton until it is loaded again: whoever asks for it is refused. */
export function unload(model: string): Promise<void> {
  return python("tests.support.by_hand", "unload", model);
}

export function load(model: string): Promise<void> {
  return python("tests.support.by_hand", "load", model);
}

/** The next thing that goes wrong with a story's or film's job fails it for good. */
export function makeLastAttempt(resourceId: string): Promise<void> {
  return python("tests.support.by_hand", "last-attempt", resourceId);
}

/** Makes somebody an operator, as `make operator` does. */
export function makeOperator(email: string): Promise<void> {
  return python("services.stack.main", "operator", email);
}

async function python(module: string, ...words: string[]): Promise<void> {
  await run(".venv/bin/python", ["-m", module, ...words], {
    cwd: ROOT,
    env: { ...process.env, PYTHONPATH: `${ROOT}:${ROOT}/clients/python` },
    timeout: 120_000,
  });
}
