import type { SceneComparison, Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useQuery } from "@tanstack/react-query";

import { api } from "../api/encompass";
import { Badge, Dialog, ProblemNote, Skeleton, Stack } from "../ui";
import styles from "./CompareDialog.module.css";
import { filmKeys } from "./filmKeys";

interface CompareDialogProps {
  one: Video;
  other: Video;
  onClose: () => void;
}

/** How two versions differ, scene by scene. */
export default function CompareDialog({ one, other, onClose }: CompareDialogProps) {
  const [earlier, later] = one.versionNumber < other.versionNumber ? [one, other] : [other, one];
  const { data, error, refetch } = useQuery({
    queryKey: [...filmKeys.versions(one.filmId), "compared", earlier.id, later.id],
    queryFn: ({ signal }) =>
      api.videos.compareVideoVersions({ videoId: earlier.id, otherVideoId: later.id }, { signal }),
  });
  return (
    <Dialog open wide onClose={onClose} title={`Version ${earlier.versionNumber} and version ${later.versionNumber}`}>
      {error ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Stack gap={4}>
          {(data.optionsDiffer || data.seedDiffers) && (
            <p>{data.seedDiffers ? "The later one was painted anew." : "They were made with other options."}</p>
          )}
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Scene</th>
                <th scope="col">What differs</th>
              </tr>
            </thead>
            <tbody>
              {data.scenes.map((scene) => (
                <tr key={scene.index}>
                  <th scope="row">
                    <Title scene={scene} />
                  </th>
                  <td>
                    <Differences scene={scene} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Stack>
      ) : (
        <Skeleton lines={6} />
      )}
    </Dialog>
  );
}

function Title({ scene }: { scene: SceneComparison }) {
  if (scene.titleBefore && scene.titleAfter && scene.titleBefore !== scene.titleAfter) {
    return (
      <>
        <del>{scene.titleBefore}</del> {scene.titleAfter}
      </>
    );
  }
  return <>{scene.titleAfter || scene.titleBefore}</>;
}

function Differences({ scene }: { scene: SceneComparison }) {
  if (!scene.titleBefore) return <Badge tone="ok">New</Badge>;
  if (!scene.titleAfter) return <Badge tone="danger">Left out</Badge>;
  const differences = [
    scene.picturesDiffer ? "pictures" : "",
    scene.narrationDiffers ? "words or voice" : "",
    scene.durationDiffers ? "length" : "",
  ].filter(Boolean);
  return differences.length === 0 ? (
    <span className={styles.same}>Nothing: taken over</span>
  ) : (
    <span className={styles.badges}>
      {differences.map((each) => (
        <Badge key={each} tone="gold">
          {each}
        </Badge>
      ))}
    </span>
  );
}
