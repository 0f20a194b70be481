import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import type { ReactNode } from "react";

import { Button } from "../ui";
import { AnswerWords } from "./AnswerWords";
import styles from "./ConflictNote.module.css";
import { cleaned, isAnswered, type AnswerValue } from "./model/values";

interface ConflictNoteProps {
  readonly question: Question;
  readonly mine: AnswerValue;
  readonly theirs: AnswerValue;
  /** Of the questionnaire. */
  readonly language: string;
  readonly onDecide: (choice: "mine" | "theirs") => void;
}

/** Two answers to one question, from two devices or tabs: the person says which one holds. */
export function ConflictNote({ question, mine, theirs, language, onDecide }: ConflictNoteProps) {
  const words = (value: AnswerValue) =>
    isAnswered(cleaned(value)) ? (
      <AnswerWords question={question} value={value} language={language} />
    ) : (
      <p lang="en">No answer</p>
    );
  return (
    <section className={styles.note} aria-label="Two answers to this question" data-testid="conflict">
      <p className={styles.lead}>This was answered in two places. Which answer is yours?</p>
      <div className={styles.sides}>
        <Side title="Here" action="Keep this" onPress={() => onDecide("mine")}>
          {words(mine)}
        </Side>
        <Side title="On your other device or tab" action="Take this" onPress={() => onDecide("theirs")}>
          {words(theirs)}
        </Side>
      </div>
    </section>
  );
}

interface SideProps {
  readonly title: string;
  readonly action: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Side({ title, action, onPress, children }: SideProps) {
  return (
    <div className={styles.side}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.words} data-testid="side">
        {children}
      </div>
      <Button size="s" onPress={onPress}>
        {action}
      </Button>
    </div>
  );
}
