/** The captions that come with a film's stream, from its first segment on: what the browser holds as a text track. */
import { parseCue, type Cue } from "./vtt";

/** Who shows them. */
export type Display =
  /** Nobody; they aren't loaded. */
  | "nobody"
  /** The page. */
  | "page"
  /** The browser: in a full screen or a window of its own it shows nothing of the page. */
  | "browser";

const MODES: Record<Display, TextTrackMode> = { nobody: "disabled", page: "hidden", browser: "showing" };

export class StreamCaptions {
  private display: Display = "nobody";
  private readonly ending = new AbortController();
  private readonly read = new WeakMap<TextTrackCue, Cue>();

  constructor(private readonly video: HTMLVideoElement) {
    const { signal } = this.ending;
    // Players and browsers turn tracks on as they think fit, whenever one comes.
    for (const name of ["addtrack", "change"]) {
      video.textTracks.addEventListener(name, () => this.apply(), { signal });
    }
    for (const name of ["webkitbeginfullscreen", "enterpictureinpicture"]) {
      video.addEventListener(name, () => this.leave(true), { signal });
    }
    for (const name of ["webkitendfullscreen", "leavepictureinpicture"]) {
      video.addEventListener(name, () => this.leave(false), { signal });
    }
    this.apply();
  }

  /** Tag of the language that they are in; empty where there are none yet. */
  get language(): string {
    return this.track?.language ?? "";
  }

  show(on: boolean): void {
    this.display = on ? "page" : "nobody";
    this.apply();
  }

  /** What is said at a moment; nothing where it isn't loaded, or where the browser shows it. */
  at(timeMs: number): Cue | undefined {
    const { track } = this;
    if (track?.mode !== "hidden") return undefined;
    const seconds = timeMs / 1000;
    for (const cue of track.cues ?? []) {
      if (cue.startTime <= seconds && seconds < cue.endTime && "text" in cue) return this.parsed(cue as VTTCue);
    }
    return undefined;
  }

  destroy(): void {
    this.ending.abort();
  }

  private get track(): TextTrack | undefined {
    return [...this.video.textTracks].find(({ kind }) => kind === "subtitles" || kind === "captions");
  }

  private parsed(cue: VTTCue): Cue {
    const before = this.read.get(cue);
    if (before) return before;
    const parsed = parseCue(cue.text, cue.startTime * 1000, cue.endTime * 1000);
    this.read.set(cue, parsed);
    return parsed;
  }

  private leave(away: boolean): void {
    if (this.display === "nobody") return;
    this.display = away ? "browser" : "page";
    this.apply();
  }

  private apply(): void {
    const { track } = this;
    const mode = MODES[this.display];
    if (track && track.mode !== mode) track.mode = mode;
  }
}
