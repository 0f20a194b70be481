// @vitest-environment node
import { Code, ConnectError } from "@connectrpc/connect";
import { create } from "@bufbuild/protobuf";
import { AccountSchema } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";
import { describe, expect, it, vi } from "vitest";

import { SessionKeeper } from "./sessionKeeper";
import type { Access, Tabs, Word } from "./tabs";

const MINUTE_MS = 60_000;
const maya = create(AccountSchema, { id: "maya", email: "maya@example.com" });
const ines = create(AccountSchema, { id: "ines", email: "ines@example.com" });

function access(token: string, expiresMs = 10 * MINUTE_MS, account = maya): Access {
  return { account, token, expiresMs };
}

/** Tabs of one browser: what one tells, the others hear; one at a time runs alone. */
class FakeBrowser {
  readonly #heard: { of: object; listener: (word: Word) => void }[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  remembered = false;

  tab(): Tabs {
    const self = {};
    return {
      tell: (word) => this.#heard.filter((one) => one.of !== self).forEach((one) => one.listener(word)),
      hear: (listener) => this.#heard.push({ of: self, listener }),
      alone: (work) => {
        const mine = this.#turn.then(work, work);
        this.#turn = mine.catch(() => undefined);
        return mine;
      },
      remembered: () => this.remembered,
      remember: (signedIn) => {
        this.remembered = signedIn;
      },
    };
  }
}

function keeper(browser: FakeBrowser, refresh: () => Promise<Access>, now = () => 0) {
  return new SessionKeeper({ refresh, tabs: browser.tab(), now });
}

const dead = () => Promise.reject<Access>(new ConnectError("ended", Code.Unauthenticated));

describe("a session", () => {
  it("asks the edge at the start only where somebody was signed in before", async () => {
    const browser = new FakeBrowser();
    const refresh = vi.fn(() => Promise.resolve(access("one")));
    await keeper(browser, refresh).start();
    expect(refresh).not.toHaveBeenCalled();

    browser.remembered = true;
    const second = keeper(browser, refresh);
    expect(second.state()).toEqual({ state: "starting" });
    await second.start();
    expect(second.state()).toEqual({ state: "in", account: maya });
  });

  it("refreshes once for all calls that wait at the same time", async () => {
    const refresh = vi.fn(() => Promise.resolve(access("two")));
    const session = keeper(new FakeBrowser(), refresh);
    session.enter(access("one", 0));
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.renew("one")]);
    expect(tokens).toEqual(["two", "two", "two"]);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it("refreshes once for all tabs", async () => {
    const browser = new FakeBrowser();
    const refresh = vi.fn(() => Promise.resolve(access("two")));
    const [left, right] = [keeper(browser, refresh), keeper(browser, refresh)];
    left.enter(access("one", 0));
    expect(right.state()).toEqual({ state: "in", account: maya });
    expect(await Promise.all([left.accessToken(), right.accessToken()])).toEqual(["two", "two"]);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it("renews a token shortly before it expires", async () => {
    let now = 0;
    const session = keeper(
      new FakeBrowser(),
      () => Promise.resolve(access("two", 20 * MINUTE_MS)),
      () => now,
    );
    session.enter(access("one", 10 * MINUTE_MS));
    now = 9 * MINUTE_MS;
    expect(await session.accessToken()).toBe("one");
    now = 9.6 * MINUTE_MS;
    expect(await session.accessToken()).toBe("two");
  });

  it("does not renew what another call has renewed already", async () => {
    const refresh = vi.fn(() => Promise.resolve(access("two")));
    const session = keeper(new FakeBrowser(), refresh);
    session.enter(access("one"));
    await session.renew("one");
    expect(await session.renew("one")).toBe("two");
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it("is over in every tab when the edge says so", async () => {
    const browser = new FakeBrowser();
    const [left, right] = [keeper(browser, dead), keeper(browser, dead)];
    left.enter(access("one", 0));
    expect(await right.accessToken()).toBeUndefined();
    expect(left.state()).toEqual({ state: "out", ended: true });
    expect(right.state()).toEqual({ state: "out", ended: true });
    expect(browser.remembered).toBe(false);
  });

  it("survives an edge that can't be reached", async () => {
    const down = () => Promise.reject<Access>(new ConnectError("down", Code.Unavailable));
    const session = keeper(new FakeBrowser(), down);
    session.enter(access("one", 0));
    await expect(session.accessToken()).rejects.toThrow("down");
    expect(session.state()).toEqual({ state: "in", account: maya });
  });

  it("signs out in every tab, by its own wish here and as an end there", () => {
    const browser = new FakeBrowser();
    const [left, right] = [keeper(browser, dead), keeper(browser, dead)];
    left.enter(access("one"));
    left.leave();
    expect(left.state()).toEqual({ state: "out", ended: false });
    expect(right.state()).toEqual({ state: "out", ended: true });
  });

  it("becomes the other person's in every tab when somebody else signs in", () => {
    const browser = new FakeBrowser();
    const [left, right] = [keeper(browser, dead), keeper(browser, dead)];
    const changes = vi.fn();
    left.enter(access("one"));
    right.subscribe(changes);
    left.enter(access("two", 10 * MINUTE_MS, ines));
    expect(right.state()).toEqual({ state: "in", account: ines });
    expect(changes).toHaveBeenCalledTimes(1);
  });

  it("does not become somebody's again through a refresh that was under way when they signed out", async () => {
    let finish: (got: Access) => void = () => undefined;
    const session = keeper(new FakeBrowser(), () => new Promise((resolve) => (finish = resolve)));
    session.enter(access("one", 0));
    const renewing = session.accessToken();
    await vi.waitFor(() => expect(finish.length).toBeGreaterThan(0));
    session.leave();
    finish(access("two"));
    expect(await renewing).toBeUndefined();
    expect(session.state()).toEqual({ state: "out", ended: false });
  });
});
