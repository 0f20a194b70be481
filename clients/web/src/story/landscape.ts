/** Small landscapes for scenes: outlines drawn from a seed, the same for the same scene every time. */
import type { Scenery } from "./picture";

export const WIDTH = 800;
export const HEIGHT = 160;

export interface Landscape {
  /** Outline of what is far, as an SVG path; empty for none. */
  far: string;
  /** Outline of what is near. */
  near: string;
  /** Windows that are lit, or light on water. */
  lights: readonly Light[];
  stars: readonly Star[];
  /** Middle of the sun or the moon. */
  orb: { x: number; y: number };
}

export interface Light {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Star {
  x: number;
  y: number;
  radius: number;
}

type Random = () => number;

export function landscape(scenery: Scenery, key: string): Landscape {
  const random = randomFrom(key + scenery);
  // Of a room only the middle is a window.
  const orb = { x: scenery === "room" ? 362 + random() * 68 : 140 + random() * 520, y: 34 + random() * 30 };
  const stars = Array.from({ length: scenery === "stars" ? 90 : 40 }, () => ({
    x: random() * WIDTH,
    y: random() * 105,
    radius: 0.4 + random() * random() * 1.2,
  }));
  return { ...OUTLINES[scenery](random), stars, orb };
}

type Outlines = Pick<Landscape, "far" | "near" | "lights">;

const OUTLINES: Record<Scenery, (random: Random) => Outlines> = {
  water: (random) => ({
    far: curved(random, { base: 96, swing: 14, step: 170 }),
    near: `M0 104H${WIDTH}V${HEIGHT}H0Z`,
    lights: Array.from({ length: 26 }, () => {
      const depth = random();
      return { x: random() * WIDTH, y: 106 + depth * 48, width: 10 + depth * 50 * random(), height: 1 };
    }),
  }),
  peaks: (random) => ({
    far: jagged(random, { base: 96, swing: 58, step: 64 }),
    near: jagged(random, { base: 132, swing: 40, step: 44 }),
    lights: [],
  }),
  dunes: (random) => ({
    far: curved(random, { base: 106, swing: 28, step: 230 }),
    near: curved(random, { base: 136, swing: 26, step: 260 }),
    lights: [],
  }),
  trees: (random) => ({
    far: firs(random, { ground: 120, tallest: 46, step: 13 }),
    near: firs(random, { ground: 150, tallest: 78, step: 24 }),
    lights: [],
  }),
  hills: (random) => ({
    far: curved(random, { base: 104, swing: 26, step: 150 }),
    near: curved(random, { base: 134, swing: 22, step: 210 }),
    lights: [],
  }),
  city: (random) => {
    const near = roofs(random, { ground: 160, tallest: 92, step: 46 });
    return { far: roofs(random, { ground: 160, tallest: 112, step: 30 }).path, near: near.path, lights: near.windows };
  },
  stars: (random) => ({
    far: "",
    near: curved(random, { base: 142, swing: 16, step: 190 }),
    lights: [],
  }),
  room: (random) => {
    // Cards show the middle alone.
    const left = 340 + random() * 12;
    const pane = { top: 18, height: 88, width: 112 };
    return {
      far: curved(random, { base: 92, swing: 18, step: 120 }),
      near:
        `M0 0H${WIDTH}V${HEIGHT}H0Z` +
        [0, 1]
          .map((side) => box(left + side * (pane.width / 2 + 4), pane.top, pane.width / 2 - 4, pane.height))
          .join(""),
      lights: [{ x: left - 14, y: pane.top + pane.height + 6, width: pane.width + 24, height: 2 }],
    };
  },
};

interface Ridge {
  base: number;
  swing: number;
  step: number;
}

function jagged(random: Random, { base, swing, step }: Ridge): string {
  let path = `M0 ${HEIGHT}L0 ${round(base - random() * swing)}`;
  let isPeak = random() > 0.5;
  for (let x = 0; x < WIDTH + step; isPeak = !isPeak) {
    x += step * (0.55 + random() * 0.7);
    const height = isPeak ? swing * (0.55 + random() * 0.45) : swing * random() * 0.35;
    path += `L${round(x)} ${round(base - height)}`;
  }
  return `${path}V${HEIGHT}Z`;
}

function curved(random: Random, { base, swing, step }: Ridge): string {
  let height = base - random() * swing;
  let path = `M0 ${HEIGHT}V${round(height)}`;
  for (let x = 0; x < WIDTH; x += step) {
    const next = base - random() * swing;
    const middle = round(x + step / 2);
    path += `C${middle} ${round(height)} ${middle} ${round(next)} ${x + step} ${round(next)}`;
    height = next;
  }
  return `${path}V${HEIGHT}Z`;
}

function firs(random: Random, wood: { ground: number; tallest: number; step: number }): string {
  let path = `M0 ${HEIGHT}V${wood.ground}`;
  for (let x = 0; x < WIDTH; ) {
    const width = wood.step * (0.6 + random() * 0.8);
    const height = wood.tallest * (0.35 + random() * 0.65);
    path += `L${round(x + width / 2)} ${round(wood.ground - height)}L${round(x + width)} ${round(wood.ground - height * 0.12)}`;
    x += width * 0.9;
  }
  return `${path}V${HEIGHT}Z`;
}

function roofs(
  random: Random,
  town: { ground: number; tallest: number; step: number },
): { path: string; windows: Light[] } {
  let path = `M0 ${HEIGHT}`;
  const windows: Light[] = [];
  for (let x = 0; x < WIDTH; ) {
    const width = town.step * (0.5 + random());
    const top = town.ground - town.tallest * (0.3 + random() * 0.7);
    path += `V${round(top)}H${round(x + width)}`;
    for (let y = top + 8; y < HEIGHT - 6; y += 10) {
      for (let at = x + 6; at < x + width - 7; at += 9) {
        if (random() < 0.16) windows.push({ x: round(at), y: round(y), width: 3, height: 4 });
      }
    }
    x += width;
  }
  return { path: `${path}V${HEIGHT}Z`, windows };
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${y}h${width}v${height}h-${width}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Numbers from 0 to 1 from a text (mulberry32 over an FNV-1a hash). */
function randomFrom(text: string): Random {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
