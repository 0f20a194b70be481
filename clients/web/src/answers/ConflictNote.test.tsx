import { create } from "@bufbuild/protobuf";
import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { OptionSchema } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

vi.mock("./photo/PortraitPicture", () => ({
  PortraitPicture: ({ assetId }: { readonly assetId: string }) => <img alt={`of ${assetId}`} />,
}));

import { ConflictNote } from "./ConflictNote";
import { questionOf, words } from "./model/samples";
import { choices, NO_ANSWER, ranking, type AnswerValue } from "./model/values";

const options = [
  ["calm", "Calm"],
  ["loud", "Loud"],
].map(([value = "", label = ""]) => create(OptionSchema, { value, label }));

function read(kind: Question["kind"]["case"], value: AnswerValue): string[] {
  const question = questionOf({ case: kind, value: { options } } as unknown as Question["kind"]);
  render(
    <ConflictNote question={question} mine={value} theirs={NO_ANSWER} language="en" onDecide={() => undefined} />,
  );
  const shown = screen.getAllByTestId("side").map((side) => side.textContent);
  const pictures = screen.queryAllByRole("img").map((image) => image.getAttribute("alt") ?? "");
  return [...shown, ...pictures];
}

test.each<[Question["kind"]["case"], AnswerValue, string]>([
  ["textQuestion", words("Maya"), "Maya"],
  ["longTextQuestion", words("by the sea"), "by the sea"],
  ["choiceQuestion", { case: "choice", value: "loud" }, "Loud"],
  ["choiceQuestion", { case: "other", value: "in between" }, "in between"],
  ["multipleChoiceQuestion", choices(["calm", "loud"], "both"), "Calm, Loud, both"],
  ["rankingQuestion", ranking(["loud", "calm"]), "LoudCalm"],
  ["scaleQuestion", { case: "scale", value: 5 }, "5"],
  ["numberQuestion", { case: "number", value: 0 }, "0"],
  ["dateQuestion", { case: "date", value: "1990-05-17" }, "May 17, 1990"],
  ["yesNoQuestion", { case: "yes", value: true }, "Yes"],
  ["yesNoQuestion", { case: "yes", value: false }, "No"],
])("two answers to one %s are shown as people read them", (kind, value, shown) => {
  expect(read(kind, value)).toEqual([shown, "No answer"]);
});

test("two photos are shown, so that one can be chosen", () => {
  expect(read("photoQuestion", { case: "photoAssetId", value: "a" })).toEqual(["", "No answer", "of a"]);
});
