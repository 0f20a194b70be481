/** What a film looks like, in words. */
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { AspectRatio, CaptionStyle, Resolution } from "@encompass/client/gen/encompass/video/v1/render_options_pb";
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";

import { VOICES } from "../story/filmWish";
import { clock } from "../ui/times";
import type { Shape } from "./Theatre";

const PIXELS: Partial<Record<Resolution, number>> = {
  [Resolution.RESOLUTION_360P]: 360,
  [Resolution.RESOLUTION_540P]: 540,
  [Resolution.RESOLUTION_720P]: 720,
  [Resolution.RESOLUTION_1080P]: 1080,
};

const CAPTION_WORDS: Partial<Record<CaptionStyle, string>> = {
  [CaptionStyle.CLASSIC]: "captions in the picture",
  [CaptionStyle.BOLD]: "bold captions",
  [CaptionStyle.KARAOKE]: "captions word by word",
  [CaptionStyle.TRACK_ONLY]: "captions when wanted",
};

export const STATE_WORDS: Readonly<Record<VideoState, string>> = {
  [VideoState.UNSPECIFIED]: "",
  [VideoState.QUEUED]: "Waiting",
  [VideoState.RENDERING]: "Being made",
  [VideoState.READY]: "Finished",
  [VideoState.FAILED]: "Not finished",
  [VideoState.CANCELLED]: "Stopped",
};

export function shapeOf(ratio: AspectRatio | undefined): Shape {
  if (ratio === AspectRatio.ASPECT_RATIO_9_16) return "tall";
  return ratio === AspectRatio.ASPECT_RATIO_1_1 ? "square" : "wide";
}

/** Whether captions aren't in the picture, so that they can be turned on and off. */
export function hasCaptionsBeside(style: CaptionStyle | undefined): boolean {
  return style === CaptionStyle.TRACK_ONLY;
}

/** For example `1:32 · 720p · told by Lark`; what tells versions apart only where it is asked for. */
export function factsOf(video: Video, { inDetail = false } = {}): string {
  const { options } = video;
  const pixels = options && PIXELS[options.resolution];
  const voice = VOICES.find((each) => each.value === options?.voice)?.label;
  return [
    video.durationMs > 0n ? clock(Number(video.durationMs)) : "",
    pixels ? `${pixels}p` : "",
    voice ? `told by ${voice}` : "",
    options?.withoutMusic ? "without music" : "",
    options && inDetail ? (CAPTION_WORDS[options.captionStyle] ?? "") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** When it was asked for. */
export function madeAt(video: Video): Date {
  return video.createTime ? timestampDate(video.createTime) : new Date();
}
