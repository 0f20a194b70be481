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

/** What a track of ours is called; browsers list it. */
const LABEL = "Captions";
const MODES: Record<Display, TextTrackMode> = { nobody: "disabled", page: "hidden", browser: "showing" };

export class StreamCaptions {
  private display: Display = "nobody";
  private readonly ending = new AbortController();
  private load: (on: boolean) => void = () => undefined;
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

  /** Whether the browser shows the film without the page, and its captions too. */
  get areOutside(): boolean {
    return this.display === "browser";
  }

  /** Whether anybody is to see them. */
  get areWanted(): boolean {
    return this.display !== "nobody";
  }

  show(on: boolean): void {
    this.display = on ? "page" : "nobody";
    this.load(on);
    this.apply();
  }

  /** Makes a track for captions that a script loads; a browser that plays the stream itself has its own. */
  begin(language: string, load: (on: boolean) => void): void {
    if (!this.track) this.video.addTextTrack("subtitles", LABEL, language);
    this.load = load;
    this.load(this.areWanted);
    this.apply();
  }

  /** Takes in what was loaded; a cue that came before, with the segment before, is known by its id. */
  add(cues: readonly VTTCue[]): void {
    const { track } = this;
    if (!track) return;
    // One that is disabled takes cues, but doesn't say which it has.
    if (track.mode === "disabled") track.mode = "hidden";
    for (const cue of cues) {
      if (!track.cues?.getCueById(cue.id)) track.addCue(cue);
    }
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
    const { track } = this;
    if (track?.label !== LABEL) return;
    // The element keeps the track, and may play another film.
    track.mode = "hidden";
    for (const cue of [...(track.cues ?? [])]) track.removeCue(cue);
    track.mode = "disabled";
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
