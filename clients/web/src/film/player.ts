/** Plays a film that may still be growing, and says how it stands: what React draws is a picture of this. */
import type Hls from "hls.js";

import { aheadAtFirst, loadFurther } from "./ahead";
import { feedCaptions } from "./feedCaptions";
import { freshLoader } from "./freshLoader";
import type { FreshLinks } from "./links";
import { playsByItself } from "./native";
import { rememberedSettings, rememberSettings } from "./settings";
import { StreamCaptions } from "./streamCaptions";

/** Why the picture stands still though it should move. */
export type Stall =
  | "none"
  | "loading"
  /** All that is painted has been shown. */
  | "edge"
  /** Nothing comes through the line. */
  | "offline";

export interface Quality {
  /** For setQuality. */
  level: number;
  /** Pixels of the shorter side. */
  pixels: number;
}

export interface PlayerState {
  /** Something of the film can be seen. */
  started: boolean;
  playing: boolean;
  ended: boolean;
  stall: Stall;
  timeMs: number;
  /** How much can be played, by what is known from elsewhere or by the playlist, whichever is more. */
  playableMs: number;
  /** How far it is loaded, from where it plays. */
  loadedMs: number;
  volume: number;
  muted: boolean;
  /** The browser lets nothing sound before somebody has touched the page. */
  silenced: boolean;
  /** The browser lets nothing play before somebody has touched the page. */
  blocked: boolean;
  rate: number;
  qualities: readonly Quality[];
  /** The chosen level; -1 lets the line decide. */
  quality: number;
  /** Why it can't be shown: this browser can't, or what it was is there no more. */
  unplayable: false | "browser" | "gone";
}

/** What is known of the film from elsewhere. */
export interface Growth {
  /** How much of it can be played. */
  playableMs: number;
  /** Nothing more will come. */
  isOver: boolean;
}

export interface PlayerOptions {
  /** The film has captions that aren't in its picture, which takes more of hls.js. */
  captionsBeside: boolean;
}

const EDGE_MS = 900;
/** How far before the end of what is painted somebody lands who wants to go beyond it. */
const LANDING_MS = 400;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;
/** An answer that says no this often in a row means it. */
const MOST_REFUSALS = 2;

export class FilmPlayer {
  private state: PlayerState;
  private readonly listeners = new Set<() => void>();
  private readonly ending = new AbortController();
  readonly captions: StreamCaptions;
  private hls: Hls | undefined;
  private growth: Growth = { playableMs: 0, isOver: false };
  private wasOver = false;
  private retries = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  /** Loading has broken off. The picture may move on for a while from what is loaded already. */
  private isCut = false;
  private nativeRenewals = 0;

  constructor(
    readonly video: HTMLVideoElement,
    private readonly links: FreshLinks,
    private readonly options: PlayerOptions = { captionsBeside: false },
  ) {
    this.captions = new StreamCaptions(video);
    const kept = rememberedSettings();
    video.volume = kept.volume;
    video.muted = kept.muted;
    video.playbackRate = kept.rate;
    this.state = {
      started: false,
      playing: false,
      ended: false,
      stall: "loading",
      timeMs: 0,
      playableMs: 0,
      loadedMs: 0,
      volume: kept.volume,
      muted: kept.muted,
      silenced: false,
      blocked: false,
      rate: kept.rate,
      qualities: [],
      quality: -1,
      unplayable: false,
    };
    this.listen();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): PlayerState => this.state;

  /** Loads the film and plays it, from a moment on. */
  async start(atMs = 0): Promise<void> {
    if (playsByItself(this.video)) {
      this.startNatively(atMs);
    } else {
      const { default: HlsPlayer } = await (this.options.captionsBeside ? import("hls.js") : import("hls.js/light"));
      if (this.ending.signal.aborted) return;
      if (!HlsPlayer.isSupported()) {
        this.update({ unplayable: "browser", stall: "none" });
        return;
      }
      this.startWith(HlsPlayer, atMs);
    }
    await this.play();
  }

