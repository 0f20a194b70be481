import { TriangleAlert } from "lucide-react";

import { problemOf, type Problem } from "../api/problems";
import { Button } from "./Button";
import styles from "./ProblemNote.module.css";

export interface ProblemNoteProps {
  /** Whatever was thrown, or the problem that was made of it. */
  error: unknown;
  onRetry?: () => void;
  retrying?: boolean;
}

/** An error on the page: what happened, what to do, and the number to report. */
export function ProblemNote({ error, onRetry, retrying = false }: ProblemNoteProps) {
  const problem = isProblem(error) ? error : problemOf(error);
  return (
    <div className={styles.note} role="alert">
      <TriangleAlert size={20} aria-hidden />
      <div className={styles.text}>
        <p className={styles.title}>{problem.title}</p>
        <p>{problem.advice}</p>
        {problem.help?.map((help) => (
          <p key={help.url}>
            <a href={help.url} rel="noreferrer noopener" target="_blank">
              {help.description}
            </a>
          </p>
        ))}
        {problem.requestId !== undefined && <p className={styles.number}>Number {problem.requestId}</p>}
        {onRetry !== undefined && (
          <div>
            <Button size="s" pending={retrying} onPress={onRetry}>
              Try again
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "advice" in error && "title" in error;
}
