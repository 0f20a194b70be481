import { ChoiceField, SeveralField, YesNoField } from "./ChoiceField";
import { DateField } from "./DateField";
import type { FieldProps } from "./field";
import { NumberField } from "./NumberField";
import { PhotoField } from "./PhotoField";
import { RankingField } from "./RankingField";
import { ScaleField } from "./ScaleField";
import { WordsField } from "./WordsField";

/** The field of a question, by its kind. */
export function Field(props: FieldProps) {
  switch (props.question.kind.case) {
    case "textQuestion":
    case "longTextQuestion":
      return <WordsField {...props} />;
    case "choiceQuestion":
      return <ChoiceField {...props} />;
    case "multipleChoiceQuestion":
      return <SeveralField {...props} />;
    case "scaleQuestion":
      return <ScaleField {...props} />;
    case "yesNoQuestion":
      return <YesNoField {...props} />;
    case "rankingQuestion":
      return <RankingField {...props} />;
    case "dateQuestion":
      return <DateField {...props} />;
    case "numberQuestion":
      return <NumberField {...props} />;
    case "photoQuestion":
      return <PhotoField {...props} />;
    default:
      return <p>This page is older than the question. Reload it to answer.</p>;
  }
}
