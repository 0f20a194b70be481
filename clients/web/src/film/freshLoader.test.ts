import type { HlsConfig, Loader, LoaderCallbacks, LoaderContext, LoaderStats } from "hls.js";
import { expect, test, vi } from "vitest";

import { freshLoader } from "./freshLoader";
import { FreshLinks, type PlaybackLinks } from "./links";

const OLD = "https://edge.example/v1/playback/old/index.m3u8";
const NEW = "https://edge.example/v1/playback/new/index.m3u8";
const config = {} as HlsConfig;
const loading = {} as Parameters<Loader<LoaderContext>["load"]>[1];

const linksWith = (token: string, expiresAt: number): PlaybackLinks => ({
  multivariantUrl: `https://edge.example/v1/playback/${token}/film.m3u8`,
  mp4Url: "",
  posterUrl: "",
  captionsUrl: "",
  thumbnailsUrl: "",
  expiresAt,
});

/** Answers at once: what it has under an address, or that it is refused. */
function lineWith(files: Record<string, string>, asked: string[]) {
  return class implements Loader<LoaderContext> {
    context: LoaderContext | null = null;
    stats = {} as LoaderStats;
    load(context: LoaderContext, _: unknown, callbacks: LoaderCallbacks<LoaderContext>): void {
      asked.push(context.url);
      const data = files[context.url];
      if (data === undefined) callbacks.onError({ code: 403, text: "Forbidden" }, context, null, this.stats);
      else callbacks.onSuccess({ url: context.url, data }, this.stats, context, null);
    }
    abort(): void {
      this.context = null;
    }
    destroy(): void {
      this.context = null;
    }
  };
}

function load(links: FreshLinks, files: Record<string, string>) {
  const asked: string[] = [];
  const callbacks = { onSuccess: vi.fn(), onError: vi.fn(), onTimeout: vi.fn() };
  const Loading = freshLoader(lineWith(files, asked), links);
  const loader = new Loading(config);
  loader.load({ url: OLD, responseType: "text" } as LoaderContext, loading, callbacks);
  return { asked, callbacks, loader };
}

const noPlaylist = () => Promise.resolve("#EXTM3U\n");

test("a link that is refused is tried once more with a new one, and who plays the film hears of neither", async () => {
  const links = new FreshLinks(linksWith("old", Infinity), () => Promise.resolve(linksWith("new", Infinity)), noPlaylist);
  const { asked, callbacks } = load(links, { [NEW]: "playlist" });
  await vi.waitFor(() => expect(callbacks.onSuccess).toHaveBeenCalledOnce());
  expect(asked).toEqual([OLD, NEW]);
  expect(callbacks.onError).not.toHaveBeenCalled();
});

test("links that are about to expire are renewed before they are used", async () => {
  const links = new FreshLinks(linksWith("old", 0), () => Promise.resolve(linksWith("new", Infinity)), noPlaylist);
  const { asked, callbacks } = load(links, { [NEW]: "playlist" });
  await vi.waitFor(() => expect(callbacks.onSuccess).toHaveBeenCalledOnce());
  expect(asked).toEqual([NEW]);
});

test("where new links are refused as well, the film says so instead of asking forever", async () => {
  const links = new FreshLinks(linksWith("old", Infinity), () => Promise.resolve(linksWith("new", Infinity)), noPlaylist);
  const { asked, callbacks } = load(links, {});
  await vi.waitFor(() => expect(callbacks.onError).toHaveBeenCalledOnce());
  expect(asked).toEqual([OLD, NEW]);
});

test("a loader that was given up loads nothing when the new links come", async () => {
  let come: (fresh: PlaybackLinks) => void = () => undefined;
  const coming = new Promise<PlaybackLinks>((resolve) => (come = resolve));
  const links = new FreshLinks(linksWith("old", Infinity), () => coming, noPlaylist);
  const { asked, callbacks, loader } = load(links, { [NEW]: "playlist" });
  loader.destroy();
  come(linksWith("new", Infinity));
  await links.renew();
  expect(asked).toEqual([OLD]);
  expect(callbacks.onSuccess).not.toHaveBeenCalled();
});
