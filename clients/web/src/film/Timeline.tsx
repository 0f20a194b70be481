import { useState, type CSSProperties, type PointerEvent } from "react";

import { clock } from "../ui/times";
import { sceneAt, type TimelineScene } from "./scenes";
import styles from "./Timeline.module.css";
import { at, type Thumbnail } from "./vtt";
import { spokenClock } from "./words";

interface TimelineProps {
  scenes: readonly TimelineScene[];
  timeMs: number;
  durationMs: number;
  /** How much can be played. */
  playableMs: number;
  thumbnails: readonly Thumbnail[];
  onSeek: (timeMs: number) => void;
}

const STEP_MS = 250;

/** Where in the film one is: a piece for each scene, which shows how far it is painted, loaded and played. */
export function Timeline({ scenes, timeMs, durationMs, playableMs, thumbnails, onSeek }: TimelineProps) {
  const [pointedMs, setPointed] = useState<number>();
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setPointed(Math.max(0, Math.min(1, (event.clientX - left) / width)) * durationMs);
  };
  const scene = sceneAt(scenes, timeMs);
  return (
    <div
      className={styles.timeline}
      onPointerMove={point}
      onPointerLeave={() => setPointed(undefined)}
      onPointerCancel={() => setPointed(undefined)}
    >
      <div className={styles.pieces} aria-hidden="true">
        {scenes.map((each) => (
          <Piece key={each.index} scene={each} timeMs={timeMs} />
        ))}
      </div>
      <div
        className={styles.head}
        style={{ insetInlineStart: durationMs > 0 ? `${(100 * Math.min(timeMs, durationMs)) / durationMs}%` : "0%" }}
        aria-hidden="true"
      />
      <input
        className={styles.input}
        type="range"
        aria-label="Position in the film"
        aria-valuetext={`${spokenClock(timeMs)} of ${spokenClock(durationMs)}${scene ? `, ${scene.title}` : ""}`}
        min={0}
        max={Math.max(durationMs, STEP_MS)}
        step={STEP_MS}
        value={Math.min(timeMs, durationMs)}
        disabled={durationMs === 0}
        onChange={(event) => onSeek(event.currentTarget.valueAsNumber)}
      />
      {pointedMs !== undefined && durationMs > 0 && (
        <Hint
          timeMs={pointedMs}
          durationMs={durationMs}
          scene={sceneAt(scenes, pointedMs)}
          isPainted={pointedMs <= playableMs}
          thumbnail={at(thumbnails, pointedMs)}
        />
      )}
    </div>
  );
}

function Piece({ scene, timeMs }: { scene: TimelineScene; timeMs: number }) {
  const played = scene.durationMs > 0 ? (timeMs - scene.startMs) / scene.durationMs : 0;
  return (
    <div className={styles.piece} data-stage={scene.stage} style={{ flexGrow: scene.share }}>
      <div className={styles.painted} style={{ inlineSize: percent(scene.painted) }} />
      <div className={styles.played} style={{ inlineSize: percent(played) }} />
    </div>
  );
}

interface HintProps {
  timeMs: number;
  durationMs: number;
  scene: TimelineScene | undefined;
  isPainted: boolean;
  thumbnail: Thumbnail | undefined;
}

/** What is at the place under the pointer. */
function Hint({ timeMs, durationMs, scene, isPainted, thumbnail }: HintProps) {
  const place: CSSProperties = { insetInlineStart: `clamp(88px, ${(100 * timeMs) / durationMs}%, calc(100% - 88px))` };
  return (
    <div className={styles.hint} style={place} aria-hidden="true">
      {thumbnail && (
        <div
          className={styles.thumbnail}
          style={{
            inlineSize: thumbnail.width,
            blockSize: thumbnail.height,
            backgroundImage: `url("${thumbnail.url}")`,
            backgroundPosition: `-${thumbnail.x}px -${thumbnail.y}px`,
          }}
        />
      )}
      <span className={styles.hintTitle}>{scene?.title}</span>
      <span>{isPainted ? clock(timeMs) : "Not painted yet"}</span>
    </div>
  );
}

function percent(share: number): string {
  return `${Math.max(0, Math.min(1, share)) * 100}%`;
}
