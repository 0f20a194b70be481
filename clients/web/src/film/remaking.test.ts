import { create } from "@bufbuild/protobuf";
import {
  AspectRatio,
  HeroDress,
  QualityTier,
  RenderOptionsSchema,
  Resolution,
  Voice,
} from "@encompass/client/gen/encompass/video/v1/render_options_pb";
import { expect, test } from "vitest";

import { optionsOf, otherSeed, wishOf } from "./remaking";

const before = create(RenderOptionsSchema, {
  tier: QualityTier.MEDIUM,
  aspectRatio: AspectRatio.ASPECT_RATIO_9_16,
  resolution: Resolution.RESOLUTION_540P,
  frameRate: 30,
  voice: Voice.HERON,
  voiceSpeed: 0.9,
  withoutMusic: true,
  look: { dress: HeroDress.SUIT },
});

test("a wish that changes nothing asks for what there was", () => {
  const { $typeName: _, ...same } = create(RenderOptionsSchema, optionsOf(before, wishOf(before)));
  expect(same).toMatchObject({
    tier: QualityTier.MEDIUM,
    aspectRatio: AspectRatio.ASPECT_RATIO_9_16,
    resolution: Resolution.RESOLUTION_540P,
    frameRate: 30,
    voice: Voice.HERON,
    voiceSpeed: 0.9,
    withoutMusic: true,
    look: { dress: HeroDress.SUIT },
  });
});

test("another quality brings its own pixels and frames", () => {
  const options = optionsOf(before, { ...wishOf(before), tier: QualityTier.LOW });
  expect([options.resolution, options.frameRate]).toEqual([Resolution.RESOLUTION_UNSPECIFIED, 0]);
});

test("other pictures have another seed, also when chance has it otherwise", () => {
  expect(otherSeed(1n, () => 0)).toBe(2n);
  expect(otherSeed(7n, () => 0)).toBe(1n);
});
