import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { SharedFilm, SharedPlayback } from "@encompass/client/gen/encompass/video/v1/share_link_pb";
import { VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useParams } from "react-router";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import { Button, Empty, Page, ProblemNote, RelativeTime } from "../ui";
import { Landscape } from "./Landscape";
import { FreshLinks, type PlaybackLinks } from "./links";
import { hasCaptionsBeside, shapeOf } from "./looks";
import { playbackLinks } from "./playback";
import { isOver, type TimelineScene } from "./scenes";
import styles from "./SharedFilm.module.css";
import { Theatre } from "./Theatre";
import { fetchText, useText } from "./useFilm";
import { parseCaptions, parseThumbnails, type Cue } from "./vtt";

const NO_CUES: readonly Cue[] = [];

/** `/shared/:token`: a film for whoever has the link, and nothing else. */
export default function SharedFilmPage() {
  const { token = "" } = useParams();
  return <Shared key={token} token={token} />;
}

function Shared({ token }: { token: string }) {
  const { data: film, error, refetch, isFetching } = useQuery({
    queryKey: ["shared", token],
    queryFn: async ({ signal }) => (await api.shares.getSharedFilm({ shareToken: token }, { signal })).film,
    retry: false,
    staleTime: 60_000,
  });
  if (film?.playback) return <Screening film={film} playback={film.playback} token={token} />;
  if (film) return <NotYet film={film} onLook={() => void refetch()} looking={isFetching} />;
  if (error) return <Gone error={error} onRetry={() => void refetch()} />;
  return (
    <Page title="A film for you" width="wide">
      <div className={styles.blank} aria-busy="true" />
    </Page>
  );
}

interface ScreeningProps {
  film: SharedFilm;
  playback: SharedPlayback;
  token: string;
}

function Screening({ film, playback, token }: ScreeningProps) {
  const [files] = useState<PlaybackLinks>(() => playbackLinks(playback));
  const [links] = useState(
    () =>
      new FreshLinks(
        files,
        async () => {
          const fresh = (await api.shares.getSharedFilm({ shareToken: token })).film?.playback;
          if (!fresh) throw new Error("The shared film has no links any more.");
          return playbackLinks(fresh);
        },
        fetchText,
      ),
  );
  const captionsBeside = hasCaptionsBeside(film.captionStyle);
  const cues = useText(token, "shared captions", captionsBeside ? playback.captionsUrl : "", parseCaptions);
  const thumbnails = useText(token, "shared thumbnails", files.thumbnailsUrl, parseThumbnails);
  const chapters = useText(token, "shared chapters", playback.chaptersUrl, parseCaptions);
  const durationMs = Number(film.durationMs);
  const scenes = useMemo(() => scenesOf(chapters, film), [chapters, film]);
  return (
    <Page title={film.title || "A film for you"} width="wide" hideTitle>
      <article className={styles.screening}>
        <p className={styles.title} aria-hidden="true">
          {film.title}
        </p>
        <Theatre
          links={links}
          showing={{
            title: film.title,
            shape: shapeOf(film.aspectRatio),
            scenes,
            durationMs,
            playableMs: Number(film.playableMs),
            isOver: isOver(film),
            posterUrl: files.posterUrl,
            captionsBeside,
            cues: cues ?? NO_CUES,
            thumbnails: thumbnails ?? [],
          }}
        />
        <Invitation film={film} />
      </article>
    </Page>
  );
}

function Invitation({ film }: { film: SharedFilm }) {
  return (
    <div className={styles.invitation}>
      <p>
        This film was made from somebody’s answers about who they could be. <strong>Who could you be?</strong>
      </p>
      <Button href="/" variant="primary">
        Make a film of your own
      </Button>
      {film.expireTime && (
        <p className={styles.quiet}>
          The link expires <RelativeTime at={timestampMs(film.expireTime)} />.
        </p>
      )}
    </div>
  );
}

/** Shared before anything of it could be seen. */
function NotYet({ film, onLook, looking }: { film: SharedFilm; onLook: () => void; looking: boolean }) {
  const isLost = film.state === VideoState.FAILED || film.state === VideoState.CANCELLED;
  return (
    <Page title={film.title || "A film for you"}>
      <Empty
        title={isLost ? "This film was not finished" : "This film is just being made"}
        action={
          isLost ? undefined : (
            <Button variant="primary" pending={looking} onPress={onLook}>
              Look again
            </Button>
          )
        }
      >
        {isLost ? "Ask whoever sent the link for another one." : "Its first moments will be here soon."}
      </Empty>
    </Page>
  );
}

function Gone({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { reason } = problemOf(error);
  if (reason !== "SHARE_LINK_NOT_FOUND" && reason !== "VALIDATION_FAILED") {
    return (
      <Page title="A film for you">
        <ProblemNote error={error} onRetry={onRetry} />
      </Page>
    );
  }
  return (
    <Page title="The curtain has fallen" hideTitle>
      <div className={styles.gone}>
        <div className={styles.picture}>
          <Landscape scenery="water" time="night" />
        </div>
        <p className={styles.title} aria-hidden="true">
          The curtain has fallen
        </p>
        <p>
          This link shows no film any more: links expire, or are taken back by whoever made them. Ask them for a new one.
        </p>
        <Button href="/">See what this place is</Button>
      </div>
    </Page>
  );
}

function scenesOf(chapters: readonly Cue[] | undefined, film: SharedFilm): TimelineScene[] {
  const durationMs = Number(film.durationMs);
  const done = film.state === VideoState.READY;
  if (!chapters || chapters.length === 0 || durationMs === 0) {
    const painted = durationMs > 0 ? Math.min(1, Number(film.playableMs) / durationMs) : 1;
    return [
      { index: 0, title: film.title, startMs: 0, durationMs, share: 1, painted, stage: done ? "done" : "painting" },
    ];
  }
  return chapters.map((chapter, index) => ({
    index,
    title: chapter.lines.flat().map((word) => word.text).join(" "),
    startMs: chapter.startMs,
    durationMs: chapter.endMs - chapter.startMs,
    share: (chapter.endMs - chapter.startMs) / durationMs,
    painted: 1,
    stage: "done",
  }));
}
