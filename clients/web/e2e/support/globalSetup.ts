import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { edgeUrl } from "../../build/edge.ts";

/** The edge reads the dashboard when it starts: tests of an older one would tell nothing. */
export default async function globalSetup(): Promise<void> {
  const built = await readFile(
    fileURLToPath(new URL("../../dist/index.html", import.meta.url)),
    "utf-8",
  ).catch(() => "");
  if (built === "") {
    throw new Error("The dashboard isn't built: run `make web`.");
  }
  const answer = await fetch(`${edgeUrl()}/`).catch(() => undefined);
  if (answer === undefined) {
    throw new Error(`Nothing answers at ${edgeUrl()}: run \`make up\`.`);
  }
  if ((await answer.text()) !== built) {
    throw new Error("The stack serves an older dashboard: run `make down`, then `make test-web` again.");
  }
}
