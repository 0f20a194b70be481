/** Where one is in the questionnaire: the address says it, so that the browser's back and forward work. */
import { useCallback, useState } from "react";
import { useSearchParams } from "react-router";

import { answersOf } from "./model/book";
import type { Desk, DeskState } from "./model/desk";
import { askedNow, resumeAt, stepAfter, stepBefore, type Asked, type Step } from "./model/outline";

export interface Way {
  /** The question that is shown; nothing at the review. */
  readonly asked: Asked | undefined;
  readonly all: readonly Asked[];
  readonly direction: "forward" | "back";
  /** True while the service is asked what comes next. */
  readonly isWaiting: boolean;
  /** Whether one came from the review, to change one answer. */
  readonly fromReview: boolean;
  /** Goes on. `settle` waits for the save first, as where only the service can judge the answer. */
  readonly onward: (settle: boolean) => Promise<void>;
  readonly back: () => void;
  readonly canGoBack: boolean;
  readonly goTo: (step: Step, fromReview?: boolean) => void;
}

export function useWay(desk: Desk, state: DeskState): Way {
  const [search, setSearch] = useSearchParams();
  const [start] = useState(() => resumeAt(state.form, answersOf(state.book)));
  const [direction, setDirection] = useState<Way["direction"]>("forward");
  const [isWaiting, setIsWaiting] = useState(false);
  const answers = answersOf(state.book);
  const all = askedNow(state.outline, state.form, answers);
  const fromReview = search.get("from") === "review";

  const wanted = search.get("q");
  const isReview = search.get("at") === "review" || (wanted === null && start.at === "review");
  const resume = start.at === "question" ? start.questionId : undefined;
  const asked = isReview
    ? undefined
    : (all.find(({ question }) => question.id === (wanted ?? resume)) ??
      nearest(all, state, wanted ?? resume));

  const goTo = useCallback(
    (step: Step, comesFromReview = false) => {
      if (step.at === "question") {
        setSearch(comesFromReview ? { q: step.questionId, from: "review" } : { q: step.questionId });
      } else if (step.at === "review") {
        setSearch({ at: "review" });
      }
      window.scrollTo({ top: 0 });
    },
    [setSearch],
  );

  const onward = async (settle: boolean) => {
    if (!asked || isWaiting) {
      return;
    }
    const { id } = asked.question;
    setDirection("forward");
    const next = (waits: boolean): Step => {
      const now = desk.state();
      const values = answersOf(now.book);
      return stepAfter(now.outline, now.form, values, id, waits);
    };
    const isOffline = () => desk.state().link === "offline" || !navigator.onLine;
    let step = next(!isOffline());
    if (step.at === "unknown" || (settle && !isOffline())) {
      setIsWaiting(true);
      await desk.flush();
      setIsWaiting(false);
      if (desk.state().book.changes.get(id)?.problem || desk.state().book.conflicts.has(id)) {
        return;
      }
      step = next(false);
    } else {
      void desk.flush();
    }
    goTo(fromReview ? reviewUnlessNew(step, desk.state()) : step);
  };

  const back = () => {
    const before = stepBefore(state.form, asked?.question.id);
    if (before !== undefined) {
      setDirection("back");
      void desk.flush();
      goTo({ at: "question", questionId: before });
    }
  };

  return {
    asked,
    all,
    direction,
    isWaiting,
    fromReview,
    onward,
    back,
    canGoBack: stepBefore(state.form, asked?.question.id) !== undefined,
    goTo,
  };
}

/** Whoever came to change one answer goes back, unless the change brought a question that needs an answer. */
function reviewUnlessNew(step: Step, state: DeskState): Step {
  if (step.at !== "question") {
    return { at: "review" };
  }
  const question = state.form.questions.find((each) => each.id === step.questionId);
  return question?.required && !answersOf(state.book).has(question.id) ? step : { at: "review" };
}

/** Where a question isn't asked any more: the next one after it that is, else the last one. */
function nearest(all: readonly Asked[], state: DeskState, questionId: string | undefined): Asked | undefined {
  const order = [...state.outline.all.keys()];
  const place = questionId === undefined ? 0 : Math.max(0, order.indexOf(questionId));
  return all.find(({ question }) => order.indexOf(question.id) >= place) ?? all.at(-1);
}
