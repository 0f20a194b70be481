/** What the browser can do with the stage besides playing: fill the screen, leave the page, hide the controls. */
import { useCallback, useEffect, useRef, useState } from "react";

const IDLE_AFTER_MS = 2600;

interface ApplesVideo extends HTMLVideoElement {
  /** Phones of Apple's show nothing but a video in full screen. */
  webkitEnterFullscreen?: () => void;
}

/** Full screen of an element, or of its video where the browser can't do more. */
export function useFullScreen(stage: HTMLElement | null): { isFull: boolean; toggle: () => void } {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const look = () => setFull(stage !== null && document.fullscreenElement === stage);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, [stage]);
  const toggle = useCallback(() => {
    if (document.fullscreenElement) {
      void document.exitFullscreen();
    } else if (stage && document.fullscreenEnabled) {
      // Refused where the page isn't allowed to: then it stays as it is.
      stage.requestFullscreen().catch(() => undefined);
    } else {
      stage?.querySelector<ApplesVideo>("video")?.webkitEnterFullscreen?.();
    }
  }, [stage]);
  return { isFull, toggle };
}

/** Whether the browser can show a video in a window of its own. */
export function canLeavePage(): boolean {
  return document.pictureInPictureEnabled;
}

/** Shows the video in a window of its own, or brings it back. */
export async function leavePage(video: HTMLVideoElement): Promise<void> {
  if (document.pictureInPictureElement) await document.exitPictureInPicture();
  else await video.requestPictureInPicture();
}

/** Whether nobody has moved anything over the stage for a while. */
export function useIdle(stage: HTMLElement | null, mayBeIdle: boolean): { isIdle: boolean; wake: () => void; rest: () => void } {
  const [isIdle, setIdle] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wake = useCallback(() => {
    setIdle(false);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIdle(true), IDLE_AFTER_MS);
  }, []);
  const rest = useCallback(() => {
    clearTimeout(timer.current);
    setIdle(true);
  }, []);
  useEffect(() => {
    if (!stage) return;
    const move = (event: PointerEvent) => {
      if (event.pointerType === "mouse") wake();
    };
    stage.addEventListener("pointermove", move);
    stage.addEventListener("focusin", wake);
    stage.addEventListener("keydown", wake);
    timer.current = setTimeout(() => setIdle(true), IDLE_AFTER_MS);
    return () => {
      clearTimeout(timer.current);
      stage.removeEventListener("pointermove", move);
      stage.removeEventListener("focusin", wake);
      stage.removeEventListener("keydown", wake);
    };
  }, [stage, wake]);
  return { isIdle: isIdle && mayBeIdle, wake, rest };
}
