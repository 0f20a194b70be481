/** Where the edge of the local stack is. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ports = fileURLToPath(new URL("../../../.encompass/ports.json", import.meta.url));

/** ENCOMPASS_EDGE, else the stack that `make up` started. */
export function edgeUrl(): string {
  const named = process.env["ENCOMPASS_EDGE"];
  if (named) {
    return named.replace(/\/$/, "");
  }
  try {
    const { edge } = JSON.parse(readFileSync(ports, "utf-8")) as { edge: number };
    return `http://127.0.0.1:${edge}`;
  } catch {
    throw new Error("There is no stack: run `make up`, or set ENCOMPASS_EDGE to where the edge is.");
  }
}
