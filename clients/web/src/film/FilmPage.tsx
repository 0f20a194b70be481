import { useParams } from "react-router";

import { Button, Empty, Later, Page, ProblemNote } from "../ui";
import styles from "./Film.module.css";
import { FilmView } from "./FilmView";
import { useFilm } from "./useFilm";

export { loader } from "./playback";

/** `/films/:videoId` */
export default function FilmPage() {
  const { videoId = "" } = useParams();
  return <Film key={videoId} videoId={videoId} />;
}

const NOT_HERE = new Set(["VIDEO_NOT_FOUND", "VALIDATION_FAILED"]);

function Film({ videoId }: { videoId: string }) {
  const { data: video, live, problem, restart } = useFilm(videoId);
  if (problem && NOT_HERE.has(problem.reason)) return <NotHere />;
  if (video) {
    return (
      <Later fallback={<Blank />}>
        <FilmView video={video} live={live} onRestart={restart} />
      </Later>
    );
  }
  if (!problem) return <Blank />;
  return (
    <Page title="Film">
      <ProblemNote error={problem} onRetry={restart} />
    </Page>
  );
}

function Blank() {
  return (
    <Page title="Film">
      <div className={styles.blank} aria-busy="true" />
    </Page>
  );
}

/** The same words for what never was, what is deleted, and what is somebody else's. */
function NotHere() {
  return (
    <Page title="This film isn’t here">
      <Empty
        title="You have no film at this address"
        action={
          <Button href="/library" variant="primary">
            Go to your library
          </Button>
        }
      >
        It may have been deleted, or the address has a mistake in it. If somebody wanted to show you a film, ask them for
        a share link.
      </Empty>
    </Page>
  );
}
