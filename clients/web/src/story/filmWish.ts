/** What a film is wished to be like, remembered from one film to the next. */
import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  AspectRatio,
  CaptionStyle,
  QualityTier,
  Voice,
  type RenderOptionsSchema,
} from "@encompass/client/gen/encompass/video/v1/render_options_pb.js";

export type Plan = "FREE" | "PLUS" | "PRO";

export interface FilmWish {
  tier: QualityTier;
  aspectRatio: AspectRatio;
  voice: Voice;
  captionStyle: CaptionStyle;
  withMusic: boolean;
  /** Id of the photo of who is seen in it; empty draws somebody. */
  portraitAssetId: string;
}

export interface Choice<T> {
  value: T;
  label: string;
  description: string;
}

export interface TierChoice extends Choice<QualityTier> {
  /** The smallest plan that has it. */
  plan: Plan;
}

export const TIERS: readonly TierChoice[] = [
  { value: QualityTier.LOW, label: "Sketch", description: "360p. The quickest to make.", plan: "FREE" },
  { value: QualityTier.MEDIUM, label: "Film", description: "720p. Good on any screen.", plan: "FREE" },
  {
    value: QualityTier.HIGH,
    label: "Fine",
    description: "1080p. More time for each picture.",
    plan: "PLUS",
  },
  { value: QualityTier.ULTRA, label: "Finest", description: "1080p, up to 60 frames a second.", plan: "PRO" },
];

export const SHAPES: readonly Choice<AspectRatio>[] = [
  { value: AspectRatio.ASPECT_RATIO_16_9, label: "Wide", description: "For screens" },
  { value: AspectRatio.ASPECT_RATIO_9_16, label: "Tall", description: "For phones" },
  { value: AspectRatio.ASPECT_RATIO_1_1, label: "Square", description: "For anywhere" },
];

export const VOICES: readonly Choice<Voice>[] = [
  { value: Voice.LARK, label: "Lark", description: "An American woman. Begins soonest." },
  { value: Voice.HERON, label: "Heron", description: "A British man. Takes a little longer to begin." },
  { value: Voice.WREN, label: "Wren", description: "An American woman, warmer. Takes a little longer to begin." },
];

export const CAPTIONS: readonly Choice<CaptionStyle>[] = [
  { value: CaptionStyle.CLASSIC, label: "Classic", description: "Lines at the foot of the picture" },
  { value: CaptionStyle.BOLD, label: "Bold", description: "Large, on a dark plate" },
  { value: CaptionStyle.KARAOKE, label: "Word by word", description: "Very large, each lit as it is spoken" },
  { value: CaptionStyle.TRACK_ONLY, label: "Only when wanted", description: "Not in the picture; switch them on" },
];

export const USUAL_WISH: FilmWish = {
  tier: QualityTier.UNSPECIFIED,
  aspectRatio: AspectRatio.ASPECT_RATIO_16_9,
  voice: Voice.LARK,
  captionStyle: CaptionStyle.CLASSIC,
  withMusic: true,
  portraitAssetId: "",
};

const RANKS: Readonly<Record<Plan, number>> = { FREE: 0, PLUS: 1, PRO: 2 };

/** Whether a plan has a quality. The service has the last word. */
export function hasTier(plan: Plan, tier: TierChoice): boolean {
  return RANKS[plan] >= RANKS[tier.plan];
}

/** The quality that a film has when nothing is said. */
export function usualTier(plan: Plan): QualityTier {
  return plan === "FREE" ? QualityTier.MEDIUM : QualityTier.HIGH;
}

/** The wish as it can be had: what the plan or the photos no longer have becomes the usual. */
export function attainable(wish: FilmWish, plan: Plan, portraitIds: readonly string[]): FilmWish {
  const tier = TIERS.find((each) => each.value === wish.tier);
  return {
    ...wish,
    tier: tier && hasTier(plan, tier) ? wish.tier : usualTier(plan),
    portraitAssetId: portraitIds.includes(wish.portraitAssetId) ? wish.portraitAssetId : "",
  };
}

export function renderOptionsOf(wish: FilmWish): MessageInitShape<typeof RenderOptionsSchema> {
  return {
    tier: wish.tier,
    aspectRatio: wish.aspectRatio,
    voice: wish.voice,
    captionStyle: wish.captionStyle,
    withoutMusic: !wish.withMusic,
    portraitAssetId: wish.portraitAssetId,
  };
}

/** What was stored, with what isn't known any more left to the usual. */
export function readWish(stored: string | null): FilmWish {
  const raw = parsed(stored);
  const known = <T>(value: unknown, choices: readonly Choice<T>[], usual: T): T =>
    choices.find((choice) => choice.value === value)?.value ?? usual;
  return {
    tier: known(raw["tier"], TIERS, USUAL_WISH.tier),
    aspectRatio: known(raw["aspectRatio"], SHAPES, USUAL_WISH.aspectRatio),
    voice: known(raw["voice"], VOICES, USUAL_WISH.voice),
    captionStyle: known(raw["captionStyle"], CAPTIONS, USUAL_WISH.captionStyle),
    withMusic: raw["withMusic"] !== false,
    portraitAssetId: typeof raw["portraitAssetId"] === "string" ? raw["portraitAssetId"] : "",
  };
}

function parsed(stored: string | null): Record<string, unknown> {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
