/** What stands for a thing in the library: a film's still, a story's first place, the person's own words. */
import type { Script } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { useRef, useState } from "react";

import { ScenePlate } from "../story/ScenePlate";
import css from "./Pictures.module.css";
import { useHasBeenInView, usePoster } from "./usePoster";

/** Stands in for a film that has no still yet, and whose story isn't known. */
const AT_DUSK = { setting: "meadow", time: "dusk", weather: "clear" };

export function AnswersPicture({ excerpt }: { excerpt: string }) {
  return (
    <div className={css.paper}>
      <p className={css.quote}>{excerpt ? `“${excerpt}”` : "Nothing written yet."}</p>
    </div>
  );
}

export function StoryPicture({ script }: { script: Script }) {
  return (
    <div className={css.place}>
      <OpeningPlate script={script} />
    </div>
  );
}

function OpeningPlate({ script }: { script: Script }) {
  const [first] = script.scenes;
  return <ScenePlate visual={first?.visual} seed={first?.id ?? script.id} />;
}

export interface FilmPictureProps {
  video: Video;
  script: Script | undefined;
  /** Its card is pointed at or focused: the film shows some seconds of itself. */
  isAttended: boolean;
}

export function FilmPicture({ video, script, isAttended }: FilmPictureProps) {
  const frame = useRef<HTMLDivElement>(null);
  const poster = usePoster(video, useHasBeenInView(frame));
  const [hasLoaded, setLoaded] = useState(false);
  const mayMove = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <div ref={frame} className={css.film}>
      {!hasLoaded && (script ? <OpeningPlate script={script} /> : <ScenePlate visual={AT_DUSK} seed={video.id} />)}
      {poster?.still && (
        <img className={css.still} src={poster.still} alt="" decoding="async" onLoad={() => setLoaded(true)} />
      )}
      {poster?.moving && isAttended && mayMove && <img className={css.moving} src={poster.moving} alt="" />}
    </div>
  );
}
