import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import { Button } from "../ui";
import styles from "./ConflictNote.module.css";
import { asRead, isAnswered, type AnswerValue } from "./model/values";

interface ConflictNoteProps {
  readonly question: Question;
  readonly mine: AnswerValue;
  readonly theirs: AnswerValue;
  readonly onDecide: (choice: "mine" | "theirs") => void;
}

/** Two answers to one question, from two devices or tabs: the person says which one holds. */
export function ConflictNote({ question, mine, theirs, onDecide }: ConflictNoteProps) {
  return (
    <section className={styles.note} aria-label="Two answers to this question" data-testid="conflict">
      <p className={styles.lead}>This was answered in two places. Which answer is yours?</p>
      <div className={styles.sides}>
        <Side
          title="Here"
          words={wordsOf(question, mine)}
          action="Keep this"
          onPress={() => onDecide("mine")}
        />
        <Side
          title="On your other device or tab"
          words={wordsOf(question, theirs)}
          action="Take this"
          onPress={() => onDecide("theirs")}
        />
      </div>
    </section>
  );
}

interface SideProps {
  readonly title: string;
  readonly words: string;
  readonly action: string;
  readonly onPress: () => void;
}

function Side({ title, words, action, onPress }: SideProps) {
  return (
    <div className={styles.side}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.words} dir="auto">
        {words}
      </p>
      <Button size="s" onPress={onPress}>
        {action}
      </Button>
    </div>
  );
}

function wordsOf(question: Question, value: AnswerValue): string {
  if (!isAnswered(value)) {
    return "No answer";
  }
  if (value.case === "yes") {
    return value.value ? "Yes" : "No";
  }
  return value.case === "photoAssetId" ? "Another photo" : asRead(question, value) || "No answer";
}
