import { useId, useMemo } from "react";

import type { Scenery, Time } from "../story/picture";
import styles from "./Landscape.module.css";
import { HEIGHT, layerPath, PALETTES, starsOf, WIDTH } from "./scenery";

interface LandscapeProps {
  scenery: Scenery;
  time: Time;
}

/** Right of the middle, and in sight where only the middle is shown. */
const LIGHT_X = WIDTH * 0.58;
/** What is seen from indoors is seen through a window. */
const WINDOW = `M600 0h16v780h-16zM984 0h16v780h-16zM0 300h${WIDTH}v12H0zM0 772h${WIDTH}v128H0z`;
const LAYERS = [0, 1, 2] as const;

/** A landscape; it keeps still, since the same cores may be painting the film. */
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
      <g fill="#fff" opacity="0.75">
        {stars.map((star) => (
          <circle key={`${star.x},${star.y}`} cx={star.x} cy={star.y} r={star.radius} />
        ))}
      </g>
      <g>
        <circle cx={LIGHT_X} cy={lightY} r={520} fill={`url(#${id}glow)`} />
        <circle cx={LIGHT_X} cy={lightY} r={26} fill={palette.glow} />
      </g>
      {paths.map((path, layer) => (
        <path key={layer} d={path} fill={`url(#${id}layer${layer})`} />
      ))}
      {scenery === "room" && <path d={WINDOW} fill={palette.layers[2]} />}
    </svg>
  );
}
