import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ScriptSchema, ScriptState } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { describe, expect, it } from "vitest";

import { filmItem, storyItem } from "./items";
import { counts, holdingUp, joined, listsOf, type Loaded } from "./paging";

function films(hasMore: boolean, ...seconds: number[]): Loaded {
  const items = seconds.map((at) =>
    filmItem(create(VideoSchema, { id: `v${at}`, state: VideoState.READY, createTime: timestampFromMs(at * 1_000) })),
  );
  return { kind: "film", items, hasMore };
}

function stories(hasMore: boolean, ...seconds: number[]): Loaded {
  const items = seconds.map((at) =>
    storyItem(create(ScriptSchema, { id: `s${at}`, state: ScriptState.WRITING, createTime: timestampFromMs(at * 1_000) })),
  );
  return { kind: "story", items, hasMore };
}

function ids(lists: readonly Loaded[]): string[] {
  return joined(lists).map((item) => item.id);
}

describe("lists that are loaded page by page", () => {
  it("are one list, newest first", () => {
    expect(ids([films(false, 9, 4), stories(false, 7, 1)])).toEqual(["v9", "s7", "v4", "s1"]);
  });

  it("show nothing that is older than what another list still has to load", () => {
    expect(ids([films(true, 9, 6), stories(false, 7, 5, 1)])).toEqual(["v9", "s7", "v6"]);
    expect(ids([films(true, 9, 6), stories(true, 8, 7)])).toEqual(["v9", "s8", "s7"]);
  });

  it("show nothing while a list has more and nothing of it has come", () => {
    expect(ids([films(true), stories(false, 7)])).toEqual([]);
  });

  it("never change above what is shown when an older page comes", () => {
    const before = ids([films(true, 9, 6), stories(true, 8, 2)]);
    const after = ids([films(true, 9, 6, 5, 3), stories(true, 8, 2)]);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.length).toBeGreaterThan(before.length);
  });

  it("are held up by the one that has come least far", () => {
    const [film, story] = [films(true, 9, 6), stories(true, 8, 7)];
    expect(holdingUp([film, story])).toEqual([story]);
    expect(holdingUp([film])).toEqual([film]);
    expect(holdingUp([films(false, 9), stories(false, 8)])).toEqual([]);
  });

  it("are narrowed to the kind that a filter shows", () => {
    const lists = [films(false, 9), stories(true, 8)];
    expect(listsOf(lists, "film")).toEqual([lists[0]]);
    expect(listsOf(lists, "unfinished")).toEqual(lists);
  });

  it("are counted as far as they are known, without what is hidden", () => {
    const found = counts([films(false, 9, 8), stories(true, 7)], (item) => item.id !== "v8");
    expect(found.film).toEqual({ known: 1, isLeast: false });
    expect(found.story).toEqual({ known: 1, isLeast: true });
    expect(found.all).toEqual({ known: 2, isLeast: true });
    expect(found.unfinished).toEqual({ known: 1, isLeast: true });
  });
});
