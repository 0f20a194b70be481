/** The geometry of a chart over time, in pixels. */

export interface Frame {
  width: number;
  height: number;
  fromMs: number;
  toMs: number;
  /** The largest value that has room. */
  top: number;
}

export interface Sample {
  atMs: number;
  value: number;
}

/** A round number that is at least as large, which the lines of the grid divide into whole numbers. */
export function niceTop(largest: number): number {
  if (largest <= 4) return 4;
  const magnitude = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * magnitude >= largest) ?? 10;
  const top = step * magnitude;
  return top % 4 === 0 ? top : Math.ceil(top / 4) * 4;
}

export function xOf(frame: Frame, atMs: number): number {
  return ((atMs - frame.fromMs) / (frame.toMs - frame.fromMs)) * frame.width;
}

export function yOf(frame: Frame, value: number): number {
  return frame.height - (value / frame.top) * frame.height;
}

/** A line that holds each value until the next: a count doesn't glide. */
export function stepPath(frame: Frame, samples: readonly Sample[]): string {
  const seen = visible(frame, samples);
  const [first, ...rest] = seen;
  if (first === undefined) return "";
  const moves = rest.map((sample) => `H${round(xOf(frame, sample.atMs))}V${round(yOf(frame, sample.value))}`);
  return `M${round(xOf(frame, first.atMs))},${round(yOf(frame, first.value))}${moves.join("")}H${round(frame.width)}`;
}

/** The same, closed along the foot. */
export function areaPath(frame: Frame, samples: readonly Sample[]): string {
  const line = stepPath(frame, samples);
  const first = visible(frame, samples)[0];
  return first === undefined ? "" : `${line}V${frame.height}H${round(xOf(frame, first.atMs))}Z`;
}

/** What held at a moment; nothing before the first sample. */
export function valueAt<T extends { atMs: number }>(samples: readonly T[], atMs: number): T | undefined {
  return samples.findLast((sample) => sample.atMs <= atMs);
}

/** The samples in the frame, and what held at its left edge. */
function visible(frame: Frame, samples: readonly Sample[]): Sample[] {
  const inside = samples.filter((sample) => sample.atMs > frame.fromMs && sample.atMs <= frame.toMs);
  const before = valueAt(samples, frame.fromMs);
  return before === undefined ? inside : [{ atMs: frame.fromMs, value: before.value }, ...inside];
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
