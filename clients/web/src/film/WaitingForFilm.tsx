import type { Script } from "@encompass/client/gen/encompass/script/v1/script_pb";
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useMemo } from "react";

import { sceneryOf, timeOf } from "../story/picture";
import { isOver } from "./scenes";
import type { Shape } from "./Theatre";
import { useStoryOf } from "./useFilm";
import { WaitingStage, type Step } from "./WaitingStage";

const TOLD_SCENES = 2;

/** The stage of a film of which nothing can be seen yet. */
export function WaitingForFilm({ video, shape }: { video: Video; shape: Shape }) {
  const story = useStoryOf(video, true);
  const sentences = useMemo(() => openingOf(story), [story]);
  const visual = story?.scenes[0]?.visual;
  return (
    <WaitingStage
      shape={shape}
      scenery={sceneryOf(visual)}
      time={timeOf(visual)}
      sentences={sentences}
      steps={isOver(video) ? [] : stepsOf(video)}
    >
      {isOver(video) ? "Nothing of this film is kept." : nowOf(video)}
    </WaitingStage>
  );
}

function openingOf(story: Script | undefined): string[] {
  return (story?.scenes ?? []).slice(0, TOLD_SCENES).flatMap((scene) =>
    scene.sentences.length > 0 ? scene.sentences.map((sentence) => sentence.text) : scene.narration.split(/(?<=[.!?…])\s+/),
  );
}

function stepsOf(video: Video): Step[] {
  const begun = video.state === VideoState.RENDERING;
  const told = video.durationMs > 0n;
  return [
    { label: "A studio is free", state: begun ? "done" : "now" },
    { label: "The narrator reads", state: told ? "done" : begun ? "now" : "later" },
    { label: "The first scene is painted", state: told ? "now" : "later" },
  ];
}

function nowOf(video: Video): string {
  if (video.state === VideoState.QUEUED) return "Yours is next in line. The film begins here by itself.";
  return video.durationMs > 0n
    ? "It begins here by itself in a few moments, while the rest is painted."
    : "The film begins here by itself, long before all of it is painted.";
}
