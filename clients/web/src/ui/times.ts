/** Lengths of time, as players and people tell them. */

/** A moment of a film: 1:05, or 1:02:05 past the hour. */
export function clock(timeMs: number): string {
  const seconds = Math.max(0, Math.floor(timeMs / 1000));
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** How long something will take, no more exactly than anybody can know: “about 40 seconds”. */
export function roughly(timeMs: number): string {
  const seconds = timeMs / 1000;
  if (seconds < 8) return "a few seconds";
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds`;
  if (seconds < 100) return "about a minute";
  return `about ${Math.round(seconds / 60)} minutes`;
}