  /** Says how far the film has grown. One that was over and grows again is loaded anew. */
  grow(told: Growth): void {
    const growsAgain = this.wasOver && !told.isOver;
    this.wasOver = told.isOver;
    this.follow({ playableMs: Math.max(told.playableMs, this.growth.playableMs), isOver: told.isOver });
    if (growsAgain) this.reload();
  }

  async play(): Promise<void> {
    if (this.state.ended) this.video.currentTime = 0;
    try {
      await this.video.play();
      this.update({ blocked: false });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      await this.playSilently();
    }
  }

  pause(): void {
    this.video.pause();
  }

  toggle(): void {
    if (this.video.paused || this.state.ended) void this.play();
    else this.pause();
  }

  /** Goes to a moment, or as near to it as is painted. */
  seek(timeMs: number): void {
    const end = this.growth.isOver ? this.growth.playableMs : this.growth.playableMs - LANDING_MS;
    const landing = Math.max(0, Math.min(timeMs, end));
    this.video.currentTime = landing / 1000;
    this.update({ timeMs: landing, ended: false });
  }

  setVolume(volume: number): void {
    const bounded = Math.max(0, Math.min(1, volume));
    this.video.volume = bounded;
    this.video.muted = bounded === 0;
    this.update({ silenced: false });
  }

  setMuted(muted: boolean): void {
    this.video.muted = muted;
    if (!muted && this.video.volume === 0) this.video.volume = 0.5;
    this.update({ silenced: false });
  }

  setRate(rate: number): void {
    this.video.playbackRate = rate;
  }

  setQuality(level: number): void {
    if (this.hls) this.hls.nextLevel = level;
    this.update({ quality: level });
  }

  destroy(): void {
    this.ending.abort();
    this.captions.destroy();
    clearTimeout(this.retryTimer);
    this.hls?.destroy();
    this.hls = undefined;
    this.listeners.clear();
    this.video.removeAttribute("src");
    this.video.load();
  }

  private reload(): void {
    const seconds = this.video.currentTime;
    if (this.hls) {
      this.hls.config.startPosition = seconds;
      this.hls.loadSource(this.links.multivariantUrl);
    } else {
      this.startNatively(seconds * 1000);
    }
    void this.play();
  }

  private follow(growth: Growth): void {
    this.growth = growth;
    this.update({ playableMs: growth.playableMs });
    if (this.state.stall !== "none") this.update({ stall: this.stallNow() });
  }

  private startNatively(atMs: number): void {
    this.video.src = this.links.multivariantUrl;
    if (atMs > 0) {
      const go = () => (this.video.currentTime = atMs / 1000);
      this.video.addEventListener("loadedmetadata", go, { once: true, signal: this.ending.signal });
    }
  }

