import { LoaderCircle, Play, VolumeX } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { Button } from "react-aria-components";

import { useFetchedAhead } from "../ui";
import { Captions } from "./Captions";
import { Controls } from "./Controls";
import { loadSettings, SettingsPanel } from "./dialogs";
import type { FreshLinks } from "./links";
import type { FilmPlayer, PlayerState } from "./player";
import type { TimelineScene } from "./scenes";
import { rememberedSettings, rememberSettings, type CaptionSize } from "./settings";
import { useFullScreen, useIdle } from "./stage";
import styles from "./Theatre.module.css";
import { Timeline } from "./Timeline";
import { useFilmPlayer } from "./useFilmPlayer";
import { usePlayerHandedOn } from "./usePlayerHandedOn";
import { useStageKeys } from "./useStageKeys";
import { at, type Cue, type Thumbnail } from "./vtt";

export type Shape = "wide" | "tall" | "square";

/** What is known of a film that is shown. */
export interface Showing {
  title: string;
  shape: Shape;
  scenes: readonly TimelineScene[];
  /** 0 while nobody knows. */
  durationMs: number;
  playableMs: number;
  /** Nothing more will be painted. */
  isOver: boolean;
  posterUrl: string;
  /** Captions aren't in the picture, so they can be turned on and off. */
  captionsBeside: boolean;
  /** Those of a finished film; none where they are in the picture. */
  cues: readonly Cue[];
  thumbnails: readonly Thumbnail[];
}

interface TheatreProps {
  showing: Showing;
  links: FreshLinks;
  /** Gets at the player, for those beside the stage who want to go to a scene. */
  onPlayer?: (player: FilmPlayer | undefined) => void;
}

const NO_WAIT = { started: false, stall: "none" } as const;

