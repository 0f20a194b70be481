import { Code, ConnectError, type UnaryRequest } from "@connectrpc/connect";
import { beforeEach, expect, test, vi } from "vitest";

const { accessToken, renewAccess } = vi.hoisted(() => ({ accessToken: vi.fn(), renewAccess: vi.fn() }));
vi.mock("./session", () => ({ accessToken, renewAccess }));

import { asWhoeverIsSignedIn } from "./transport";

beforeEach(() => {
  accessToken.mockResolvedValue("old");
  renewAccess.mockReset().mockResolvedValue("new");
});

/** The tokens that a call was made with, of which the edge refuses the old one so. */
async function tokensOf(refusal: ConnectError, stream = false): Promise<string[]> {
  const used: string[] = [];
  const request = { stream, header: new Headers() } as unknown as UnaryRequest;
  await asWhoeverIsSignedIn((asked) => {
    used.push(asked.header.get("authorization") ?? "");
    return used.length === 1 ? Promise.reject(refusal) : Promise.resolve({} as never);
  })(request).catch(() => undefined);
  return used;
}

test("a call that the edge refuses, which gives no reason, is made once more with new access", async () => {
  expect(await tokensOf(new ConnectError("Jwt is expired", Code.Unauthenticated))).toEqual(["Bearer old", "Bearer new"]);
  expect(renewAccess).toHaveBeenCalledWith("old");
});

test("another error is the caller's, and a stream is opened again by whoever watches", async () => {
  expect(await tokensOf(new ConnectError("gone", Code.NotFound))).toEqual(["Bearer old"]);
  expect(await tokensOf(new ConnectError("Jwt is expired", Code.Unauthenticated), true)).toEqual(["Bearer old"]);
  expect(renewAccess).not.toHaveBeenCalled();
});