  private startWith(HlsPlayer: typeof Hls, atMs: number): void {
    const hls = new HlsPlayer({
      startPosition: atMs / 1000,
      // A film that grows isn't a broadcast: nobody is to be taken to its end.
      liveSyncDurationCount: 1,
      liveMaxLatencyDurationCount: Number.POSITIVE_INFINITY,
      ...aheadAtFirst,
      backBufferLength: 90,
      abrEwmaDefaultEstimate: 6_000_000,
      capLevelToPlayerSize: true,
      // Tracks of its own making load data: URLs, which the page's policy forbids.
      renderTextTracksNatively: false,
      loader: freshLoader(HlsPlayer.DefaultConfig.loader, this.links),
    });
    loadFurther(hls, this.video, this.ending.signal);
    hls.on(HlsPlayer.Events.MANIFEST_PARSED, (_, { levels }) => {
      this.update({
        qualities: levels.map((each, level) => ({ level, pixels: Math.min(each.width, each.height) })),
      });
    });
    hls.on(HlsPlayer.Events.LEVEL_UPDATED, (_, { details }) => {
      this.follow({
        playableMs: Math.max(this.growth.playableMs, details.totalduration * 1000),
        isOver: this.growth.isOver || !details.live,
      });
    });
    hls.on(HlsPlayer.Events.FRAG_BUFFERED, () => {
      this.retries = 0;
    });
    hls.on(HlsPlayer.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      if (error.type === HlsPlayer.ErrorTypes.MEDIA_ERROR && this.retries < 3) {
        this.retries += 1;
        hls.recoverMediaError();
      } else if (isRefusal(error.response?.code) && this.retries >= MOST_REFUSALS) {
        hls.stopLoad();
        this.update({ unplayable: "gone", stall: "none" });
      } else {
        this.retryLater();
      }
    });
    if (this.options.captionsBeside) feedCaptions(hls, HlsPlayer.Events, this.captions);
    hls.loadSource(this.links.multivariantUrl);
    hls.attachMedia(this.video);
    this.hls = hls;
  }

  private async playSilently(): Promise<void> {
    this.video.muted = true;
    this.update({ silenced: true });
    try {
      await this.video.play();
    } catch (error) {
      // Another error only says that something else was asked for meanwhile.
      if (error instanceof DOMException && error.name === "NotAllowedError") this.update({ blocked: true });
    }
  }

  private retryLater(): void {
    this.isCut = true;
    this.update({ stall: "offline" });
    clearTimeout(this.retryTimer);
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.retries);
    this.retries += 1;
    this.retryTimer = setTimeout(this.retry, wait);
  }

  private readonly retry = (): void => {
    clearTimeout(this.retryTimer);
    const { hls } = this;
    if (!hls || !this.isCut) return;
    this.isCut = false;
    if (hls.levels.length === 0) hls.loadSource(this.links.multivariantUrl);
    else hls.startLoad(this.video.currentTime);
  };

  private listen(): void {
    const on = (name: string, listener: () => void) => {
      this.video.addEventListener(name, listener, { signal: this.ending.signal });
    };
    on("timeupdate", () => this.update({ timeMs: this.video.currentTime * 1000, loadedMs: this.loadedMs() }));
    on("progress", () => this.update({ loadedMs: this.loadedMs() }));
    on("play", () => this.update({ playing: true, ended: false }));
    on("pause", () => this.update({ playing: false }));
    on("playing", () => this.update({ started: true, stall: "none", blocked: false }));
    on("canplay", () => this.update({ stall: "none" }));
    on("waiting", () => this.update({ stall: this.stallNow() }));
    on("seeking", () => this.update({ timeMs: this.video.currentTime * 1000, ended: false }));
    on("ended", () => this.update({ ended: true, playing: false, stall: "none" }));
    on("error", () => void this.afterNativeError());
    on("volumechange", () => {
      this.update({ volume: this.video.volume, muted: this.video.muted });
      if (!this.state.silenced) rememberSettings({ volume: this.video.volume, muted: this.video.muted });
    });
    on("ratechange", () => {
      this.update({ rate: this.video.playbackRate });
      rememberSettings({ rate: this.video.playbackRate });
    });
    window.addEventListener("online", this.retry, { signal: this.ending.signal });
  }

  /** A player of the browser's own says nothing but that it failed: links that have expired are the likely cause. */
  private async afterNativeError(): Promise<void> {
    if (this.hls || !this.video.getAttribute("src")) return;
    if (this.nativeRenewals >= 3) {
      this.update({ unplayable: "browser", stall: "none" });
      return;
    }
    this.nativeRenewals += 1;
    try {
      await this.links.renew();
    } catch {
      this.update({ stall: "offline" });
      return;
    }
    this.reload();
  }

  private stallNow(): Stall {
    if (this.isCut || this.state.stall === "offline") return "offline";
    const left = this.growth.playableMs - this.video.currentTime * 1000;
    return !this.growth.isOver && left < EDGE_MS ? "edge" : "loading";
  }

  private loadedMs(): number {
    const { buffered, currentTime } = this.video;
    for (let place = 0; place < buffered.length; place += 1) {
      if (buffered.start(place) <= currentTime + 0.1 && currentTime <= buffered.end(place)) {
        return buffered.end(place) * 1000;
      }
    }
    return currentTime * 1000;
  }

  private update(change: Partial<PlayerState>): void {
    const changed = Object.entries(change).some(([key, value]) => this.state[key as keyof PlayerState] !== value);
    if (!changed) return;
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** Whether a server understood and said no, which another try seldom changes. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500;
}
