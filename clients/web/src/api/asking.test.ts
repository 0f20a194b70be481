// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";

const sent = vi.fn<typeof fetch>();
vi.stubGlobal("window", { location: { origin: "https://edge.example" } });
vi.stubGlobal("fetch", sent);

const { askForAccess } = await import("./asking");
const { accessIn, door } = await import("./door");

beforeEach(() => {
  sent.mockReset().mockRejectedValue(new TypeError("offline"));
});

/** What was sent, without what only says who sent it. */
async function asked() {
  const request = new Request(...(sent.mock.lastCall ?? [""]));
  request.headers.delete("x-user-agent");
  return {
    url: request.url,
    method: request.method,
    redirect: request.redirect,
    headers: [...request.headers],
    body: [...new Uint8Array(await request.arrayBuffer())],
  };
}

test("asks for access in the words of its client", async () => {
  void askForAccess();
  const early = await asked();
  await expect(door.refreshWebSession({})).rejects.toThrow();
  expect(early).toEqual(await asked());
});

test("an edge that can't be reached is told to whoever reads the answer", async () => {
  await expect(accessIn(askForAccess())).rejects.toThrow("offline");
});
