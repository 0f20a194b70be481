/** What the story was: its versions, how one differs from what it is now, and the way back. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api } from "../api/encompass";
import { Badge, Button, Dialog, ProblemNote, RelativeTime, Skeleton } from "../ui";
import { VersionChange, type ScriptVersion } from "./contract";
import { VersionDifferences } from "./VersionDifferences";
import css from "./VersionsDialog.module.css";

export interface VersionsDialogProps {
  scriptId: string;
  /** The story's version now. */
  version: number;
  onClose: () => void;
  onRestore: (version: number) => void;
}

export function VersionsDialog({ scriptId, version, onClose, onRestore }: VersionsDialogProps) {
  const [chosen, setChosen] = useState<ScriptVersion>();
  return (
    <Dialog
      open
      wide
      title={chosen ? `Version ${chosen.version}, beside what it is now` : "Versions of the story"}
      onClose={onClose}
      actions={
        chosen ? (
          <>
            <Button variant="plain" onPress={() => setChosen(undefined)}>
              Back to all versions
            </Button>
            <Button
              variant="primary"
              onPress={() => {
                onRestore(chosen.version);
                onClose();
              }}
            >
              Bring this version back
            </Button>
          </>
        ) : undefined
      }
    >
      {chosen ? (
        <Comparison scriptId={scriptId} from={chosen.version} to={version} />
      ) : (
        <VersionList scriptId={scriptId} current={version} onChoose={setChosen} />
      )}
    </Dialog>
  );
}

interface VersionListProps {
  scriptId: string;
  current: number;
  onChoose: (version: ScriptVersion) => void;
}

function VersionList({ scriptId, current, onChoose }: VersionListProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["script-versions", scriptId, current],
    queryFn: ({ pageParam, signal }) =>
      api.scripts.listScriptVersions({ scriptId, pageSize: 20, pageToken: pageParam }, { signal }),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const versions = data.pages.flatMap((page) => page.versions);
  return (
    <>
      <ol className={css.list}>
        {versions.map((version) => (
          <li key={version.version} className={css.version}>
            <div>
              <p className={css.what}>
                {CHANGES[version.change]}
                {version.version === current && <Badge tone="gold">now</Badge>}
              </p>
              {version.wish && <p className={css.wish}>“{version.wish}”</p>}
              <p className={css.meta}>
                Version {version.version} · {version.sceneCount} scenes · <RelativeTime at={version.createTime} />
              </p>
            </div>
            {version.version !== current && (
              <Button size="s" onPress={() => onChoose(version)} aria-label={`Compare version ${version.version}`}>
                Compare
              </Button>
            )}
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="plain" pending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          Show earlier versions
        </Button>
      )}
    </>
  );
}

function Comparison({ scriptId, from, to }: { scriptId: string; from: number; to: number }) {
  const { data, error, refetch } = useQuery({
    queryKey: ["script-versions", scriptId, "compare", from, to],
    queryFn: ({ signal }) => api.scripts.compareScriptVersions({ scriptId, fromVersion: from, toVersion: to }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  return <VersionDifferences scenes={data.scenes} isRetitled={data.titleChanged} />;
}

const CHANGES: Readonly<Record<VersionChange, string>> = {
  [VersionChange.UNSPECIFIED]: "Changed",
  [VersionChange.WRITTEN]: "Written",
  [VersionChange.EDITED]: "Edited by hand",
  [VersionChange.REWRITTEN]: "Scenes written anew",
  [VersionChange.REORDERED]: "Put into another order",
  [VersionChange.ADDED]: "A scene added",
  [VersionChange.REMOVED]: "A scene removed",
  [VersionChange.RESTORED]: "An earlier version brought back",
};
