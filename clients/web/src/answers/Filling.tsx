import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { toast } from "../ui";
import styles from "./Filling.module.css";
import { answersOf } from "./model/book";
import { directionOf } from "./model/languages";
import { NewVersionNote } from "./NewVersionNote";
import { ProgressLine } from "./ProgressLine";
import { QuestionStage } from "./QuestionStage";
import { ReviewStage } from "./ReviewStage";
import { SaveState } from "./SaveState";
import { openedResponse } from "./service";
import { useDesk, type Filling as FillingProps } from "./useDesk";
import type { useStory } from "./useStory";
import { useWay } from "./useWay";

/** A draft that is filled in: one question, or the review of all of them. */
export function Filling({
  story,
  ...filling
}: FillingProps & { readonly story: ReturnType<typeof useStory> }) {
  const { accountId, responseId, language } = filling;
  const queries = useQueryClient();
  const [desk, state] = useDesk(filling);
  const way = useWay(desk, state);
  const title = state.form.questionnaire?.title ?? "";

  useEffect(() => {
    document.title = `${way.asked ? way.asked.question.text : "Your answers"} · Encompass`;
  }, [way.asked]);

  const isClosed = state.link === "closed";
  // Another tab or device has gone over to a newer version of the questionnaire.
  const isMoved =
    state.form.response?.questionnaireVersion !== filling.opened.form.response?.questionnaireVersion;
  useEffect(() => {
    if ((isClosed || isMoved) && !story.isPending) {
      void queries.invalidateQueries({ queryKey: openedResponse(accountId, responseId, language).queryKey });
    }
  }, [isClosed, isMoved, story.isPending, queries, accountId, responseId, language]);

  const elsewhere = state.elsewhere.length;
  useEffect(() => {
    if (elsewhere > 0) {
      toast({
        text:
          elsewhere === 1
            ? "An answer from your other device or tab was added."
            : `${elsewhere} answers from your other device or tab were added.`,
      });
      desk.acknowledgeElsewhere();
    }
  }, [elsewhere, desk]);

  const answers = answersOf(state.book);
  const index = way.all.findIndex(({ question }) => question.id === way.asked?.question.id);
  return (
    <div className={styles.filling} dir={directionOf(state.form.questionnaire?.language ?? "en")}>
      <header className={styles.head}>
        <p className={styles.title} lang={state.form.questionnaire?.language}>
          {title}
        </p>
        <div className={styles.saving}>
          <SaveState desk={desk} state={state} />
        </div>
        <div className={styles.progress}>
          <ProgressLine
            place={way.asked ? index + 1 : way.all.length + 1}
            count={way.all.length}
            answered={way.all.map(({ question }) => answers.has(question.id))}
          />
        </div>
      </header>
      {filling.opened.newer && (
        <NewVersionNote
          accountId={accountId}
          responseId={responseId}
          newer={filling.opened.newer}
          desk={desk}
          state={state}
        />
      )}
      {way.asked ? (
        <QuestionStage key={way.asked.question.id} desk={desk} state={state} way={way} />
      ) : (
        <ReviewStage responseId={responseId} desk={desk} state={state} way={way} story={story} />
      )}
    </div>
  );
}
