import { QualityTier, Voice } from "@encompass/client/gen/encompass/video/v1/render_options_pb.js";
import { describe, expect, it } from "vitest";

import { attainable, readWish, renderOptionsOf, TIERS, hasTier, USUAL_WISH } from "./filmWish";

describe("a wish for a film", () => {
  it("is remembered as it was stored", () => {
    const wish = { ...USUAL_WISH, voice: Voice.HERON, withMusic: false, tier: QualityTier.LOW };
    expect(readWish(JSON.stringify(wish))).toEqual(wish);
  });

  it.each([null, "", "{", "7", "null", '{"voice": 99, "tier": "x", "portraitAssetId": 3}'])(
    "is the usual one when what was stored is %s",
    (stored) => {
      expect(readWish(stored)).toEqual(USUAL_WISH);
    },
  );

  it("falls back to what the plan has", () => {
    const wish = { ...USUAL_WISH, tier: QualityTier.ULTRA };
    expect(attainable(wish, "FREE", []).tier).toBe(QualityTier.MEDIUM);
    expect(attainable(wish, "PLUS", []).tier).toBe(QualityTier.HIGH);
    expect(attainable(wish, "PRO", []).tier).toBe(QualityTier.ULTRA);
  });

  it("forgets a photo that is gone", () => {
    const wish = { ...USUAL_WISH, portraitAssetId: "gone" };
    expect(attainable(wish, "FREE", ["other"]).portraitAssetId).toBe("");
    expect(attainable(wish, "FREE", ["gone"]).portraitAssetId).toBe("gone");
  });

  it("asks for no music by leaving it out", () => {
    expect(renderOptionsOf({ ...USUAL_WISH, withMusic: false }).withoutMusic).toBe(true);
    expect(renderOptionsOf(USUAL_WISH).withoutMusic).toBe(false);
  });

  it("shows which qualities a plan has", () => {
    const labels = (plan: "FREE" | "PLUS" | "PRO") =>
      TIERS.filter((tier) => hasTier(plan, tier)).map((tier) => tier.label);
    expect(labels("FREE")).toEqual(["Sketch", "Film"]);
    expect(labels("PLUS")).toEqual(["Sketch", "Film", "Fine"]);
    expect(labels("PRO")).toHaveLength(4);
  });
});
