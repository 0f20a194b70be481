import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { Pencil } from "lucide-react";

import { IconButton } from "../ui";
import { AnswerWords } from "./AnswerWords";
import { answerOf } from "./model/book";
import type { DeskState } from "./model/desk";
import { directionOf } from "./model/languages";
import type { Asked } from "./model/outline";
import { wrongWith } from "./model/validation";
import { cleaned, isAnswered, type AnswerValue } from "./model/values";
import styles from "./Review.module.css";

interface AnswerListProps {
  readonly all: readonly Asked[];
  readonly state: DeskState;
  /** What the service finds wrong, by question. */
  readonly problems?: ReadonlyMap<string, string>;
  /** Changes one; without it the answers are just read. */
  readonly onEdit?: (questionId: string) => void;
}

/** All questions that are asked, with their answers. */
export function AnswerList({ all, state, problems, onEdit }: AnswerListProps) {
  const language = state.form.questionnaire?.language ?? "en";
  return (
    <dl className={styles.list} lang={language} dir={directionOf(language)}>
      {all.map(({ question }) => {
        const value = answerOf(state.book, question.id);
        const problem = problems?.get(question.id) ?? problemOf(state, question, value);
        return (
          <div key={question.id} className={styles.row} data-wrong={problem !== "" || undefined}>
            <dt className={styles.question}>{question.text}</dt>
            <dd className={styles.answer}>
              {isAnswered(cleaned(value)) ? (
                <AnswerWords question={question} value={value} language={language} />
              ) : (
                <p className={styles.none} lang="en">
                  {question.required ? "Not answered yet" : "Skipped"}
                </p>
              )}
              {problem && <p className={styles.problem}>{problem}</p>}
            </dd>
            {onEdit && (
              <dd className={styles.edit}>
                <IconButton label={`Change: ${question.text}`} onPress={() => onEdit(question.id)}>
                  <Pencil size={17} aria-hidden />
                </IconButton>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
}

/** Why an answer keeps the response from being sent; empty when it doesn't. */
export function problemOf(state: DeskState, question: Question, value: AnswerValue): string {
  if (state.book.conflicts.has(question.id)) {
    return "Answered in two places: choose one.";
  }
  return wrongWith(question, value) || (state.book.changes.get(question.id)?.problem ?? "");
}
