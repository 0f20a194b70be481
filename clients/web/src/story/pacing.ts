/** How fast words that have come are shown: as one reads, and faster the more of them wait. */

/** Characters a second that a person likes to see appear. */
const USUAL_RATE = 48;
/** What waits is to be shown within about this many seconds. */
const PATIENCE_S = 1.4;

/** How many characters more to show after `elapsedMs`, when `waiting` have come and aren't shown. */
export function charactersDue(waiting: number, elapsedMs: number): number {
  const rate = USUAL_RATE + waiting / PATIENCE_S;
  return Math.min(waiting, (rate * elapsedMs) / 1000);
}

/** How many characters two texts begin with alike. */
export function sharedStart(first: string, second: string): number {
  const most = Math.min(first.length, second.length);
  let place = 0;
  while (place < most && first[place] === second[place]) place += 1;
  return place;
}

/** Up to `length`, and on to the end of the word that it would cut. */
export function wholeWords(text: string, length: number): string {
  if (length >= text.length) return text;
  const next = text.slice(length).search(/\s/);
  return next === -1 ? text : text.slice(0, length + next);
}
