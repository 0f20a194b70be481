import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useMutation } from "@tanstack/react-query";
import { Ban, CircleAlert, RotateCw, X } from "lucide-react";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import type { Live } from "../api/watch";
import { Button, Progress, toast } from "../ui";
import { roughly } from "../ui/times";
import styles from "./Film.module.css";
import { RemakeButton } from "./RemakeButton";
import { filmChanges } from "./tabs";
import { useRefresh } from "./useFilm";
import { whatHappens, whatIsKept } from "./words";

interface MakingProps {
  video: Video;
  live: Live;
  onRestart: () => void;
}

/** How far the film is, and what can be done about it. */
export function Making({ video, live, onRestart }: MakingProps) {
  if (video.state === VideoState.FAILED) return <Failed video={video} onRestart={onRestart} />;
  if (video.state === VideoState.CANCELLED) return <Cancelled video={video} />;
  return <UnderWay video={video} live={live} />;
}

function UnderWay({ video, live }: { video: Video; live: Live }) {
  const refresh = useRefresh();
  const cancel = useMutation({
    mutationFn: () => api.videos.cancelVideo({ videoId: video.id }),
    onSuccess: refresh,
    onError: (error) => toast({ text: `It goes on: ${problemOf(error).title}`, tone: "danger" }),
  });
  const left = video.timeLeftMs === undefined ? "" : `${roughly(Number(video.timeLeftMs))} left`;
  return (
    <section className={styles.making} aria-label="How far the film is">
      <div className={styles.progress}>
        <Progress
          label={whatHappens(video)}
          {...(video.progress > 0 ? { value: video.progress } : {})}
          detail={live === "waiting" ? "Reconnecting…" : left}
        />
      </div>
      <Button variant="plain" icon={<X size={18} aria-hidden />} pending={cancel.isPending} onPress={() => cancel.mutate()}>
        Stop making it
      </Button>
    </section>
  );
}

function Failed({ video, onRestart }: { video: Video; onRestart: () => void }) {
  const refresh = useRefresh();
  const retry = useMutation({
    mutationFn: () => api.videos.retryVideo({ videoId: video.id }),
    onSuccess: async () => {
      filmChanges.tell(video.id);
      onRestart();
      await refresh();
    },
    onError: (error) => toast({ text: `${problemOf(error).title} ${problemOf(error).advice}`, tone: "danger" }),
  });
  return (
    <section className={styles.ended} role="alert">
      <CircleAlert className={styles.bad} aria-hidden />
      <div>
        <h2>The film could not be finished</h2>
        <p>{video.failure?.message ?? "Something went wrong on our side."}</p>
        <p className={styles.quiet}>
          {whatIsKept(video)} What it has cost was given back.
        </p>
      </div>
      <Button variant="primary" icon={<RotateCw size={18} aria-hidden />} pending={retry.isPending} onPress={() => retry.mutate()}>
        Try again
      </Button>
    </section>
  );
}

function Cancelled({ video }: { video: Video }) {
  return (
    <section className={styles.ended}>
      <Ban aria-hidden />
      <div>
        <h2>You stopped this film</h2>
        <p className={styles.quiet}>
          {video.playableMs > 0n ? "What is painted can still be watched. " : ""}A new version begins from the story as it
          stands.
        </p>
      </div>
      <RemakeButton video={video} label="Make it after all" variant="primary" />
    </section>
  );
}
