import {
  Captions as CaptionsIcon,
  CaptionsOff,
  Maximize,
  Minimize,
  Pause,
  PictureInPicture2,
  Play,
  RotateCcw,
  Settings2,
  Volume1,
  Volume2,
  VolumeX,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";

import { clock } from "../ui/times";
import styles from "./Controls.module.css";
import type { FilmPlayer, PlayerState } from "./player";
import { canLeavePage, leavePage } from "./stage";

interface ControlsProps {
  player: FilmPlayer;
  state: PlayerState;
  durationMs: number;
  /** Undefined where the film has no captions that can be switched. */
  captions: { on: boolean; toggle: () => void } | undefined;
  settings: { open: boolean; toggle: () => void };
  fullScreen: { isFull: boolean; toggle: () => void };
  /** The timeline. */
  children: ReactNode;
}

/** What lies over the foot of the picture. */
export function Controls({ player, state, durationMs, captions, settings, fullScreen, children }: ControlsProps) {
  return (
    <div className={styles.controls} role="group" aria-label="Controls">
      {children}
      <div className={styles.row}>
        <Control label={playLabel(state)} onPress={() => player.toggle()} isMain>
          {state.ended ? <RotateCcw /> : state.playing ? <Pause /> : <Play />}
        </Control>
        <Volume player={player} state={state} />
        <span className={styles.time}>
          {clock(state.timeMs)}
          {durationMs > 0 && <span className={styles.whole}> / {clock(durationMs)}</span>}
        </span>
        <span className={styles.gap} />
        {captions && (
          <Control label="Captions" isOn={captions.on} onPress={captions.toggle}>
            {captions.on ? <CaptionsIcon /> : <CaptionsOff />}
          </Control>
        )}
        <Control label="Settings" isOpen={settings.open} onPress={settings.toggle}>
          <Settings2 />
        </Control>
        {canLeavePage() && (
          <Control label="Picture in picture" isExtra onPress={() => void leavePage(player.video).catch(() => undefined)}>
            <PictureInPicture2 />
          </Control>
        )}
        <Control label={fullScreen.isFull ? "Leave full screen" : "Full screen"} onPress={fullScreen.toggle}>
          {fullScreen.isFull ? <Minimize /> : <Maximize />}
        </Control>
      </div>
    </div>
  );
}

function Volume({ player, state }: { player: FilmPlayer; state: PlayerState }) {
  const heard = state.muted ? 0 : state.volume;
  return (
    <div className={styles.volume}>
      <Control label={state.muted ? "Sound on" : "Mute"} onPress={() => player.setMuted(!state.muted)}>
        {heard === 0 ? <VolumeX /> : heard < 0.5 ? <Volume1 /> : <Volume2 />}
      </Control>
      <input
        type="range"
        className={styles.volumeInput}
        data-control="volume"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={heard}
        aria-valuetext={`${Math.round(heard * 100)} %`}
        onChange={(event) => player.setVolume(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

interface ControlProps {
  label: string;
  onPress: () => void;
  isOn?: boolean;
  isOpen?: boolean;
  isMain?: boolean;
  /** Left out where there is little room. */
  isExtra?: boolean;
  children: ReactNode;
}

function Control({ label, onPress, isOn, isOpen, isMain, isExtra, children }: ControlProps) {
  return (
    <Button
      className={styles.control ?? ""}
      aria-label={label}
      onPress={onPress}
      data-main={isMain}
      data-extra={isExtra}
      {...(isOn === undefined ? {} : { "aria-pressed": isOn })}
      {...(isOpen === undefined ? {} : { "aria-expanded": isOpen })}
    >
      {children}
    </Button>
  );
}

function playLabel(state: PlayerState): string {
  if (state.ended) return "Play again";
  return state.playing ? "Pause" : "Play";
}
