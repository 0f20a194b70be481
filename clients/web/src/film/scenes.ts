/** The scenes of a film as its timeline shows them: how long each is and how far it is painted. */
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";

/** A scene is `missing` where the film ended before all of it was painted. */
export type SceneStage = "done" | "painting" | "waiting" | "missing";

export interface TimelineScene {
  index: number;
  title: string;
  startMs: number;
  /** 0 until its narration is spoken. */
  durationMs: number;
  /** Of the whole timeline, between 0 and 1; all of them together are 1. */
  share: number;
  /** Of its frames, between 0 and 1. */
  painted: number;
  stage: SceneStage;
}

/** Nothing more happens by itself. */
export function isOver(video: Pick<Video, "state">): boolean {
  return (
    video.state === VideoState.READY || video.state === VideoState.FAILED || video.state === VideoState.CANCELLED
  );
}

/** The scenes in order. While nobody knows how long they last, each takes the same share. */
export function timelineScenes(video: Pick<Video, "scenes" | "state">): TimelineScene[] {
  const whole = video.scenes.reduce((sum, scene) => sum + Number(scene.durationMs), 0);
  const known = whole > 0 && video.scenes.every((scene) => scene.durationMs > 0n);
  const next = video.scenes.findIndex((scene) => !isPainted(scene));
  return video.scenes.map((scene, place) => {
    const durationMs = Number(scene.durationMs);
    const begun = scene.renderedFrames > 0 || (place === next && video.state === VideoState.RENDERING);
    const done = video.state === VideoState.READY || isPainted(scene);
    return {
      index: scene.index,
      title: scene.title,
      startMs: Number(scene.startMs),
      durationMs,
      share: known ? durationMs / whole : 1 / video.scenes.length,
      painted: done ? 1 : scene.totalFrames > 0 ? Math.min(1, scene.renderedFrames / scene.totalFrames) : 0,
      stage: done ? "done" : isOver(video) ? "missing" : begun ? "painting" : "waiting",
    };
  });
}

/** The scene that is shown at a moment; the last one after the end, none where there are no scenes. */
export function sceneAt(scenes: readonly TimelineScene[], timeMs: number): TimelineScene | undefined {
  return scenes.findLast((scene) => scene.startMs <= timeMs && scene.durationMs > 0) ?? scenes[0];
}

function isPainted(scene: Video["scenes"][number]): boolean {
  return scene.totalFrames > 0 && scene.renderedFrames >= scene.totalFrames;
}
