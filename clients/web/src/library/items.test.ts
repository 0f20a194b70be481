import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  QuestionnaireSchema,
  ResponseSchema,
  ResponseState,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { ScriptSchema, ScriptState } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoSchema, VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { describe, expect, it } from "vitest";

import { beingMade, counts, found, goesWith, itemsOf, type LibraryItem } from "./items";

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
const ITEMS = itemsOf({
  responses: [RESPONSE],
  scripts: [SCRIPT],
  videos: [VIDEO],
  questionnaires: [create(QuestionnaireSchema, { id: "who", title: "Who would you be?" })],
});

function keys(items: readonly LibraryItem[]): string[] {
  return items.map((item) => item.key);
}

describe("the library", () => {
  it("has everything, newest first", () => {
    expect(keys(ITEMS)).toEqual(["film/v", "story/s", "answers/r"]);
  });

  it("shows the longest of a person's own words of their answers", () => {
    expect(ITEMS[2]).toMatchObject({ title: "Who would you be?", excerpt: "A café by the sea" });
  });

  it("is searched for all words, whatever their case and accents", () => {
    expect(keys(found(ITEMS, "all", "CAFE sea"))).toEqual(["answers/r"]);
    expect(keys(found(ITEMS, "all", "octopus"))).toEqual(["story/s"]);
    expect(keys(found(ITEMS, "all", "  "))).toHaveLength(3);
    expect(keys(found(ITEMS, "all", "octopus sea"))).toEqual([]);
  });

  it("is searched within a filter", () => {
    expect(keys(found(ITEMS, "film", "late bus"))).toEqual(["film/v"]);
    expect(keys(found(ITEMS, "unfinished", ""))).toEqual(["film/v", "answers/r"]);
  });

  it("counts what each filter would show", () => {
    expect(counts(ITEMS)).toEqual({ all: 3, film: 1, story: 1, answers: 1, unfinished: 2 });
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
