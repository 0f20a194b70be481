/** What the film's page says about times and about what is going on. */
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";

import { clock } from "../ui/times";
import { timelineScenes } from "./scenes";

/** A moment for a screen reader: “1 minute 5 seconds”. */
export function spokenClock(timeMs: number): string {
  const seconds = Math.max(0, Math.floor(timeMs / 1000));
  const parts = [count(Math.floor(seconds / 60), "minute"), count(seconds % 60, "second")];
  return parts.filter(Boolean).join(" ") || "the beginning";
}

/** What is being done for a film at the moment, in a few words. */
export function whatHappens(video: Video): string {
  switch (video.state) {
    case VideoState.QUEUED:
      return "Waiting for a free studio";
    case VideoState.RENDERING:
      break;
    case VideoState.READY:
      return "Finished";
    case VideoState.FAILED:
      return "It could not be finished";
    case VideoState.CANCELLED:
      return "Stopped";
    default:
      return "";
  }
  const scenes = timelineScenes(video);
  if (video.durationMs === 0n) return "The narrator is reading the story";
  const painting = scenes.find((scene) => scene.stage === "painting");
  if (!painting) return "Putting it all together";
  return `Painting scene ${painting.index + 1} of ${scenes.length}`;
}

/** Seconds of film that are there already, for somebody who asks what is kept. */
export function whatIsKept(video: Pick<Video, "playableMs" | "durationMs">): string {
  const kept = Number(video.playableMs);
  if (kept === 0) return "Nothing of it was painted yet, so it begins anew.";
  return video.durationMs > 0n
    ? `The first ${clock(kept)} of ${clock(Number(video.durationMs))} are kept; it goes on from there.`
    : `The first ${clock(kept)} are kept; it goes on from there.`;
}

/** The size of a file: “14 MB”. */
export function fileSize(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  if (megabytes < 1) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return megabytes < 10 ? `${megabytes.toFixed(1)} MB` : `${Math.round(megabytes)} MB`;
}

function count(number: number, unit: string): string {
  return number === 0 ? "" : `${number} ${unit}${number === 1 ? "" : "s"}`;
}
