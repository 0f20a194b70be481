import { beforeEach, expect, test, vi } from "vitest";

import { StreamCaptions } from "./streamCaptions";

/** A text track as browsers have them. */
class Track {
  mode: TextTrackMode = "showing";
  kind: TextTrackKind = "subtitles";
  cues = Object.assign([] as CueLike[], {
    getCueById: (id: string): CueLike | undefined => this.cues.find((cue) => cue.id === id),
  });
  constructor(
    readonly label = "",
    readonly language = "en-GB",
  ) {}
  addCue(cue: CueLike) {
    this.cues.push(cue);
  }
  removeCue(cue: CueLike) {
    this.cues.splice(this.cues.indexOf(cue), 1);
  }
}

interface CueLike {
  id?: string;
  startTime: number;
  endTime: number;
  text: string;
}

class Tracks extends EventTarget {
  readonly tracks: Track[] = [];
  [Symbol.iterator]() {
    return this.tracks[Symbol.iterator]();
  }
  add(track: Track) {
    this.tracks.push(track);
    this.dispatchEvent(new Event("addtrack"));
  }
}

let tracks: Tracks;
let video: HTMLVideoElement;

beforeEach(() => {
  tracks = new Tracks();
  video = document.createElement("video");
  Object.defineProperty(video, "textTracks", { value: tracks });
  video.addTextTrack = (_, label, language) => {
    const track = new Track(label, language);
    tracks.add(track);
    return track as unknown as TextTrack;
  };
});

test("captions are the page's to show from when their track comes, whatever a player has made of it", () => {
  const captions = new StreamCaptions(video);
  captions.show(true);
  expect(captions.at(0)).toBeUndefined();
  const track = new Track();
  tracks.add(track);
  expect(track.mode).toBe("hidden");
  track.mode = "showing";
  tracks.dispatchEvent(new Event("change"));
  expect(track.mode).toBe("hidden");
  expect(captions.language).toBe("en-GB");
});

test("what is said is known as soon as it is loaded, with the time of each word", () => {
  const captions = new StreamCaptions(video);
  const track = new Track();
  tracks.add(track);
  captions.show(true);
  expect(captions.at(1500)).toBeUndefined();
  track.cues.push({ startTime: 1, endTime: 2.5, text: "<00:00:01.120>Low &amp; <00:00:01.400>slow\n<00:00:02.000>tide" });
  const cue = captions.at(1500);
  expect(cue?.lines).toEqual([
    [
      { text: "Low", atMs: 1120 },
      { text: "&", atMs: 1000 },
      { text: "slow", atMs: 1400 },
    ],
    [{ text: "tide", atMs: 2000 }],
  ]);
  expect(captions.at(2499)).toBe(cue);
  expect(captions.at(2500)).toBeUndefined();
});

test("captions that nobody wants aren't loaded", () => {
  const captions = new StreamCaptions(video);
  const track = new Track();
  tracks.add(track);
  expect(track.mode).toBe("disabled");
  captions.show(true);
  captions.show(false);
  expect(track.mode).toBe("disabled");
});

test("the browser shows them where it shows nothing of the page", () => {
  const captions = new StreamCaptions(video);
  const track = new Track();
  track.cues.push({ startTime: 0, endTime: 9, text: "Low tide" });
  tracks.add(track);
  captions.show(true);
  video.dispatchEvent(new Event("webkitbeginfullscreen"));
  expect(track.mode).toBe("showing");
  expect(captions.areOutside).toBe(true);
  expect(captions.at(1000)).toBeUndefined();
  video.dispatchEvent(new Event("webkitendfullscreen"));
  expect(track.mode).toBe("hidden");
  expect(captions.at(1000)).toBeDefined();
  captions.show(false);
  video.dispatchEvent(new Event("enterpictureinpicture"));
  expect(track.mode).toBe("disabled");
});

test("after its end it leaves tracks alone", () => {
  const captions = new StreamCaptions(video);
  captions.destroy();
  const track = new Track();
  tracks.add(track);
  expect(track.mode).toBe("showing");
});

const cue = (id: string): VTTCue => ({ id, startTime: 1, endTime: 2, text: "Low tide" }) as unknown as VTTCue;

test("what a script loads is in a track of its own, each cue once, and is loaded only while it is wanted", () => {
  const captions = new StreamCaptions(video);
  const load = vi.fn();
  captions.begin("nl", load);
  expect(load).toHaveBeenLastCalledWith(false);
  captions.show(true);
  expect(load).toHaveBeenLastCalledWith(true);
  captions.add([cue("1"), cue("2")]);
  captions.add([cue("2"), cue("3")]);
  const [track] = tracks.tracks;
  expect(track?.cues.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  expect(captions.language).toBe("nl");
  expect(captions.at(1500)?.lines[0]?.map(({ text }) => text)).toEqual(["Low", "tide"]);
});

test("what comes late is kept, though nobody wants it any more", () => {
  const captions = new StreamCaptions(video);
  captions.begin("en", vi.fn());
  captions.add([cue("1")]);
  expect(tracks.tracks[0]?.mode).toBe("disabled");
  captions.show(true);
  expect(captions.at(1500)).toBeDefined();
});

test("the next film in the same element has none of this one's, and the same track", () => {
  const first = new StreamCaptions(video);
  first.begin("en", vi.fn());
  first.show(true);
  first.add([cue("1")]);
  first.destroy();
  const second = new StreamCaptions(video);
  second.begin("en", vi.fn());
  second.show(true);
  expect(second.at(1500)).toBeUndefined();
  expect(tracks.tracks).toHaveLength(1);
});
