import { ArrowLeft, Sparkles } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { reasonOf } from "../api/reasons";
import { Button, IconButton, ProblemNote, RadioCards } from "../ui";
import { answerOf } from "./model/book";
import type { Desk, DeskState } from "./model/desk";
import { ruleMessage } from "./model/validation";
import { PortraitStep } from "./photo/PortraitStep";
import { AnswerList, problemOf } from "./Review";
import styles from "./ReviewStage.module.css";
import { violationsOf } from "./service";
import { StoryProblem } from "./StoryProblem";
import { LENGTHS, lengthOf, type useStory } from "./useStory";
import type { Way } from "./useWay";

interface ReviewStageProps {
  readonly responseId: string;
  readonly desk: Desk;
  readonly state: DeskState;
  readonly way: Way;
  readonly story: ReturnType<typeof useStory>;
}

/** Everything that was answered, before it is sent. */
export function ReviewStage({ responseId, desk, state, way, story }: ReviewStageProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const [length, setLength] = useState("short");
  const [isSettling, setIsSettling] = useState(false);
  // Two clicks come faster than the page can show that it works.
  const isSending = useRef(false);
  const [isTold, setIsTold] = useState(false);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);

  const open = way.all.filter(
    ({ question }) => problemOf(state, question, answerOf(state.book, question.id)) !== "",
  );
  const hasPhotoQuestion = way.all.some(({ question }) => question.kind.case === "photoQuestion");
  const isOffline = state.link === "offline" || state.link === "failed";
  const refused =
    story.error && reasonOf(story.error) === "ANSWERS_INVALID" ? refusals(state, story.error) : undefined;

  const send = async () => {
    setIsTold(true);
    if (isSending.current || story.isPending || open.length > 0) {
      return;
    }
    isSending.current = true;
    setIsSettling(true);
    const isSaved = await desk.flush();
    setIsSettling(false);
    const now = desk.state();
    if (isSaved && now.book.changes.size === 0) {
      story.mutate(
        { responseId, etag: now.book.etag, length: lengthOf(length) },
        {
          onError: (error) => {
            if (reasonOf(error) === "ETAG_MISMATCH") {
              void desk.refresh();
            }
          },
          onSettled: () => {
            isSending.current = false;
          },
        },
      );
    } else {
      isSending.current = false;
    }
  };

  return (
    <div className={styles.review}>
      <header className={styles.head}>
        <h1 ref={title} tabIndex={-1} className={styles.title}>
          {open.length === 0 ? "This is you, so far" : "Almost there"}
        </h1>
        <p className={styles.lead}>
          {open.length === 0
            ? "Read it over. Change what isn’t quite right; then your story is written from exactly these words."
            : open.length === 1
              ? "One answer is still open. It is marked below."
              : `${open.length} answers are still open. They are marked below.`}
        </p>
      </header>
      <AnswerList
        all={way.all}
        state={state}
        {...(refused ? { problems: refused } : {})}
        onEdit={(questionId) => way.goTo({ at: "question", questionId }, true)}
      />
      {!hasPhotoQuestion && <PortraitStep />}
      <RadioCards
        label="How long should the story be?"
        value={length}
        onChange={setLength}
        columns={2}
        options={LENGTHS}
      />
      {story.error && reasonOf(story.error) !== "ETAG_MISMATCH" && <StoryProblem error={story.error} />}
      {story.error && reasonOf(story.error) === "ETAG_MISMATCH" && (
        <ProblemNote
          error={{
            title: "An answer was changed on your other device meanwhile.",
            advice: "The newest answers are above. Read them over, then send them.",
            reason: "ETAG_MISMATCH",
            fields: {},
          }}
        />
      )}
      {isOffline && (
        <p className={styles.offline}>
          There is no connection just now. Your answers are kept on this device; send them once it is back.
        </p>
      )}
      {isTold && open.length > 0 && (
        <p className={styles.offline} role="alert">
          {`Answer “${open[0]?.question.text ?? ""}” first.`}
        </p>
      )}
      <div className={styles.foot}>
        {way.canGoBack && (
          <IconButton label="Back to the last question" variant="quiet" size="l" onPress={way.back}>
            <ArrowLeft size={20} aria-hidden />
          </IconButton>
        )}
        {open.length > 0 ? (
          <Button
            variant="primary"
            size="l"
            onPress={() => way.goTo({ at: "question", questionId: open[0]?.question.id ?? "" }, true)}
          >
            Go to the open one
          </Button>
        ) : (
          <Button
            variant="primary"
            size="l"
            icon={<Sparkles size={20} aria-hidden />}
            pending={isSettling || story.isPending}
            onPress={() => void send()}
          >
            Write my story
          </Button>
        )}
      </div>
    </div>
  );
}

function refusals({ form }: DeskState, error: Error): ReadonlyMap<string, string> {
  const questions = new Map(form.questions.map((question) => [question.id, question]));
  return new Map(
    violationsOf(error).map(({ questionId, reason, description }) => [
      questionId,
      ruleMessage(questions.get(questionId), reason, description),
    ]),
  );
}
