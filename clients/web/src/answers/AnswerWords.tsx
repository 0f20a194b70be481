import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import styles from "./AnswerWords.module.css";
import { dayInWords } from "./model/validation";
import { asRead, labelOf, type AnswerValue } from "./model/values";
import { PortraitPicture } from "./photo/PortraitPicture";

interface AnswerWordsProps {
  readonly question: Question;
  /** One that is answered. */
  readonly value: AnswerValue;
  readonly language: string;
}

/** An answer as a person reads it. */
export function AnswerWords({ question, value, language }: AnswerWordsProps) {
  switch (value.case) {
    case "yes":
      return <p lang="en">{asRead(question, value)}</p>;
    case "date":
      return <p>{dayInWords(value.value, language)}</p>;
    case "photoAssetId":
      return <PortraitPicture assetId={value.value} />;
    case "ranking":
      return (
        <ol className={styles.ranking}>
          {value.value.values.map((chosen) => (
            <li key={chosen}>{labelOf(question, chosen)}</li>
          ))}
        </ol>
      );
    default:
      return (
        <p className={styles.words} dir="auto">
          {asRead(question, value)}
        </p>
      );
  }
}
