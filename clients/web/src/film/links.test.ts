import { expect, test, vi } from "vitest";

import { FreshLinks, urlsIn, type PlaybackLinks } from "./links";

const HOURS = 3_600_000;
const edge = "https://edge.example";

const linksWith = (token: string, expiresAt: number): PlaybackLinks => ({
  multivariantUrl: `${edge}/v1/playback/${token}/film.m3u8`,
  mp4Url: "",
  posterUrl: "",
  captionsUrl: "",
  thumbnailsUrl: "",
  expiresAt,
});

function server(token: string, signature: string) {
  const playlists: Record<string, string> = {
    [`${edge}/v1/playback/${token}/film.m3u8`]: `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n${edge}/v1/playback/${token}/index.m3u8\n`,
    [`${edge}/v1/playback/${token}/index.m3u8`]: `#EXTM3U\n#EXT-X-MAP:URI="${edge}/store/init.mp4?sig=${signature}"\n#EXTINF:2.000,\n${edge}/store/0.m4s?sig=${signature}\n`,
  };
  return vi.fn((url: string) => Promise.resolve(playlists[url] ?? "#EXTM3U\n"));
}

test("links are due shortly before they expire", () => {
  let now = 0;
  const links = new FreshLinks(linksWith("a", 6 * HOURS), vi.fn(), vi.fn(), () => now);
  expect(links.areDue).toBe(false);
  now = 6 * HOURS - 60_000;
  expect(links.areDue).toBe(true);
});

test("after a renewal playlists bear the new token, and files the new signature", async () => {
  const load = vi.fn(() => Promise.resolve(linksWith("b", 12 * HOURS)));
  const links = new FreshLinks(linksWith("a", 6 * HOURS), load, server("b", "new"));
  await links.renew();
  expect(links.current(`${edge}/v1/playback/a/index.m3u8?variant=PLAYLIST_VARIANT_SMALL`)).toBe(
    `${edge}/v1/playback/b/index.m3u8?variant=PLAYLIST_VARIANT_SMALL`,
  );
  expect(links.current(`${edge}/store/0.m4s?sig=old`)).toBe(`${edge}/store/0.m4s?sig=new`);
  expect(links.current(`${edge}/store/init.mp4?sig=old`)).toBe(`${edge}/store/init.mp4?sig=new`);
  expect(links.current(`${edge}/store/unknown.m4s?sig=old`)).toBe(`${edge}/store/unknown.m4s?sig=old`);
});

test("all who need new links at once share one renewal, and a later one is another", async () => {
  const load = vi.fn(() => Promise.resolve(linksWith("b", 12 * HOURS)));
  const links = new FreshLinks(linksWith("a", 6 * HOURS), load, server("b", "new"));
  await Promise.all([links.renew(), links.renew()]);
  expect(load).toHaveBeenCalledTimes(1);
  await links.renew();
  expect(load).toHaveBeenCalledTimes(2);
});

test("a renewal that fails leaves the links as they were, and the next one may succeed", async () => {
  const load = vi
    .fn<() => Promise<PlaybackLinks>>()
    .mockRejectedValueOnce(new Error("offline"))
    .mockResolvedValue(linksWith("b", 12 * HOURS));
  const links = new FreshLinks(linksWith("a", 6 * HOURS), load, server("b", "new"));
  await expect(links.renew()).rejects.toThrow("offline");
  expect(links.multivariantUrl).toContain("/a/");
  await links.renew();
  expect(links.multivariantUrl).toContain("/b/");
});

test("links that end sooner than the ones there are aren't taken over", () => {
  const links = new FreshLinks(linksWith("b", 12 * HOURS), vi.fn(), vi.fn());
  links.accept(linksWith("a", 6 * HOURS));
  expect(links.multivariantUrl).toContain("/b/");
});

test("a playlist's links are its segments, and what they begin with", () => {
  expect(urlsIn('#EXTM3U\n#EXT-X-MAP:URI="/init.mp4"\n#EXTINF:2.000,\n/0.m4s\n#EXT-X-ENDLIST\n')).toEqual([
    "/init.mp4",
    "/0.m4s",
  ]);
});

test("the playlist of captions is renewed with its files", async () => {
  const playlists: Record<string, string> = {
    [`${edge}/v1/playback/b/film.m3u8`]: `#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="English",URI="${edge}/v1/playback/b/index.m3u8?variant=CAPTIONS"\n`,
    [`${edge}/v1/playback/b/index.m3u8?variant=CAPTIONS`]: `#EXTM3U\n#EXTINF:2.000,\n${edge}/store/captions-0.vtt?sig=new\n`,
  };
  const load = () => Promise.resolve(linksWith("b", 12 * HOURS));
  const links = new FreshLinks(linksWith("a", 6 * HOURS), load, (url) => Promise.resolve(playlists[url] ?? ""));
  await links.renew();
  expect(links.current(`${edge}/store/captions-0.vtt?sig=old`)).toBe(`${edge}/store/captions-0.vtt?sig=new`);
});
