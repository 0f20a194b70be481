import { HeartHandshake } from "lucide-react";

import { problemOf } from "../api/problems";
import { ProblemNote } from "../ui";
import styles from "./StoryProblem.module.css";

/** Why no story is written. Who writes of harm to themselves gets a person's words, and no alarm. */
export function StoryProblem({ error }: { error: unknown }) {
  const problem = problemOf(error);
  if (problem.reason !== "ANSWERS_NEED_CARE") {
    return <ProblemNote error={problem} />;
  }
  return (
    <section className={styles.care} role="alert" aria-label="For you">
      <HeartHandshake size={28} strokeWidth={1.5} aria-hidden />
      <div className={styles.text}>
        <p className={styles.words}>{problem.title}</p>
        {problem.help?.map((help) => (
          <p key={help.url}>
            <a href={help.url} rel="noreferrer noopener" target="_blank">
              {help.description}
            </a>
          </p>
        ))}
      </div>
    </section>
  );
}
