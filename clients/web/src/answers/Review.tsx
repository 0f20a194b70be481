import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { Pencil } from "lucide-react";

import { IconButton } from "../ui";
import { answerOf } from "./model/book";
import type { DeskState } from "./model/desk";
import { directionOf } from "./model/languages";
import type { Asked } from "./model/outline";
import { dayInWords, wrongWith } from "./model/validation";
import { asRead, cleaned, isAnswered, type AnswerValue } from "./model/values";
import { PortraitPicture } from "./photo/PortraitPicture";
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
              <AnswerWords question={question} value={value} language={language} />
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

interface AnswerWordsProps {
  readonly question: Question;
  readonly value: AnswerValue;
  readonly language: string;
}

function AnswerWords({ question, value, language }: AnswerWordsProps) {
  if (!isAnswered(cleaned(value))) {
    return (
      <p className={styles.none} lang="en">
        {question.required ? "Not answered yet" : "Skipped"}
      </p>
    );
  }
  switch (value.case) {
    case "yes":
      return <p lang="en">{value.value ? "Yes" : "No"}</p>;
    case "date":
      return <p>{dayInWords(value.value, language)}</p>;
    case "photoAssetId":
      return <PortraitPicture assetId={value.value} />;
    case "ranking": {
      const labels = asRead(question, value).split(", ");
      return labels.length === value.value.values.length ? (
        <ol className={styles.ranking}>
          {labels.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ol>
      ) : (
        <p>{asRead(question, value)}</p>
      );
    }
    default:
      return (
        <p className={styles.words} dir="auto">
          {asRead(question, value)}
        </p>
      );
  }
}
