/**
 * Links of a film that are always good: they expire after hours, and what plays the film must not notice.
 *
 * A link to a playlist has the playback token in its path, so a fresh token is put in its place. A link to a file is
 * signed; files keep their paths, so the fresh playlists say how each path is signed now.
 */

export interface PlaybackLinks {
  multivariantUrl: string;
  mp4Url: string;
  posterUrl: string;
  captionsUrl: string;
  thumbnailsUrl: string;
  /** When the links stop working, in milliseconds of the epoch. */
  expiresAt: number;
}

/** How long before they expire links are renewed. */
export const RENEW_BEFORE_MS = 5 * 60_000;

const TOKEN = /\/v1\/playback\/([^/]+)\//;

export class FreshLinks {
  private links: PlaybackLinks;
  private signed = new Map<string, string>();
  private renewal: Promise<void> | undefined;

  /**
   * @param load asks for new links; rejects where the film may not be watched any more.
   * @param fetchText loads a playlist.
   */
  constructor(
    first: PlaybackLinks,
    private readonly load: () => Promise<PlaybackLinks>,
    private readonly fetchText: (url: string) => Promise<string>,
    private readonly now: () => number = Date.now,
  ) {
    this.links = first;
  }

  get multivariantUrl(): string {
    return this.links.multivariantUrl;
  }

  /** Whether the links end so soon that new ones are due. */
  get areDue(): boolean {
    return this.now() > this.links.expiresAt - RENEW_BEFORE_MS;
  }

  /** What a link is now. */
  current(url: string): string {
    const token = TOKEN.exec(this.links.multivariantUrl)?.[1];
    if (token && TOKEN.test(url)) return url.replace(TOKEN, `/v1/playback/${token}/`);
    return this.signed.get(pathOf(url)) ?? url;
  }

  /** Takes over links that somebody else asked for. */
  accept(links: PlaybackLinks): void {
    if (links.expiresAt > this.links.expiresAt) this.links = links;
  }

  /** Gets new links; calls at the same time share one renewal. */
  renew(): Promise<void> {
    this.renewal ??= this.renewNow().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async renewNow(): Promise<void> {
    this.links = await this.load();
    const variants = urlsIn(await this.fetchText(this.links.multivariantUrl));
    const playlists = await Promise.all(variants.map((url) => this.fetchText(url)));
    this.signed = new Map(playlists.flatMap(urlsIn).map((url) => [pathOf(url), url]));
  }
}

/** The links in a playlist: those to other playlists, captions' too, or to segments, and that to what segments begin with. */
export function urlsIn(playlist: string): string[] {
  return playlist.split("\n").flatMap((line) => {
    if (line !== "" && !line.startsWith("#")) return [line.trim()];
    const uri = /^#EXT-X-(?:MAP|MEDIA):.*URI="([^"]+)"/.exec(line)?.[1];
    return uri ? [uri] : [];
  });
}

function pathOf(url: string): string {
  return new URL(url, "http://localhost").pathname;
}
