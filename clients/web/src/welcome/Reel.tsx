import kitchen from "./pictures/kitchen.avif";
import laboratory from "./pictures/laboratory.avif";
import library from "./pictures/library.avif";
import sea from "./pictures/sea.avif";
import shore from "./pictures/shore.avif";
import styles from "./Reel.module.css";

const SCENES = [
  { picture: sea, alt: "A woman writes at a desk by the sea", line: "Maya measures whatever holds still." },
  { picture: library, alt: "She stands in a library with a case", line: "A caretaker dusts the true meter." },
  {
    picture: kitchen,
    alt: "She reads at a kitchen table in the evening",
    line: "There’s one thing that Maya has never measured.",
  },
  {
    picture: shore,
    alt: "She sits by the water with a notebook",
    line: "“When an octopus took hold of my finger.”",
  },
  {
    picture: laboratory,
    alt: "She shows a child something in a laboratory",
    line: "Maya is a marine biologist who speaks for the coral reefs.",
  },
];

/** Five scenes of one film, side by side. */
export function Reel() {
  return (
    <section className={styles.reel} aria-labelledby="plays">
      <div className={styles.intro}>
        <h2 id="plays">Then it plays</h2>
        <p>Its first seconds run while the later scenes are still being painted. These are from Maya’s.</p>
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <ol role="list" className={styles.scenes} tabIndex={0} aria-label="Scenes of the film">
        {SCENES.map(({ picture, alt, line }) => (
          <li key={line}>
            <img src={picture} alt={alt} width={640} height={360} loading="lazy" />
            <p>{line}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
