import type { Question } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";

import type { AnswerValue } from "../model/values";

/** What every kind of question is given. The question's text is the label, and stands on the page already. */
export interface FieldProps {
  readonly question: Question;
  readonly value: AnswerValue;
  /** `soon`: the answer is a whole one, as a choice is, and can be saved at once. */
  readonly onChange: (value: AnswerValue, soon: boolean) => void;
  readonly labelId: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  /** Direction of the questionnaire's language; what people write themselves finds its own. */
  readonly dir: "ltr" | "rtl";
}

/** Whether a key that was pressed belongs to what is being typed. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !["radio", "checkbox", "button"].includes(target.type)))
  );
}
