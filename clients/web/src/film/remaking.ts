/** What a new version of a film is wished to be like. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  AspectRatio,
  CaptionStyle,
  QualityTier,
  Resolution,
  Voice,
  type RenderOptions,
  type RenderOptionsSchema,
} from "@encompass/client/gen/encompass/video/v1/render_options_pb";

export interface RemakeWish {
  tier: QualityTier;
  aspectRatio: AspectRatio;
  voice: Voice;
  /** From 0.7 to 1.3. */
  voiceSpeed: number;
  captionStyle: CaptionStyle;
  withMusic: boolean;
  portraitAssetId: string;
  /** Other pictures and other music of the same story. */
  anew: boolean;
}

/** The wish that changes nothing of a version. */
export function wishOf(options: RenderOptions | undefined): RemakeWish {
  return {
    tier: options?.tier ?? QualityTier.MEDIUM,
    aspectRatio: options?.aspectRatio ?? AspectRatio.ASPECT_RATIO_16_9,
    voice: options?.voice ?? Voice.LARK,
    voiceSpeed: options?.voiceSpeed ? Math.round(options.voiceSpeed * 100) / 100 : 1,
    captionStyle: options?.captionStyle ?? CaptionStyle.CLASSIC,
    withMusic: !options?.withoutMusic,
    portraitAssetId: options?.portraitAssetId ?? "",
    anew: false,
  };
}

/** The options of a new version: those of the one before but for what is wished otherwise. */
export function optionsOf(
  before: RenderOptions | undefined,
  wish: RemakeWish,
): MessageInitShape<typeof RenderOptionsSchema> {
  const sameTier = before?.tier === wish.tier;
  return {
    tier: wish.tier,
    aspectRatio: wish.aspectRatio,
    // Another quality brings its own pixels and frames.
    resolution: sameTier ? before.resolution : Resolution.RESOLUTION_UNSPECIFIED,
    frameRate: sameTier ? before.frameRate : 0,
    voice: wish.voice,
    voiceSpeed: wish.voiceSpeed,
    captionStyle: wish.captionStyle,
    withoutMusic: !wish.withMusic,
    portraitAssetId: wish.portraitAssetId,
    ...(before?.look ? { look: before.look } : {}),
  };
}

/** A seed that makes other pictures than this one. */
export function otherSeed(seed: bigint, chance: () => number = Math.random): bigint {
  const other = BigInt(1 + Math.floor(chance() * 2 ** 31));
  return other === seed ? other + 1n : other;
}
