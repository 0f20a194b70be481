import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Deletions, type Deletion, type Journal } from "./deletions";

function memoryJournal(entries: readonly Deletion[] = []): Journal {
  let kept = entries;
  return {
    read: () => kept,
    write: (deletions) => {
      kept = deletions;
    },
  };
}

function setUp(options: { journal?: Journal; fails?: boolean } = {}) {
  const deleted: string[] = [];
  const failures: string[] = [];
  const journal = options.journal ?? memoryJournal();
  const deletions = new Deletions({
    carryOut: async (key) => {
      if (options.fails) throw new Error("unavailable");
      deleted.push(key);
      return Promise.resolve();
    },
    onFailure: (deletion) => failures.push(deletion.key),
    journal,
    clock: {
      now: () => Date.now(),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms);
        return () => {
          clearTimeout(timer);
        };
      },
    },
  });
  return { deletions, deleted, failures, journal };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("a deletion", () => {
  it("hides a thing at once and deletes it when the time to undo is over", async () => {
    const { deletions, deleted, journal } = setUp();
    deletions.add("story/s", ["film/v"], 8_000);
    expect([...deletions.hidden()]).toEqual(["story/s", "film/v"]);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(deleted).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(deleted).toEqual(["story/s"]);
    expect(journal.read()).toEqual([]);
    expect(deletions.hidden().has("story/s")).toBe(true);
  });

  it("is undone as if it had never been asked for", async () => {
    const { deletions, deleted, journal } = setUp();
    deletions.add("story/s", ["film/v"], 8_000);
    expect(deletions.undo("story/s")).toBe(true);
    expect(deletions.hidden().size).toBe(0);
    expect(journal.read()).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(deleted).toEqual([]);
  });

  it("can't be undone once it is carried out", async () => {
    const { deletions } = setUp();
    deletions.add("film/v", [], 10);
    await vi.advanceTimersByTimeAsync(10);
    expect(deletions.undo("film/v")).toBe(false);
  });

  it("is carried out at once when the page is left", async () => {
    const { deletions, deleted } = setUp();
    deletions.add("film/a", [], 8_000);
    deletions.add("film/b", [], 8_000);
    deletions.flush();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(deleted).toEqual(["film/a", "film/b"]);
  });

  it("shows the thing again when it fails, and says so", async () => {
    const { deletions, failures, journal } = setUp({ fails: true });
    deletions.add("film/v", [], 10);
    await vi.advanceTimersByTimeAsync(10);
    expect(deletions.hidden().size).toBe(0);
    expect(failures).toEqual(["film/v"]);
    expect(journal.read()).toEqual([]);
  });

  it("tells its listeners of every change", () => {
    const { deletions } = setUp();
    const listener = vi.fn();
    const stop = deletions.subscribe(listener);
    deletions.add("film/v", [], 10);
    stop();
    deletions.undo("film/v");
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("a journal that an earlier visit left", () => {
  const left: Deletion = { key: "film/v", alsoHidden: [], dueAt: 0 };

  it("is taken up: what was to be deleted is", async () => {
    const { deletions, deleted } = setUp({ journal: memoryJournal([left]) });
    deletions.resume();
    expect(deletions.hidden().has("film/v")).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(deleted).toEqual(["film/v"]);
  });

  it("gives another tab, whose person may still undo, the time to do so", async () => {
    const journal = memoryJournal([{ ...left, dueAt: Date.now() + 5_000 }]);
    const { deletions, deleted } = setUp({ journal });
    deletions.resume();
    await vi.advanceTimersByTimeAsync(4_000);
    journal.write([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(deleted).toEqual([]);
    expect(deletions.hidden().size).toBe(0);
  });
});
