// @vitest-environment node
import { create, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "@encompass/client/gen/google/rpc/error_details_pb.js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { SILENCE_MS, Watching, type Live, type WatchingOptions } from "./watching";

interface Message {
  resumeToken: string;
  text: string;
  whole?: boolean;
}

/** One opening of the stream: what it sends, then how it ends. */
interface Act {
  sends?: Message[];
  then: "ends" | "hangs" | Error;
}

function reasoned(code: Code, reason: string): ConnectError {
  const error = new ConnectError(reason, code);
  const value = toBinary(ErrorInfoSchema, create(ErrorInfoSchema, { reason, domain: "encompass.common" }));
  error.details.push({ type: "google.rpc.ErrorInfo", value });
  return error;
}

const broken = () => new ConnectError("broken", Code.Unavailable);

function setUp(acts: Act[], more: Partial<WatchingOptions<Message, string>> = {}) {
  const tokens: string[] = [];
  const lives: Live[] = [];
  const datas: string[] = [];
  const errors: unknown[] = [];
  async function* open(token: string, signal: AbortSignal) {
    tokens.push(token);
    const act = acts[tokens.length - 1] ?? { then: "hangs" as const };
    for (const message of act.sends ?? []) {
      await Promise.resolve();
      yield message;
    }
    if (act.then instanceof Error) {
      throw act.then;
    }
    if (act.then === "hangs") {
      await new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(new ConnectError("stopped", Code.Canceled))),
      );
    }
  }
  const watching = new Watching<Message, string>({
    open,
    reduce: (before, message) => (message.whole ? message.text : (before ?? "") + message.text),
    renewAccess: () => Promise.resolve("new"),
    onData: (data) => datas.push(data),
    onLive: (live, error) => {
      lives.push(live);
      if (error !== undefined) {
        errors.push(error);
      }
    },
    random: () => 1,
    ...more,
  });
  return { watching, tokens, lives, datas, errors };
}

const snapshot = { resumeToken: "1", text: "Maya ", whole: true };
const change = { resumeToken: "2", text: "measures" };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a watched stream", () => {
  it("ends when the server ends it", async () => {
    const { watching, lives, datas } = setUp([{ sends: [snapshot, change], then: "ends" }]);
    await watching.run();
    expect(datas.at(-1)).toBe("Maya measures");
    expect(lives.at(-1)).toBe("ended");
  });

  it("goes on after the last message when the connection breaks", async () => {
    const { watching, tokens, lives, datas } = setUp([
      { sends: [snapshot], then: broken() },
      { sends: [change], then: "ends" },
    ]);
    const run = watching.run();
    await vi.runAllTimersAsync();
    await run;
    expect(tokens).toEqual(["", "1"]);
    expect(datas.at(-1)).toBe("Maya measures");
    expect(lives).toContain("waiting");
  });

  it("keeps what it knows on the screen while a snapshot is asked for again, and starts over from it", async () => {
    const { watching, tokens, datas } = setUp([
      { sends: [snapshot, change], then: broken() },
      { then: reasoned(Code.OutOfRange, "RESUME_TOKEN_EXPIRED") },
      { sends: [{ resumeToken: "9", text: "The whole story", whole: true }], then: "ends" },
    ]);
    const run = watching.run();
    await vi.runAllTimersAsync();
    await run;
    expect(tokens).toEqual(["", "2", ""]);
    expect(datas.at(-1)).toBe("The whole story");
  });

  it("gets new access where the token expired in mid-stream", async () => {
    const renewAccess = vi.fn(() => Promise.resolve("new"));
    const { watching, tokens, lives } = setUp(
      [
        { sends: [snapshot], then: reasoned(Code.Unauthenticated, "TOKEN_EXPIRED") },
        { sends: [change], then: "ends" },
      ],
      { renewAccess },
    );
    await watching.run();
    expect(renewAccess).toHaveBeenCalledTimes(1);
    expect(tokens).toEqual(["", "1"]);
    expect(lives.at(-1)).toBe("ended");
  });

  it("is over with its problem where the session is", async () => {
    const { watching, errors, lives } = setUp([{ then: reasoned(Code.Unauthenticated, "TOKEN_EXPIRED") }], {
      renewAccess: () => Promise.resolve(undefined),
    });
    await watching.run();
    expect(lives.at(-1)).toBe("ended");
    expect(errors).toHaveLength(1);
  });

  it("does not try again what can't succeed", async () => {
    const { watching, tokens, errors } = setUp([{ then: reasoned(Code.NotFound, "VIDEO_NOT_FOUND") }]);
    await watching.run();
    expect(tokens).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });

  it("waits longer after each failure, and not at all once the page wakes", async () => {
    const { watching, tokens } = setUp([
      { then: broken() },
      { then: broken() },
      { then: broken() },
      { then: "hangs" },
    ]);
    void watching.run();
    await vi.advanceTimersByTimeAsync(500);
    expect(tokens).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(tokens).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(tokens).toHaveLength(3);
    watching.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens).toHaveLength(4);
    watching.stop();
  });

  it("opens again a stream that has been silent for longer than checkpoints allow", async () => {
    const { watching, tokens } = setUp([{ sends: [snapshot], then: "hangs" }, { then: "hangs" }]);
    void watching.run();
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
    expect(tokens).toEqual([""]);
    await vi.advanceTimersByTimeAsync(1);
    expect(tokens).toEqual(["", "1"]);
    watching.stop();
  });

  it("trusts a stream that has just spoken when the page is looked at again, and no other", async () => {
    const { watching, tokens } = setUp([{ sends: [snapshot], then: "hangs" }]);
    void watching.run();
    await vi.advanceTimersByTimeAsync(1_000);
    watching.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(SILENCE_MS / 2);
    watching.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(tokens).toEqual(["", "1"]);
    watching.stop();
  });

  it("opens again a stream that ended before its work was over", async () => {
    const { watching, tokens } = setUp(
      [
        { sends: [snapshot], then: "ends" },
        { sends: [change], then: "ends" },
      ],
      { isOver: (data) => data === "Maya measures" },
    );
    const run = watching.run();
    await vi.runAllTimersAsync();
    await run;
    expect(tokens).toEqual(["", "1"]);
  });

  it("stops at once, and says nothing more", async () => {
    const { watching, lives } = setUp([{ sends: [snapshot], then: "hangs" }]);
    const run = watching.run();
    await vi.advanceTimersByTimeAsync(0);
    const before = lives.length;
    watching.stop();
    await run;
    expect(lives).toHaveLength(before);
  });
});
