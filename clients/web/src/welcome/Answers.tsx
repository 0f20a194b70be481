import styles from "./Answers.module.css";

/** What becomes of an answer: Maya's words, and where they stand in her story. */
export function Answers() {
  return (
    <section className={styles.answers} aria-labelledby="words">
      <div className={styles.intro}>
        <h2 id="words">Your words, and where they lead</h2>
        <p>
          You are asked one thing at a time. What you say comes back in the story, as you said it, and every
          sentence knows the answers that it came from.
        </p>
      </div>
      <div className={styles.pair}>
        <figure className={styles.answer}>
          <figcaption>What does an ordinary day look like?</figcaption>
          <blockquote>
            I grade lab reports for a professor who never learned my name,{" "}
            <mark>eat lunch at my desk, and take the late bus home past the harbor</mark>.
          </blockquote>
          <span className={styles.who}>Maya’s answer</span>
        </figure>
        <figure className={styles.story}>
          <blockquote>
            By the water hangs a tide table, and it is last year’s. Everybody reads it anyway. Maya’s days
            could be printed the same way:{" "}
            <mark>“eat lunch at my desk, and take the late bus home past the harbor.”</mark> High water is
            eleven minutes late this morning, or else the paper is. She looks at the one and at the other, and
            sides with the sea.
          </blockquote>
          <figcaption className={styles.who}>The first scene of her story</figcaption>
        </figure>
      </div>
    </section>
  );
}
