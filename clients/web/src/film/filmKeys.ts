/** Under which keys what is known of films is kept. */

export const filmKeys = {
  film: (videoId: string) => ["films", videoId] as const,
  /** Links that were asked for before it was known whether the film is finished. */
  playbackAhead: (videoId: string) => ["films", videoId, "playback"] as const,
  playback: (videoId: string, isFinished: boolean) => ["films", videoId, "playback", isFinished] as const,
  text: (videoId: string, kind: string) => ["films", videoId, kind] as const,
  versions: (filmId: string) => ["films", filmId, "versions"] as const,
  shares: (videoId: string) => ["films", videoId, "shares"] as const,
};
