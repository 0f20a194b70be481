/** Landscapes in a few lines, for whoever waits for the painted ones. */
import type { Scenery, Time } from "../story/picture";

/** Colours of a landscape, from the sky down to what is near. */
export interface Palette {
  sky: readonly [string, string, string];
  glow: string;
  /** How high the light stands, from 0, the foot of the picture, to 1. */
  height: number;
  layers: readonly [string, string, string];
  hasStars: boolean;
}

export const WIDTH = 1600;
export const HEIGHT = 900;

export const PALETTES: Readonly<Record<Time, Palette>> = {
  dawn: {
    sky: ["#1d2547", "#6d5676", "#e2a184"],
    glow: "#ffd9a8",
    height: 0.4,
    layers: ["#5a4a6c", "#3a3355", "#1d1c36"],
    hasStars: true,
  },
  morning: {
    sky: ["#27496d", "#6f93a8", "#e6d3b3"],
    glow: "#fff0cf",
    height: 0.55,
    layers: ["#6b8794", "#41616f", "#1f3744"],
    hasStars: false,
  },
  noon: {
    sky: ["#1f5079", "#5c93b2", "#cfdcd3"],
    glow: "#fff7e0",
    height: 0.78,
    layers: ["#6a93a0", "#3f6c74", "#1d4048"],
    hasStars: false,
  },
  golden_hour: {
    sky: ["#33355f", "#a2626a", "#f2b06a"],
    glow: "#ffe0a0",
    height: 0.42,
    layers: ["#8a566a", "#553a58", "#271f3b"],
    hasStars: false,
  },
  dusk: {
    sky: ["#12183a", "#46396b", "#c4736f"],
    glow: "#ffb98a",
    height: 0.32,
    layers: ["#453a66", "#2b274b", "#14142e"],
    hasStars: true,
  },
  night: {
    sky: ["#080b20", "#141c40", "#34406f"],
    glow: "#e9ecff",
    height: 0.74,
    layers: ["#232c58", "#161c3e", "#0a0d22"],
    hasStars: true,
  },
};

type Line = (x: number, layer: number) => number;

const wave = (x: number, length: number, shift: number) => Math.sin((x / length) * Math.PI * 2 + shift);

const OUTLINES: Readonly<Record<Scenery, Line>> = {
  hills: (x, layer) => 60 * wave(x, 1100 - 180 * layer, layer * 2.1) + 22 * wave(x, 470, layer * 4.4),
  dunes: (x, layer) => 46 * wave(x, 1500 - 260 * layer, layer * 1.7) + 8 * wave(x, 610, layer),
  water: (x, layer) => (layer === 0 ? 14 * wave(x, 1300, 1) + 10 * wave(x, 333, 2) - 30 : 3 * wave(x, 240, layer) - 40),
  peaks: (x, layer) => 150 * tooth(x + layer * 130, 420 - 60 * layer) + 40 * tooth(x, 113) - 70,
  trees: (x, layer) => 40 * wave(x, 1000, layer * 2) + (30 + 34 * layer) * tooth(x + layer * 17, 44 + 22 * layer),
  city: (x, layer) => block(x, layer) * (120 - 25 * layer) - 40,
  stars: (x, layer) => (layer === 2 ? 90 * Math.sin((x / WIDTH) * Math.PI) - 60 : 36 * wave(x, 900, layer * 3) - 90),
  room: (x, layer) => 70 * wave(x, 900 - 140 * layer, layer * 1.3 + 1) - 30,
};

/** The outline of one of the three layers, filled down to the foot of the picture. */
export function layerPath(scenery: Scenery, layer: number): string {
  const base = HEIGHT * (0.6 + 0.12 * layer);
  const step = scenery === "city" ? 8 : 10;
  let path = `M0 ${HEIGHT}`;
  for (let x = 0; x <= WIDTH; x += step) {
    path += `L${x} ${Math.round(base - OUTLINES[scenery](x, layer))}`;
  }
  return `${path}L${WIDTH} ${HEIGHT}Z`;
}

export interface Star {
  x: number;
  y: number;
  radius: number;
}

/** Stars that are the same at every look. */
export function starsOf(count: number): Star[] {
  return Array.from({ length: count }, (_, number) => ({
    x: Math.round(chance(number * 3 + 1) * WIDTH),
    y: Math.round(chance(number * 3 + 2) * HEIGHT * 0.55),
    radius: 0.7 + 1.3 * chance(number * 3) ** 3,
  }));
}

function tooth(x: number, length: number): number {
  const place = (x % length) / length;
  return (1 - Math.abs(2 * place - 1)) * (0.55 + 0.45 * chance(Math.floor(x / length)));
}

function block(x: number, layer: number): number {
  const width = 64 + 20 * layer;
  return 0.25 + chance(Math.floor(x / width) + layer * 91);
}

function chance(seed: number): number {
  const value = Math.sin(seed * 127.1 + 11.7) * 43758.5453;
  return value - Math.floor(value);
}
