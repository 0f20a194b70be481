import { useEffect } from "react";

import { useSession } from "../api/session";
import { Button } from "../ui/Button";
import { Answers } from "./Answers";
import garden from "./pictures/garden.avif";
import gardenSmall from "./pictures/garden-small.avif";
import { Reel } from "./Reel";
import { Subtitle } from "./Subtitle";
import styles from "./WelcomePage.module.css";

/** Broken there where there is room. */
const QUESTION = ["Who would you be,", "if you were all", "that you could be?"];

export default function WelcomePage() {
  const isIn = useSession().state === "in";
  useEffect(() => {
    document.title = "Encompass";
  }, []);
  const begin = isIn ? "/answers/new" : "/sign-up?then=%2Fanswers%2Fnew";
  return (
    <div className={styles.welcome}>
      <section className={styles.hero}>
        <picture className={styles.still}>
          <source media="(max-width: 45rem)" srcSet={gardenSmall} />
          <img src={garden} alt="" width={1280} height={720} fetchPriority="high" />
        </picture>
        <div className={styles.invitation}>
          <h1 className={styles.question} tabIndex={-1} data-page-title>
            {QUESTION.map((part) => (
              <span key={part}>{part} </span>
            ))}
          </h1>
          <p className={styles.lead}>
            Answer a few questions. Read your story while it is being written. Then watch it: painted, told
            and set to music for you alone.
          </p>
          <div className={styles.ways}>
            <Button href={begin} variant="primary" size="l">
              Begin
            </Button>
            {isIn ? (
              <Button href="/library" size="l">
                To your library
              </Button>
            ) : (
              <Button href="/sign-in" size="l">
                I have an account
              </Button>
            )}
          </div>
        </div>
        <Subtitle />
      </section>
      <Answers />
      <Reel />
      <section className={styles.promises} aria-labelledby="yours">
        <h2 id="yours">It stays yours</h2>
        <ul role="list">
          <li>
            <h3>Nobody else sees it</h3>
            <p>Until you share a link. It ends by itself, and you can take it back before.</p>
          </li>
          <li>
            <h3>As yourself, if you like</h3>
            <p>
              With a photo you stand in the near shots. Without one you are drawn, as you describe yourself.
            </p>
          </li>
          <li>
            <h3>Change your mind</h3>
            <p>
              Rewrite a scene and only that is filmed again. Save everything in one archive, or delete all of
              it.
            </p>
          </li>
        </ul>
      </section>
      <section className={styles.end}>
        <h2>It begins with your name.</h2>
        <Button href={begin} variant="primary" size="l">
          Begin
        </Button>
      </section>
    </div>
  );
}
