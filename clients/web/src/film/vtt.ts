/** The parts of WebVTT that our films have: cues, words with their times, and pieces of a sheet of thumbnails. */

export interface Cue {
  startMs: number;
  endMs: number;
  /** Lines of words; a word's time is when it is spoken, or that of its cue where the file doesn't say. */
  lines: readonly (readonly CueWord[])[];
}

export interface CueWord {
  text: string;
  atMs: number;
}

export interface Thumbnail {
  startMs: number;
  endMs: number;
  /** The sheet. */
  url: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const TIMES = /^((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})/;

/** The cues of a captions file in their order; what isn't a cue is skipped. */
export function parseCaptions(text: string): Cue[] {
  return blocks(text).map(({ startMs, endMs, body }) => cueOf(body, startMs, endMs));
}

/** A cue of which the browser knows the text and the times. */
export function parseCue(text: string, startMs: number, endMs: number): Cue {
  return cueOf(text.split("\n"), startMs, endMs);
}

/** Where on their sheet a film's thumbnails are. */
export function parseThumbnails(text: string): Thumbnail[] {
  return blocks(text).flatMap(({ startMs, endMs, body }) => {
    const [url, piece] = (body[0] ?? "").split("#xywh=");
    const [x, y, width, height] = (piece ?? "").split(",").map(Number);
    if (!url || x === undefined || y === undefined || !width || !height) return [];
    return [{ startMs, endMs, url, x, y, width, height }];
  });
}

/** What is shown at a moment. */
export function at<T extends { startMs: number; endMs: number }>(items: readonly T[], timeMs: number): T | undefined {
  return items.find((item) => item.startMs <= timeMs && timeMs < item.endMs);
}

function cueOf(body: readonly string[], startMs: number, endMs: number): Cue {
  return { startMs, endMs, lines: body.map((line) => words(line, startMs)).filter((line) => line.length > 0) };
}

function blocks(text: string): { startMs: number; endMs: number; body: string[] }[] {
  return text
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split("\n");
      const place = lines.findIndex((line) => TIMES.test(line));
      const times = TIMES.exec(lines[place] ?? "");
      if (!times?.[1] || !times[2]) return [];
      return [{ startMs: millis(times[1]), endMs: millis(times[2]), body: lines.slice(place + 1).filter(Boolean) }];
    });
}

function words(line: string, cueStartMs: number): CueWord[] {
  return line
    .split(/\s+/)
    .map((piece) => {
      const timed = /^<((?:\d+:)?\d\d:\d\d\.\d{3})>/.exec(piece);
      const text = plain(piece.replaceAll(/<[^>]*>/g, ""));
      return { text, atMs: timed?.[1] ? millis(timed[1]) : cueStartMs };
    })
    .filter((word) => word.text !== "");
}

function plain(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&nbsp;", "\u00a0").replaceAll("&amp;", "&");
}

function millis(time: string): number {
  const parts = time.split(/[:.]/).map(Number);
  const [ms = 0, seconds = 0, minutes = 0, hours = 0] = parts.reverse();
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}
