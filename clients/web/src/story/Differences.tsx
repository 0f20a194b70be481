/** Two texts as one: what went is struck through, what came is marked. */
import css from "./Differences.module.css";
import type { Piece } from "./words";

export function TextDifferences({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <p className={css.text}>
      {pieces.map((piece, place) => {
        if (piece.kind === "same") return <span key={place}>{piece.text}</span>;
        const isGone = piece.kind === "removed";
        const Mark = isGone ? "del" : "ins";
        return (
          <Mark key={place} className={isGone ? css.removed : css.added}>
            <span className="visually-hidden">{isGone ? " removed: " : " added: "}</span>
            {piece.text}
          </Mark>
        );
      })}
    </p>
  );
}
