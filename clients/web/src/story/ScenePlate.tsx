/** The place of a scene as a small painted strip: its landscape in the light of its hour, and its weather. */
import { useId, useMemo } from "react";

import type { Visual } from "./contract";
import { HEIGHT, landscape, WIDTH, type Landscape } from "./landscape";
import { sceneryOf, timeOf } from "./picture";
import css from "./ScenePlate.module.css";

type Place = Pick<Visual, "setting" | "time" | "weather">;

export interface ScenePlateProps {
  visual: Place | undefined;
  /** What tells this scene's landscape from others', for example the scene's id. */
  seed: string;
}

export function ScenePlate({ visual, seed }: ScenePlateProps) {
  const scenery = sceneryOf(visual);
  const land = useMemo(() => landscape(scenery, seed), [scenery, seed]);
  const sky = useId();
  return (
    <svg
      aria-hidden="true"
      className={css.plate}
      data-time={timeOf(visual)}
      data-scenery={scenery}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
    >
      <linearGradient id={sky} x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" className={css.high} />
        <stop offset="0.78" className={css.low} />
      </linearGradient>
      <radialGradient id={`${sky}-halo`}>
        <stop offset="0" className={css.glow} stopOpacity="0.55" />
        <stop offset="0.35" className={css.glow} stopOpacity="0.16" />
        <stop offset="1" className={css.glow} stopOpacity="0" />
      </radialGradient>
      <rect width={WIDTH} height={HEIGHT} fill={`url(#${sky})`} />
      <Sky land={land} halo={`url(#${sky}-halo)`} />
      {land.far && <path d={land.far} className={css.far} />}
      <path d={land.near} className={css.near} fillRule="evenodd" />
      {scenery === "room" && <Floor land={land} />}
      <g className={css.lights}>
        {land.lights.map((light, place) => (
          <rect key={place} {...light} />
        ))}
      </g>
      {scenery !== "room" && <Weather weather={visual?.weather ?? ""} land={land} />}
    </svg>
  );
}

function Sky({ land, halo }: { land: Landscape; halo: string }) {
  return (
    <>
      <g className={css.stars}>
        {land.stars.map((star, place) => (
          <circle key={place} cx={star.x} cy={star.y} r={star.radius} />
        ))}
      </g>
      <circle cx={land.orb.x} cy={land.orb.y} r="120" fill={halo} />
      <circle cx={land.orb.x} cy={land.orb.y} r="11" className={css.orb} />
    </>
  );
}

/** The floor of a room, with the light that falls on it through the window. */
function Floor({ land }: { land: Landscape }) {
  const [sill] = land.lights;
  if (sill === undefined) return null;
  const right = sill.x + sill.width;
  return (
    <>
      <rect y="132" width={WIDTH} height={HEIGHT - 132} className={css.floor} />
      <path className={css.beam} d={`M${sill.x} 132H${right}L${right + 70} ${HEIGHT}H${sill.x + 10}Z`} />
    </>
  );
}

/** Stars are scattered evenly enough to place drops and flakes by. */
function Weather({ weather, land }: { weather: string; land: Landscape }) {
  switch (weather) {
    case "rain":
    case "storm":
      return (
        <g className={css.rain}>
          {land.stars.map(({ x, y }, place) => (
            <path key={place} d={`M${x} ${y * 1.4}l-5 17`} />
          ))}
        </g>
      );
    case "snow":
      return (
        <g className={css.snow}>
          {land.stars.map(({ x, y, radius }, place) => (
            <circle key={place} cx={x} cy={y * 1.5} r={radius + 0.9} />
          ))}
        </g>
      );
    case "fog":
    case "clouds":
      return (
        <g className={css.cloud}>
          {land.stars.slice(0, 9).map(({ x, y }, place) => (
            <ellipse key={place} cx={x} cy={weather === "fog" ? 92 + y * 0.5 : 18 + y * 0.5} rx="130" ry="9" />
          ))}
        </g>
      );
    case "aurora":
      return <path className={css.aurora} d={`M0 62C180 6 300 92 470 42S700 20 ${WIDTH} 58V8H0Z`} />;
    default:
      return null;
  }
}
