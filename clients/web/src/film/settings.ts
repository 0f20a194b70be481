/** How somebody likes films to be shown, kept in this browser. */

export type CaptionSize = "small" | "medium" | "large";

export interface PlayerSettings {
  volume: number;
  muted: boolean;
  rate: number;
  captions: boolean;
  captionSize: CaptionSize;
}

const KEY = "encompass.player";
const DEFAULTS: PlayerSettings = { volume: 1, muted: false, rate: 1, captions: true, captionSize: "medium" };
const SIZES: readonly string[] = ["small", "medium", "large"];

/** What was chosen last; the defaults for what is missing or makes no sense. */
export function rememberedSettings(): PlayerSettings {
  const kept = stored();
  return {
    volume: between(kept["volume"], 0, 1, DEFAULTS.volume),
    muted: typeof kept["muted"] === "boolean" ? kept["muted"] : DEFAULTS.muted,
    rate: between(kept["rate"], 0.5, 2, DEFAULTS.rate),
    captions: typeof kept["captions"] === "boolean" ? kept["captions"] : DEFAULTS.captions,
    captionSize: isSize(kept["captionSize"]) ? kept["captionSize"] : DEFAULTS.captionSize,
  };
}

/** Keeps a choice for the next film. */
export function rememberSettings(change: Partial<PlayerSettings>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...rememberedSettings(), ...change }));
  } catch {
    // A browser that keeps nothing shows films all the same.
  }
}

function stored(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function between(value: unknown, least: number, most: number, otherwise: number): number {
  return typeof value === "number" && value >= least && value <= most ? value : otherwise;
}

function isSize(value: unknown): value is CaptionSize {
  return typeof value === "string" && SIZES.includes(value);
}
