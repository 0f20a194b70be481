/** The place of a scene as a small painted strip: its landscape in the light of its hour, and its weather. */
import { useId, useMemo } from "react";

import type { Visual } from "./contract";
import { FLOOR, furnishingOf, STAGE } from "./furnishings";
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
  const setting = visual?.setting ?? "";
  const scenery = sceneryOf(visual);
  const indoors = scenery === "room";
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
      <g className={css.lights}>
        {land.lights.map((light, place) => (
          <rect key={place} {...light} />
        ))}
      </g>
      {indoors && (setting === "stage" ? <Stage /> : <Room {...{ setting, land }} lamplight={`url(#${sky}-halo)`} />)}
      {!indoors && <Weather weather={visual?.weather ?? ""} land={land} />}
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

function Stage() {
  return (
    <>
      <rect width={WIDTH} height={HEIGHT} className={css.near} />
      <Floor />
      <path d={STAGE.spotlight} className={css.beam} />
      <path d={STAGE.dark} className={css.dark} />
      <path d={STAGE.cloth} className={css.curtain} />
      <path d={STAGE.folds} className={css.folds} />
    </>
  );
}

interface RoomProps {
  setting: string;
  land: Landscape;
  /** What the light around a lamp is painted with. */
  lamplight: string;
}

function Room({ setting, land, lamplight }: RoomProps) {
  const { dark, lit, lamp } = furnishingOf(setting);
  return (
    <>
      <Floor />
      <Beam land={land} />
      <path d={dark} className={css.dark} />
      <path d={lit} className={css.lit} />
      {lamp && (
        <>
          <circle cx={lamp.x} cy={lamp.y} r="90" fill={lamplight} className={css.lamplight} />
          <path d={`M${lamp.x - 0.75} 0h1.5V${lamp.y - 14}h-1.5Z`} className={css.dark} />
          <path d={`M${lamp.x - 13} ${lamp.y}l7 -14h12l7 14Z`} className={css.lamp} />
        </>
      )}
    </>
  );
}

function Floor() {
  return <rect y={FLOOR} width={WIDTH} height={HEIGHT - FLOOR} className={css.floor} />;
}

/** The light that falls on the floor through the window. */
function Beam({ land }: { land: Landscape }) {
  const [sill] = land.lights;
  if (sill === undefined) return null;
  const right = sill.x + sill.width;
  return <path className={css.beam} d={`M${sill.x} ${FLOOR}H${right}L${right + 70} ${HEIGHT}H${sill.x + 10}Z`} />;
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
