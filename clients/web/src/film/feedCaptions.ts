import type Hls from "hls.js";

import type { StreamCaptions } from "./streamCaptions";

/** Has hls.js load the captions of a stream while they are wanted, and hands on what it has read. */
export function feedCaptions(hls: Hls, Events: (typeof Hls)["Events"], captions: StreamCaptions): void {
  const load = (on: boolean) => {
    hls.subtitleTrack = on ? 0 : -1;
  };
  hls.on(Events.SUBTITLE_TRACKS_UPDATED, (_, { subtitleTracks }) => {
    const [first] = subtitleTracks;
    if (first) captions.begin(first.lang ?? "", load);
  });
  // It takes up the default track by itself.
  hls.on(Events.SUBTITLE_TRACK_SWITCH, (_, { id }) => {
    if (id >= 0 && !captions.areWanted) load(false);
  });
  hls.on(Events.CUES_PARSED, (_, { cues }: { cues: VTTCue[] }) => captions.add(cues));
}
