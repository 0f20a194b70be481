/** Differences of two texts word by word, and merging of two people's changes to one text. */

export type PieceKind = "same" | "removed" | "added";

export interface Piece {
  kind: PieceKind;
  text: string;
}

/** What two editors' changes of one text come to. */
export interface Merge {
  text: string;
  /** Whether both changed the same words, differently: somebody has to choose. Ours are kept in `text`. */
  conflict: boolean;
}

/** Words, each with the space after it; joined they are the text again. */
export function wordsOf(text: string): string[] {
  return text.match(/^\s+|\S+\s*/g) ?? [];
}

/**
 * The differences of two texts, in order: what is the same and what was removed make the first, what is the same and
 * what was added make the second.
 */
export function differences(before: string, after: string): Piece[] {
  const first = wordsOf(before);
  const second = wordsOf(after);
  const pieces: Piece[] = [];
  let a = 0;
  let b = 0;
  for (const [x, y] of [...commonPlaces(first, second), [first.length, second.length] as const]) {
    push(pieces, "removed", first.slice(a, x));
    push(pieces, "added", second.slice(b, y));
    push(pieces, "same", second.slice(y, y + 1));
    a = x + 1;
    b = y + 1;
  }
  return pieces;
}

/** Both changes of `base`, where they are of different words. */
export function merged(base: string, ours: string, theirs: string): Merge {
  if (ours === theirs || theirs === base) return { text: ours, conflict: false };
  if (ours === base) return { text: theirs, conflict: false };
  const original = wordsOf(base);
  const mine = keptPlaces(original, wordsOf(ours));
  const other = keptPlaces(original, wordsOf(theirs));
  const words: string[] = [];
  let conflict = false;
  let from = { base: 0, mine: 0, other: 0 };
  for (let place = 0; place <= original.length; place += 1) {
    const isEnd = place === original.length;
    const inMine = isEnd ? mine.words.length : mine.places[place];
    const inOther = isEnd ? other.words.length : other.places[place];
    if (inMine === undefined || inOther === undefined) continue;
    const old = original.slice(from.base, place);
    const chosen = chooseOne(old, mine.words.slice(from.mine, inMine), other.words.slice(from.other, inOther));
    conflict ||= chosen.conflict;
    words.push(...chosen.words);
    if (!isEnd) words.push(mine.words[inMine] ?? "");
    from = { base: place + 1, mine: inMine + 1, other: inOther + 1 };
  }
  return { text: spaced(words), conflict };
}

function chooseOne(old: string[], mine: string[], other: string[]): { words: string[]; conflict: boolean } {
  if (alike(mine, old)) return { words: other, conflict: false };
  if (alike(other, old) || alike(mine, other)) return { words: mine, conflict: false };
  return { words: mine, conflict: true };
}

/** Where each word of `base` is in `changed`; undefined where it is gone. */
function keptPlaces(base: string[], changed: string[]): { words: string[]; places: (number | undefined)[] } {
  const places: (number | undefined)[] = base.map(() => undefined);
  for (const [x, y] of commonPlaces(base, changed)) places[x] = y;
  return { words: changed, places };
}

/** Pairs of places of a longest common subsequence. Spaces don't count. */
function commonPlaces(first: string[], second: string[]): (readonly [number, number])[] {
  const a = first.map((word) => word.trim());
  const b = second.map((word) => word.trim());
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (x: number, y: number): number => lengths[x * width + y] ?? 0;
  for (let x = a.length - 1; x >= 0; x -= 1) {
    for (let y = b.length - 1; y >= 0; y -= 1) {
      lengths[x * width + y] = a[x] === b[y] ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let x = 0, y = 0; x < a.length && y < b.length; ) {
    if (a[x] === b[y]) pairs.push([x++, y++]);
    else if (at(x + 1, y) >= at(x, y + 1)) x += 1;
    else y += 1;
  }
  return pairs;
}

function alike(first: string[], second: string[]): boolean {
  return first.length === second.length && first.every((word, place) => word.trim() === second[place]?.trim());
}

/** Words of different texts in a row: one that was last in its text has no space of its own. */
function spaced(words: string[]): string {
  return words
    .map((word, place) => (place === words.length - 1 || /\s$/.test(word) ? word : `${word} `))
    .join("")
    .trimEnd();
}

function push(pieces: Piece[], kind: PieceKind, words: string[]): void {
  if (words.length === 0) return;
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += words.join("");
  else pieces.push({ kind, text: words.join("") });
}
