import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FreshLinks } from "./links";
import { FilmPlayer } from "./player";

const line = vi.hoisted(() => ({ hls: [] as FakeHls[] }));

interface FakeHls {
  config: { startPosition: number; maxMaxBufferLength: number };
  levels: unknown[];
  loadSource: ReturnType<typeof vi.fn>;
  startLoad: ReturnType<typeof vi.fn>;
  say: (event: string, data: unknown) => void;
}

vi.mock("hls.js/light", () => {
  class Hls {
    static isSupported = () => true;
    static DefaultConfig = { loader: vi.fn() };
    static Events = { MANIFEST_PARSED: "parsed", LEVEL_UPDATED: "updated", FRAG_BUFFERED: "buffered", ERROR: "error" };
    static ErrorTypes = { MEDIA_ERROR: "mediaError", NETWORK_ERROR: "networkError" };
    levels: unknown[] = [];
    nextLevel = -1;
    loadSource = vi.fn();
    startLoad = vi.fn();
    stopLoad = vi.fn();
    attachMedia = vi.fn();
    recoverMediaError = vi.fn();
    destroy = vi.fn();
    private heard = new Map<string, (event: string, data: unknown) => void>();
    constructor(readonly config: FakeHls["config"]) {
      line.hls.push(this);
    }
    on(event: string, listener: (event: string, data: unknown) => void) {
      this.heard.set(event, listener);
    }
    say = (event: string, data: unknown) => this.heard.get(event)?.(event, data);
  }
  return { default: Hls };
});

const links = new FreshLinks(
  {
    multivariantUrl: "https://edge.example/v1/playback/a/film.m3u8",
    mp4Url: "",
    posterUrl: "",
    captionsUrl: "",
    thumbnailsUrl: "",
    expiresAt: Infinity,
  },
  vi.fn(),
  vi.fn(),
);

let play: ReturnType<typeof vi.fn<() => Promise<void>>>;

beforeEach(() => {
  line.hls.length = 0;
  play = vi.fn(() => Promise.resolve());
  HTMLMediaElement.prototype.play = play;
  HTMLMediaElement.prototype.load = vi.fn();
  // jsdom's has no events.
  vi.spyOn(HTMLMediaElement.prototype, "textTracks", "get").mockReturnValue(
    Object.assign(new EventTarget(), { [Symbol.iterator]: () => [].values() }) as unknown as TextTrackList,
  );
  localStorage.clear();
});

afterEach(() => vi.useRealTimers());

async function started(): Promise<{ player: FilmPlayer; video: HTMLVideoElement; hls: FakeHls }> {
  const video = document.createElement("video");
  const player = new FilmPlayer(video, links);
  await player.start();
  const hls = line.hls[0];
  if (!hls) throw new Error("nothing plays");
  return { player, video, hls };
}

test("a film begins at its beginning, though it still grows", async () => {
  const { hls } = await started();
  expect(hls.config.startPosition).toBe(0);
  expect(hls.loadSource).toHaveBeenCalledWith("https://edge.example/v1/playback/a/film.m3u8");
  expect(play).toHaveBeenCalledOnce();
});

test("little is loaded ahead of whoever has only looked in", async () => {
  const { video, hls } = await started();
  const plays = (seconds: number) => {
    const played = { length: 1, start: () => 0, end: () => seconds };
    vi.spyOn(HTMLMediaElement.prototype, "played", "get").mockReturnValue(played);
    video.dispatchEvent(new Event("timeupdate"));
  };
  plays(1);
  expect(hls.config.maxMaxBufferLength).toBe(4);
  plays(2.1);
  expect(hls.config.maxMaxBufferLength).toBe(40);
});

test("where nothing may sound unasked it plays silently, and says so until the sound is turned on", async () => {
  play.mockRejectedValueOnce(new DOMException("no gesture", "NotAllowedError"));
  const { player, video } = await started();
  expect(video.muted).toBe(true);
  expect(player.snapshot()).toMatchObject({ silenced: true, blocked: false });
  player.setMuted(false);
  expect(video.muted).toBe(false);
  expect(player.snapshot().silenced).toBe(false);
});

