import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";

import { RewriteOfferSchema, ScriptSchema } from "./contract";
import { offerInWords } from "./RewriteOfferNote";
import type { Sources } from "./sources";

const SCRIPT = create(ScriptSchema, { scenes: ["a", "b", "c"].map((id, index) => ({ id, index })) });
const SOURCES: Sources = new Map([["dream", { answerId: "dream", question: "Who would you be?", answer: "" }]]);

describe("the offer to write scenes anew", () => {
  it("names the scenes and the questions", () => {
    const offer = create(RewriteOfferSchema, { changedAnswerIds: ["dream", "age_band"], sceneIds: ["a", "c"] });
    expect(offerInWords(offer, SCRIPT, SOURCES)).toBe("Scenes 1 and 3 came from “Who would you be?” and “age band”.");
  });

  it("counts what it doesn't name", () => {
    const offer = create(RewriteOfferSchema, { changedAnswerIds: ["dream", "b", "c", "d"], sceneIds: ["b"] });
    expect(offerInWords(offer, SCRIPT, SOURCES)).toBe("Scene 2 came from “Who would you be?”, “b”, and 2 others.");
  });
});