/** The stage: the picture, and over it what plays it. */
export function Theatre({ showing, links, onPlayer }: TheatreProps) {
  useFetchedAhead(loadSettings);
  const { attach, player, state } = useFilmPlayer(links, showing, showing);
  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [captionsOn, setCaptionsOn] = useState(() => rememberedSettings().captions);
  const [captionSize, setCaptionSize] = useState<CaptionSize>(() => rememberedSettings().captionSize);
  const fullScreen = useFullScreen(stage);
  const idle = useIdle(stage, (state?.playing ?? false) && !settingsOpen);
  const playableMs = Math.max(showing.playableMs, state?.playableMs ?? 0);
  const durationMs = showing.durationMs || playableMs;
  const toggleCaptions = useCallback(() => {
    setCaptionsOn((on) => {
      rememberSettings({ captions: !on });
      return !on;
    });
  }, []);
  const resizeCaptions = useCallback((size: CaptionSize) => {
    rememberSettings({ captionSize: size });
    setCaptionSize(size);
  }, []);
  const actions = useMemo(
    () => ({ toggleCaptions, toggleFullScreen: fullScreen.toggle }),
    [toggleCaptions, fullScreen.toggle],
  );
  useStageKeys(stage, player, durationMs, actions);
  usePlayerHandedOn(player, onPlayer);
  const taps = useTaps(player, idle, fullScreen.toggle);
  const { captionsBeside } = showing;
  const cueAt = useCues(player, showing.cues, captionsBeside && captionsOn);

  return (
    <div
      ref={setStage}
      className={styles.stage}
      dir="ltr"
      role="group"
      aria-label="Player"
      data-shape={showing.shape}
      data-idle={idle.isIdle}
      data-full={fullScreen.isFull}
    >
      {/* Captions are in the picture, or drawn over it below. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={attach}
        className={styles.video}
        aria-label={showing.title}
        playsInline
        preload="auto"
        {...(showing.posterUrl && !state?.started ? { poster: showing.posterUrl } : {})}
        {...taps}
      />
      {player && captionsBeside && captionsOn && (
        <Captions video={player.video} cueAt={cueAt} language={player.captions.language} size={captionSize} />
      )}
      <Said state={state ?? NO_WAIT} showing={showing} />
      {player && state?.blocked && (
        <Button className={styles.begin ?? ""} onPress={() => void player.play()}>
          <Play aria-hidden="true" /> Play the film
        </Button>
      )}
      {player && state?.silenced && !state.blocked && (
        <Button className={styles.sound ?? ""} onPress={() => player.setMuted(false)}>
          <VolumeX aria-hidden="true" /> Turn the sound on
        </Button>
      )}
      {player && state && settingsOpen && (
        <SettingsPanel
          player={player}
          state={state}
          captions={captionsBeside ? { size: captionSize, resize: resizeCaptions } : undefined}
          onClose={() => setSettingsOpen(false)}
        />
      )}
      {player && state && !state.unplayable && (
        <Controls
          player={player}
          state={state}
          durationMs={durationMs}
          captions={captionsBeside ? { on: captionsOn, toggle: toggleCaptions } : undefined}
          settings={{ open: settingsOpen, toggle: () => setSettingsOpen((open) => !open) }}
          fullScreen={fullScreen}
        >
          <Timeline
            scenes={showing.scenes}
            timeMs={state.timeMs}
            durationMs={durationMs}
            playableMs={playableMs}
            thumbnails={showing.thumbnails}
            onSeek={(timeMs) => player.seek(timeMs)}
          />
        </Controls>
      )}
    </div>
  );
}

/** What is said at a moment: as the stream has it, or the file of a finished film, which has all of it at once. */
function useCues(player: FilmPlayer | undefined, cues: readonly Cue[], shown: boolean) {
  useEffect(() => player?.captions.show(shown), [player, shown]);
  return useCallback(
    (timeMs: number) => (player?.captions.areOutside ? undefined : (at(cues, timeMs) ?? player?.captions.at(timeMs))),
    [player, cues],
  );
}

/** A word over the picture where it stands still. */
function Said({ state, showing }: { state: Pick<PlayerState, "stall"> & Partial<PlayerState>; showing: Showing }) {
  const words = wordsFor(state, showing);
  return (
    <div className={styles.said} role="status" data-shown={words !== undefined}>
      {words !== undefined && (
        <>
          <LoaderCircle className={styles.turning} aria-hidden="true" />
          {words && <span>{words}</span>}
        </>
      )}
    </div>
  );
}

function wordsFor(state: Pick<PlayerState, "stall"> & Partial<PlayerState>, showing: Showing): string | undefined {
  if (state.unplayable === "gone") return "This film can’t be played any more. Load the page again to see why.";
  if (state.unplayable) return "This browser can’t play the film here. It can be downloaded once it is finished.";
  if (state.blocked) return undefined;
  switch (state.stall) {
    case "edge":
      return showing.durationMs > 0 && showing.playableMs >= showing.durationMs
        ? ""
        : "The next moments are being painted. It goes on by itself.";
    case "offline":
      return "The line is gone. The film goes on when it is back.";
    case "loading":
      return "";
    case "none":
      return undefined;
  }
}

/** A click plays and pauses, two fill the screen; a finger shows the controls, and twice at a side skips. */
function useTaps(player: FilmPlayer | undefined, idle: { isIdle: boolean; wake: () => void; rest: () => void }, fill: () => void) {
  const last = useRef<{ at: number; side: number }>({ at: 0, side: 0 });
  return {
    onPointerUp: (event: PointerEvent<HTMLVideoElement>) => {
      if (event.button !== 0) return;
      const { left, width } = event.currentTarget.getBoundingClientRect();
      const side = Math.floor((3 * (event.clientX - left)) / width) - 1;
      const isSecond = event.timeStamp - last.current.at < 300 && side === last.current.side;
      last.current = { at: isSecond ? 0 : event.timeStamp, side };
      if (event.pointerType === "mouse") {
        if (isSecond) fill();
        player?.toggle();
      } else if (isSecond && player && side !== 0) {
        player.seek(player.snapshot().timeMs + side * 10_000);
      } else if (idle.isIdle || !player?.snapshot().playing) {
        idle.wake();
      } else {
        idle.rest();
      }
    },
  };
}