test("where nothing may play unasked it waits to be asked", async () => {
  play.mockRejectedValue(new DOMException("no gesture", "NotAllowedError"));
  const { player } = await started();
  expect(player.snapshot().blocked).toBe(true);
});

test("nobody gets beyond what is painted", async () => {
  const { player, video } = await started();
  player.grow({ playableMs: 10_000, isOver: false });
  player.seek(60_000);
  expect(video.currentTime).toBeCloseTo(9.6);
  player.grow({ playableMs: 12_000, isOver: true });
  player.seek(60_000);
  expect(video.currentTime).toBe(12);
  player.seek(-5000);
  expect(video.currentTime).toBe(0);
});

test("at the end of what is painted the film says that it waits for more; elsewhere, that it loads", async () => {
  const { player, video } = await started();
  player.grow({ playableMs: 10_000, isOver: false });
  video.currentTime = 9.8;
  video.dispatchEvent(new Event("waiting"));
  expect(player.snapshot().stall).toBe("edge");
  player.grow({ playableMs: 14_000, isOver: false });
  expect(player.snapshot().stall).toBe("loading");
  video.dispatchEvent(new Event("playing"));
  expect(player.snapshot().stall).toBe("none");
});

test("what broke while there was still something to show is loaded again, though the picture has moved meanwhile", async () => {
  const { player, video, hls } = await started();
  vi.useFakeTimers();
  hls.levels = [{}];
  hls.say("error", { fatal: true, type: "networkError", response: { code: 0 } });
  expect(player.snapshot().stall).toBe("offline");
  video.dispatchEvent(new Event("playing"));
  vi.advanceTimersByTime(1000);
  expect(hls.startLoad).toHaveBeenCalledOnce();
  window.dispatchEvent(new Event("online"));
  expect(hls.startLoad).toHaveBeenCalledOnce();
});

test("a film that was over and is painted on is loaded anew where it stood", async () => {
  const { player, video, hls } = await started();
  player.grow({ playableMs: 10_000, isOver: true });
  video.currentTime = 6;
  player.grow({ playableMs: 10_000, isOver: false });
  expect(hls.loadSource).toHaveBeenCalledTimes(2);
  expect(hls.config.startPosition).toBe(6);
});

test("how far a film has grown is also known from its playlist", async () => {
  const { player, hls } = await started();
  player.grow({ playableMs: 2000, isOver: false });
  hls.say("updated", { details: { totalduration: 8, live: true } });
  expect(player.snapshot().playableMs).toBe(8000);
});

test("a line that is gone is tried again by itself, and at once when it is back", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { player, hls } = await started();
  hls.levels = [{}];
  hls.say("error", { fatal: true, type: "networkError" });
  expect(player.snapshot().stall).toBe("offline");
  vi.advanceTimersByTime(1000);
  expect(hls.startLoad).toHaveBeenCalledTimes(1);
  hls.say("error", { fatal: true, type: "networkError" });
  window.dispatchEvent(new Event("online"));
  expect(hls.startLoad).toHaveBeenCalledTimes(2);
});

test("a film that is refused again and again is given up in words, not asked for forever", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { player, hls } = await started();
  hls.levels = [{}];
  for (let refusals = 0; refusals < 3; refusals += 1) {
    hls.say("error", { fatal: true, type: "networkError", response: { code: 404 } });
    vi.advanceTimersByTime(15_000);
  }
  expect(hls.startLoad).toHaveBeenCalledTimes(2);
  expect(player.snapshot()).toMatchObject({ unplayable: "gone", stall: "none" });
});

test("a player that was given up hears and does nothing more", async () => {
  const { player, hls } = await started();
  player.destroy();
  hls.say("error", { fatal: true, type: "networkError" });
  window.dispatchEvent(new Event("online"));
  expect(hls.startLoad).not.toHaveBeenCalled();
});

test("volume, silence and speed are remembered for the next film", async () => {
  const { player, video } = await started();
  player.setVolume(0.3);
  video.dispatchEvent(new Event("volumechange"));
  player.setRate(1.25);
  video.dispatchEvent(new Event("ratechange"));
  const next = document.createElement("video");
  new FilmPlayer(next, links);
  expect([next.volume, next.playbackRate]).toEqual([0.3, 1.25]);
});
