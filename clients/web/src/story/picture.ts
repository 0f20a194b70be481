/** The renderer's words for what is seen, as people read them. */
import type { Visual } from "./contract";

/** What a picture's background is drawn as. */
export type Scenery = "water" | "peaks" | "dunes" | "trees" | "hills" | "city" | "stars" | "room";

export const SETTINGS = {
  ocean: ["the sea", "water"],
  river: ["a river", "water"],
  harbor: ["a harbour", "water"],
  alpine: ["mountains", "peaks"],
  desert: ["a desert", "dunes"],
  forest: ["a forest", "trees"],
  garden: ["a garden", "trees"],
  meadow: ["a meadow", "hills"],
  field: ["fields", "hills"],
  road: ["a road", "hills"],
  sports_ground: ["a sports ground", "hills"],
  village: ["a village", "city"],
  city_day: ["a city by day", "city"],
  city_night: ["a city at night", "city"],
  station: ["a station", "city"],
  space: ["space", "stars"],
  night_sky: ["under the stars", "stars"],
  stage: ["a stage", "room"],
  classroom: ["a classroom", "room"],
  workshop: ["a workshop", "room"],
  library: ["a library", "room"],
  laboratory: ["a laboratory", "room"],
  kitchen: ["a kitchen", "room"],
  studio: ["a studio", "room"],
  hospital: ["a hospital", "room"],
} as const satisfies Record<string, readonly [string, Scenery]>;

export const TIMES = {
  dawn: "dawn",
  morning: "morning",
  noon: "noon",
  golden_hour: "golden hour",
  dusk: "dusk",
  night: "night",
} as const;

export const WEATHERS = {
  clear: "clear",
  clouds: "clouds",
  rain: "rain",
  snow: "snow",
  fog: "fog",
  wind: "wind",
  storm: "storm",
  aurora: "northern lights",
} as const;

export const MOODS = {
  hopeful: "hopeful",
  tender: "tender",
  tense: "tense",
  lonely: "lonely",
  triumphant: "triumphant",
  playful: "playful",
  calm: "calm",
  awe: "full of awe",
} as const;

export type Time = keyof typeof TIMES;

/** For example `The sea, dawn, fog`: fair weather goes without saying. */
export function placeInWords(visual: Visual): string {
  const weather = visual.weather === "clear" ? "" : wordFor(WEATHERS, visual.weather);
  const setting = settingOf(visual)?.[0] ?? visual.setting;
  const parts = [setting, wordFor(TIMES, visual.time), weather].filter(Boolean);
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function moodInWords(visual: Visual): string {
  return wordFor(MOODS, visual.mood);
}

export function sceneryOf(visual: Pick<Visual, "setting"> | undefined): Scenery {
  return (visual && settingOf(visual)?.[1]) ?? "hills";
}

export function timeOf(visual: Pick<Visual, "time"> | undefined): Time {
  const time = visual?.time ?? "";
  return isKey(TIMES, time) ? time : "morning";
}

function settingOf(visual: Pick<Visual, "setting">): readonly [string, Scenery] | undefined {
  return isKey(SETTINGS, visual.setting) ? SETTINGS[visual.setting] : undefined;
}

/** What the renderer learns later is shown as it calls it. */
function wordFor(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key.replaceAll("_", " ");
}

function isKey<T extends object>(record: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(record, key);
}
