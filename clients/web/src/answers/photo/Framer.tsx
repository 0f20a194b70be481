import { RotateCcw, RotateCw } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";

import { IconButton, Slider } from "../../ui";
import { FRAME_RATIO, MOST_ZOOM, moved, turned, zoomed, type Framing } from "./framing";
import styles from "./photo.module.css";
import { draw } from "./photoFile";

const PREVIEW_WIDTH_PX = 640;
const KEY_STEP = 0.04;
const ZOOM_STEP = 0.15;

interface FramerProps {
  readonly photo: ImageBitmap;
  readonly framing: Framing;
  readonly onChange: (framing: Framing) => void;
}

/** The photo behind a frame: dragged, zoomed and turned by pointer or keyboard. */
export function Framer({ photo, framing, onChange }: FramerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);

  useEffect(() => {
    if (canvas.current) {
      draw(canvas.current, photo, framing);
    }
  }, [photo, framing]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    onChange(zoomed(photo, framing, framing.zoom * Math.exp(-event.deltaY / 500)));
  });
  useEffect(() => {
    const element = frame.current;
    // A page would scroll as well with a listener that React adds: those are passive.
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, []);

  const move = (right: number, down: number) => onChange(moved(photo, framing, right, down));
  const onKey = (event: React.KeyboardEvent) => {
    const act = {
      ArrowLeft: () => move(-KEY_STEP, 0),
      ArrowRight: () => move(KEY_STEP, 0),
      ArrowUp: () => move(0, -KEY_STEP),
      ArrowDown: () => move(0, KEY_STEP),
      "+": () => onChange(zoomed(photo, framing, framing.zoom + ZOOM_STEP)),
      "-": () => onChange(zoomed(photo, framing, framing.zoom - ZOOM_STEP)),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };

  return (
    <div className={styles.framer} data-own-keys>
      {/* The role that hands keys to a page's own control; what the keys do is in its name. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is such a control */}
      <div
        ref={frame}
        role="application"
        aria-label="Your photo in its frame. Arrow keys move it, plus and minus zoom."
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is moved by keys
        tabIndex={0}
        className={styles.frame}
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={(event) => {
          const from = drag.current;
          if (from) {
            const { clientWidth, clientHeight } = event.currentTarget;
            move((event.clientX - from.x) / clientWidth, (event.clientY - from.y) / clientHeight);
            drag.current = { x: event.clientX, y: event.clientY };
          }
        }}
        onPointerUp={() => (drag.current = undefined)}
        onPointerCancel={() => (drag.current = undefined)}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          width={PREVIEW_WIDTH_PX}
          height={Math.round(PREVIEW_WIDTH_PX / FRAME_RATIO)}
        />
        <span className={styles.guide} aria-hidden />
      </div>
      <div className={styles.tools}>
        <IconButton label="Turn left" variant="quiet" onPress={() => onChange(turned(photo, framing, -1))}>
          <RotateCcw size={18} aria-hidden />
        </IconButton>
        <div className={styles.zoom}>
          <Slider
            label="Zoom"
            value={framing.zoom}
            min={1}
            max={MOST_ZOOM}
            step={0.05}
            format={(zoom) => `${zoom.toFixed(1)}×`}
            onChange={(zoom) => onChange(zoomed(photo, framing, zoom))}
          />
        </div>
        <IconButton label="Turn right" variant="quiet" onPress={() => onChange(turned(photo, framing, 1))}>
          <RotateCw size={18} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
