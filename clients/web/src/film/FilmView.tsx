import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useDeferredValue, useState } from "react";

import type { Live } from "../api/watch";
import { Later, Page, useFetchedAhead } from "../ui";
import { Chapters } from "./Chapters";
import { loadDialogs } from "./dialogs";
import styles from "./Film.module.css";
import { FilmActions } from "./FilmActions";
import { factsOf, hasCaptionsBeside, shapeOf } from "./looks";
import { Making } from "./Making";
import { Origin } from "./Origin";
import type { FilmPlayer } from "./player";
import { isOver, timelineScenes } from "./scenes";
import { Theatre } from "./Theatre";
import { useExtras, usePlayback } from "./useFilm";
import { Versions } from "./Versions";
import { WaitingForFilm } from "./WaitingForFilm";

interface FilmViewProps {
  video: Video;
  live: Live;
  /** Watches the film anew, after it has been set going again. */
  onRestart: () => void;
}

/** A film: its stage, what is going on, its scenes and its versions. */
export function FilmView({ video, live, onRestart }: FilmViewProps) {
  useFetchedAhead(loadDialogs);
  const { links, files } = usePlayback(video);
  const { cues, thumbnails } = useExtras(video, files);
  const [player, setPlayer] = useState<FilmPlayer>();
  // The stage is the most to build: the page stays awake meanwhile.
  const shownLinks = useDeferredValue(video.segmentCount > 0 ? links : undefined);
  const scenes = timelineScenes(video);
  const shape = shapeOf(video.options?.aspectRatio);
  return (
    <Page title={video.title || "Film"} lead={factsOf(video)} actions={<FilmActions video={video} />} width="wide">
      <div className={styles.layout} data-shape={shape}>
        <div className={styles.main}>
          {shownLinks ? (
            <Theatre
              links={shownLinks}
              onPlayer={setPlayer}
              showing={{
                title: video.title,
                shape,
                scenes,
                durationMs: Number(video.durationMs),
                playableMs: Number(video.playableMs),
                isOver: isOver(video),
                posterUrl: files?.posterUrl ?? "",
                captionsBeside: hasCaptionsBeside(video.options?.captionStyle),
                cues,
                thumbnails,
              }}
            />
          ) : (
            <WaitingForFilm video={video} shape={shape} />
          )}
          {video.state !== VideoState.READY && <Making video={video} live={live} onRestart={onRestart} />}
        </div>
        <Chapters scenes={scenes} player={player} />
      </div>
      <Later>
        <Origin video={video} />
        <Versions video={video} />
      </Later>
    </Page>
  );
}
