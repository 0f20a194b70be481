/** Words while they are written: each fades in where it will stay. */
import css from "./Scene.module.css";

export function LiveWords({ text, isWriting }: { text: string; isWriting: boolean }) {
  return (
    <p className={css.narration}>
      {text.split(/(?<=\s)/).map((word, place) => (
        <span key={place} className={css.word}>
          {word}
        </span>
      ))}
      {isWriting && <span className={css.pen} aria-hidden="true" />}
    </p>
  );
}
