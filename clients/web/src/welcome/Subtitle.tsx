import type { CSSProperties } from "react";

import styles from "./Subtitle.module.css";

const WORDS = "“Where’s your zero?” asks the caretaker.".split(" ");

/** A line of the film that the picture is from, lit word by word as films have it. */
export function Subtitle() {
  return (
    <figure className={styles.subtitle}>
      <blockquote>
        {WORDS.map((word, place) => (
          <span key={place} style={{ "--place": place } as CSSProperties}>
            {word}{" "}
          </span>
        ))}
      </blockquote>
      <figcaption>From “How Long Is It”, a film for Maya</figcaption>
    </figure>
  );
}
