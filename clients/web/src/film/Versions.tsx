import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import { Badge, Menu, ProblemNote, RelativeTime, toast, useConfirm, type MenuEntry } from "../ui";
import { CompareDialog } from "./dialogs";
import { factsOf, madeAt, STATE_WORDS } from "./looks";
import { filmKeys } from "./filmKeys";
import { useRefresh } from "./useFilm";
import styles from "./Versions.module.css";

/** All versions of the film that a video is one of. Nothing to see while there is only one. */
export function Versions({ video }: { video: Video }) {
  const { data: versions, error, refetch } = useQuery({
    queryKey: [...filmKeys.versions(video.filmId), video.id, video.state],
    queryFn: async ({ signal }) => (await api.videos.listVideoVersions({ videoId: video.id, pageSize: 100 }, { signal })).versions,
    placeholderData: (before) => before,
  });
  const [compared, setCompared] = useState<Video>();
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!versions || versions.length < 2) return null;
  return (
    <section className={styles.versions} aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ul className={styles.list}>
        {versions.map((version) => (
          <Version
            key={version.id}
            version={version.id === video.id ? { ...version, state: video.state, isCurrent: version.isCurrent } : version}
            shown={video}
            others={versions}
            onCompare={() => setCompared(version)}
          />
        ))}
      </ul>
      {compared && <CompareDialog one={video} other={compared} onClose={() => setCompared(undefined)} />}
    </section>
  );
}

interface VersionProps {
  version: Video;
  /** The version that the page shows. */
  shown: Video;
  others: readonly Video[];
  onCompare: () => void;
}

function Version({ version, shown, others, onCompare }: VersionProps) {
  const isShown = version.id === shown.id;
  const items = useVersionActions({ version, shown, others, onCompare });
  return (
    <li className={styles.version} aria-current={isShown ? "true" : undefined}>
      <span className={styles.number}>{version.versionNumber}</span>
      <div className={styles.what}>
        <span className={styles.name}>
          {isShown ? (
            <>Version {version.versionNumber}, on the stage</>
          ) : (
            <Link to={`/films/${version.id}`}>Version {version.versionNumber}</Link>
          )}
          {version.isCurrent && <Badge tone="gold">In the library</Badge>}
          {version.state !== VideoState.READY && <Badge>{STATE_WORDS[version.state]}</Badge>}
        </span>
        <span className={styles.facts}>
          {factsOf(version, { inDetail: true })} · <RelativeTime at={madeAt(version)} />
        </span>
      </div>
      <Menu label={`Version ${version.versionNumber}`} items={items} />
    </li>
  );
}

function useVersionActions({ version, shown, others, onCompare }: VersionProps): MenuEntry[] {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const refresh = useRefresh();
  const isShown = version.id === shown.id;
  const onError = (error: unknown) => toast({ text: `${problemOf(error).title} ${problemOf(error).advice}`, tone: "danger" });

  const restore = useMutation({
    mutationFn: () => api.videos.restoreVideoVersion({ videoId: version.id }),
    onMutate: () => {
      const queryKey = [...filmKeys.versions(shown.filmId), shown.id, shown.state];
      const before = queries.getQueryData<Video[]>(queryKey);
      queries.setQueryData<Video[]>(queryKey, (all) => all?.map((each) => ({ ...each, isCurrent: each.id === version.id })));
      return { queryKey, before };
    },
    onSuccess: () => toast({ text: `The library shows version ${version.versionNumber} now.` }),
    onError: (error, _, kept) => {
      if (kept) queries.setQueryData(kept.queryKey, kept.before);
      onError(error);
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.videos.deleteVideo({ videoId: version.id, allVersions: false }),
    onSuccess: async () => {
      const next = others.find((each) => each.id !== version.id);
      if (isShown && next) await navigate(`/films/${next.id}`, { replace: true });
      toast({ text: `Version ${version.versionNumber} is deleted.` });
      await refresh();
    },
    onError,
  });
  const askToRemove = async () => {
    const sure = await confirm({
      title: `Delete version ${version.versionNumber}?`,
      text: "The other versions stay. Links that show this one stop working. This can’t be undone.",
      confirm: "Delete the version",
      danger: true,
    });
    if (sure) remove.mutate();
  };

  return [
    ...(isShown ? [] : [{ id: "watch", label: "Watch", href: `/films/${version.id}` }]),
    ...(isShown ? [] : [{ id: "compare", label: "Compare with the one on the stage", onPress: onCompare }]),
    ...(version.state === VideoState.READY && !version.isCurrent
      ? [{ id: "restore", label: "Show this one in the library", onPress: () => restore.mutate() }]
      : []),
    { id: "delete", label: "Delete", danger: true, onPress: () => void askToRemove() },
  ];
}
