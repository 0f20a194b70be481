/** How a thing stands, in a few words. */
import { ResponseState, type Response } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { ScriptState, type Script } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb.js";

import { clock, roughly } from "../ui/times";

export interface Status {
  text: string;
  tone: "neutral" | "gold" | "ok" | "danger";
  /** 0 to 1, while it is being made. */
  progress?: number;
}

export function answersStatus(response: Response): Status {
  switch (response.state) {
    case ResponseState.SUBMITTED:
      return { text: "Answered", tone: "neutral" };
    case ResponseState.DRAFT: {
      const { answeredQuestionCount: answered, visibleQuestionCount: all } = response;
      const progress = all === 0 ? 0 : answered / all;
      return { text: `${answered} of ${all} answered`, tone: "gold", progress };
    }
    default:
      return { text: "Expired", tone: "neutral" };
  }
}

export function storyStatus(script: Script): Status {
  switch (script.state) {
    case ScriptState.QUEUED:
      return { text: "Waiting to be written", tone: "gold", progress: script.progress };
    case ScriptState.WRITING: {
      const doing = script.rewritingSceneIds.length > 0 ? "Being written anew" : "Being written";
      return { text: doing, tone: "gold", progress: script.progress };
    }
    case ScriptState.FAILED:
      return { text: "Stopped: can be taken up again", tone: "danger" };
    case ScriptState.CANCELLED:
      return { text: "Cancelled", tone: "neutral" };
    default:
      return { text: `${script.scenes.length} scenes`, tone: "neutral" };
  }
}

export function filmStatus(video: Video): Status {
  switch (video.state) {
    case VideoState.QUEUED:
      return { text: "Waiting to be made", tone: "gold", progress: video.progress };
    case VideoState.RENDERING: {
      const left = video.timeLeftMs === undefined ? "" : `, ${roughly(Number(video.timeLeftMs))} left`;
      return { text: `Being made${left}`, tone: "gold", progress: video.progress };
    }
    case VideoState.FAILED:
      return { text: "Stopped: can be taken up again", tone: "danger" };
    case VideoState.CANCELLED:
      return { text: "Cancelled", tone: "neutral" };
    default:
      return { text: clock(Number(video.durationMs)), tone: "neutral" };
  }
}
