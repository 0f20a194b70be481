/** Operators, as `make operator` makes them. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

export function makeOperator(email: string): void {
  execFileSync(".venv/bin/python", ["-m", "services.stack.main", "operator", email], {
    cwd: ROOT,
    env: { ...process.env, PYTHONPATH: `${ROOT}:${ROOT}/clients/python` },
    timeout: 60_000,
  });
}
