import { useId, useMemo } from "react";

import type { Scenery, Time } from "../story/picture";
import styles from "./Landscape.module.css";
import { HEIGHT, layerPath, PALETTES, starsOf, WIDTH } from "./scenery";

interface LandscapeProps {
  scenery: Scenery;
  time: Time;
}

const LAYERS = [0, 1, 2] as const;

/** A landscape that breathes: the light drifts, stars come and go. */
export function Landscape({ scenery, time }: LandscapeProps) {
  const id = useId();
  const palette = PALETTES[time];
  const paths = useMemo(() => LAYERS.map((layer) => layerPath(scenery, layer)), [scenery]);
  const stars = useMemo(() => (palette.hasStars || scenery === "stars" ? starsOf(70) : []), [palette, scenery]);
  const lightY = HEIGHT * (1 - palette.height);
  return (
    <svg
      className={styles.landscape}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <defs>
        <linearGradient id={`${id}sky`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={palette.sky[0]} />
          <stop offset="0.42" stopColor={palette.sky[1]} />
          <stop offset="0.72" stopColor={palette.sky[2]} />
        </linearGradient>
        <radialGradient id={`${id}glow`}>
          <stop offset="0" stopColor={palette.glow} stopOpacity="0.95" />
          <stop offset="0.1" stopColor={palette.glow} stopOpacity="0.5" />
          <stop offset="0.4" stopColor={palette.glow} stopOpacity="0.16" />
          <stop offset="1" stopColor={palette.glow} stopOpacity="0" />
        </radialGradient>
        {LAYERS.map((layer) => (
          <linearGradient key={layer} id={`${id}layer${layer}`} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" stopColor={palette.layers[layer]} />
            <stop offset="1" stopColor={palette.layers[2]} />
          </linearGradient>
        ))}
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill={`url(#${id}sky)`} />
      <g className={styles.stars} fill="#fff">
        {stars.map((star) => (
          <circle key={`${star.x},${star.y}`} cx={star.x} cy={star.y} r={star.radius} />
        ))}
      </g>
      <g className={styles.light}>
        <circle cx={WIDTH * 0.64} cy={lightY} r={520} fill={`url(#${id}glow)`} />
        <circle cx={WIDTH * 0.64} cy={lightY} r={34} fill={palette.glow} />
      </g>
      {paths.map((path, layer) => (
        <path key={layer} className={styles.layer} data-layer={layer} d={path} fill={`url(#${id}layer${layer})`} />
      ))}
    </svg>
  );
}
