import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  ResponseSchema,
  ResponseState,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { ScriptSchema, ScriptState } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { describe, expect, it } from "vitest";

import { answersItem, beingMade, filmItem, goesWith, isHidden, passes, storyItem, type LibraryItem } from "./items";

const RESPONSE = create(ResponseSchema, {
  id: "r",
  questionnaireId: "who",
  state: ResponseState.DRAFT,
  createTime: timestampFromMs(1_000),
  answers: [
    { questionId: "name", value: { case: "text", value: "Maya" } },
    { questionId: "dream", value: { case: "text", value: "A café by the sea" } },
  ],
});
const SCRIPT = create(ScriptSchema, {
  id: "s",
  state: ScriptState.READY,
  title: "The Late Bus",
  createTime: timestampFromMs(2_000),
  scenes: [{ title: "Tide", narration: "An octopus takes her finger." }],
});
const VIDEO = create(VideoSchema, {
  id: "v",
  scriptId: "s",
  state: VideoState.RENDERING,
  title: "The Late Bus",
  createTime: timestampFromMs(3_000),
});
const ITEMS = [filmItem(VIDEO), storyItem(SCRIPT), answersItem(RESPONSE, "Who would you be?")];

function keys(items: readonly LibraryItem[]): string[] {
  return items.map((item) => item.key);
}

describe("the library", () => {
  it("shows the longest of a person's own words of their answers", () => {
    expect(ITEMS[2]).toMatchObject({ title: "Who would you be?", excerpt: "A café by the sea" });
  });

  it("is filtered by kind, or to what isn't finished", () => {
    const shown = (filter: Parameters<typeof passes>[1]) => keys(ITEMS.filter((item) => passes(item, filter)));
    expect(shown("film")).toEqual(["film/v"]);
    expect(shown("unfinished")).toEqual(["film/v", "answers/r"]);
    expect(shown("all")).toHaveLength(3);
  });

  it("hides the films of a story that is deleted, also those that are loaded later", () => {
    const hidden = new Set(["story/s"]);
    expect(keys(ITEMS.filter((item) => !isHidden(item, hidden)))).toEqual(["answers/r"]);
  });

  it("knows that a story takes its films with it", () => {
    const [film, story] = ITEMS;
    expect(story && goesWith(story, ITEMS)).toEqual(["film/v"]);
    expect(film && goesWith(film, ITEMS)).toEqual([]);
  });

  it("watches only what is being made, and not too many at once", () => {
    expect(keys(beingMade(ITEMS, 4))).toEqual(["film/v"]);
    expect(beingMade(ITEMS, 0)).toEqual([]);
  });
});
