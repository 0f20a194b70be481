/** Two versions of a story, scene by scene: what went is struck through, what came is marked. */
import { Badge } from "../ui";
import { PieceKind, type SceneDifference } from "./contract";
import { TextDifferences } from "./Differences";
import css from "./VersionsDialog.module.css";
import type { Piece } from "./words";

export interface VersionDifferencesProps {
  scenes: readonly SceneDifference[];
  isRetitled: boolean;
}

export function VersionDifferences({ scenes, isRetitled }: VersionDifferencesProps) {
  const isSame = !isRetitled && scenes.every((scene) => scene.before && scene.after && scene.changedFields.length === 0);
  return (
    <div className={css.comparison}>
      <p className={css.meta}>
        {isSame
          ? "Both read the same."
          : "Struck through: only in that version. Marked: only in the story as it is now."}
      </p>
      {isRetitled && <p className={css.meta}>The title or the summary was another one.</p>}
      {scenes.map((scene) => (
        <SceneDifferences key={scene.sceneId} difference={scene} />
      ))}
    </div>
  );
}

function SceneDifferences({ difference }: { difference: SceneDifference }) {
  const { before, after, changedFields } = difference;
  const scene = after ?? before;
  if (scene === undefined) return null;
  const isRetitled = before && after && before.title !== after.title;
  return (
    <section className={css.scene}>
      <h3>
        {isRetitled && <del>{before.title}</del>} {scene.title}
      </h3>
      <p className={css.marks}>
        {!before && <Badge tone="ok">added since</Badge>}
        {!after && <Badge tone="danger">removed since</Badge>}
        {changedFields.includes("index") && <Badge>moved</Badge>}
        {changedFields.includes("visual") && <Badge>another picture</Badge>}
        {before && after && changedFields.length === 0 && <Badge>the same</Badge>}
      </p>
      {before && after && changedFields.length === 0 ? null : <TextDifferences pieces={piecesOf(difference)} />}
    </section>
  );
}

function piecesOf({ before, after, narrationPieces }: SceneDifference): Piece[] {
  if (narrationPieces.length > 0) {
    return narrationPieces.map((piece) => ({ kind: KINDS[piece.kind], text: piece.text }));
  }
  if (!before) return [{ kind: "added", text: after?.narration ?? "" }];
  if (!after) return [{ kind: "removed", text: before.narration }];
  return [{ kind: "same", text: after.narration }];
}

const KINDS: Readonly<Record<PieceKind, Piece["kind"]>> = {
  [PieceKind.UNSPECIFIED]: "same",
  [PieceKind.SAME]: "same",
  [PieceKind.REMOVED]: "removed",
  [PieceKind.ADDED]: "added",
};
