import type { Section } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";

import { Button, classes, FieldError, IconButton } from "../ui";
import { ConflictNote } from "./ConflictNote";
import { Field } from "./fields/Field";
import { isTyping } from "./fields/field";
import { answerOf } from "./model/book";
import type { Desk, DeskState } from "./model/desk";
import { directionOf } from "./model/languages";
import { wrongWith } from "./model/validation";
import { cleaned, isAnswered, type AnswerValue } from "./model/values";
import styles from "./QuestionStage.module.css";
import type { Way } from "./useWay";

interface QuestionStageProps {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly way: Way;
}

/** One question, with all that it takes to answer it and go on. */
export function QuestionStage({ desk, state, way }: QuestionStageProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const question = way.asked?.question;
  const [isTold, setIsTold] = useState(false);
  const language = state.form.questionnaire?.language ?? "en";
  const dir = directionOf(language);

  const focusField = useEffectEvent(() => firstFieldOf(form.current)?.focus({ preventScroll: true }));
  useEffect(() => focusField(), []);
  useKeys(form, way, dir);

  if (!question) {
    return null;
  }
  const value = answerOf(state.book, question.id);
  const isEmpty = !isAnswered(cleaned(value));
  const wrong = wrongWith(question, value);
  const refused = state.book.changes.get(question.id)?.problem;
  // What the service refused is told at once; what isn't finished yet, once one wants to go on.
  const error = isTold ? wrong || refused || "" : wrong ? "" : (refused ?? "");
  // While a photo is still to be sent, that is the thing to do.
  const isPhotoOpen = question.kind.case === "photoQuestion" && isEmpty;
  const conflict = state.book.conflicts.get(question.id);

  const change = (next: AnswerValue, soon: boolean) => {
    setIsTold(false);
    const problem = isAnswered(cleaned(next)) ? wrongWith(question, next) : "";
    desk.answer(question.id, next, problem, soon && problem === "");
  };
  const submit = () => {
    if (wrong || conflict !== undefined) {
      setIsTold(true);
      firstFieldOf(form.current)?.focus();
    } else {
      void way.onward(question.rules.length > 0 && !isEmpty);
    }
  };

  return (
    <form
      ref={form}
      className={classes(styles.stage, way.direction === "back" && styles.fromBefore)}
      data-kind={question.kind.case}
      lang={language}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SectionHead section={sectionOf(state, question.id)} isFirst={isFirstOfSection(state, question.id)} />
      <h1 id={`${id}-text`} className={styles.text} data-long={question.text.length > 90 || undefined}>
        {question.text}
      </h1>
      {question.help && (
        <p id={`${id}-help`} className={styles.help}>
          {question.help}
        </p>
      )}
      {conflict !== undefined && (
        <ConflictNote
          question={question}
          mine={value}
          theirs={conflict}
          language={language}
          onDecide={(choice) => desk.decide(question.id, choice)}
        />
      )}
      <div className={styles.field}>
        <Field
          question={question}
          value={value}
          onChange={change}
          labelId={`${id}-text`}
          describedBy={`${id}-help ${id}-error`}
          isInvalid={error !== ""}
          dir={dir}
        />
        <FieldError id={`${id}-error`}>{error || undefined}</FieldError>
      </div>
      {/* The dashboard's own words are English, whatever the questionnaire speaks. */}
      <div className={styles.foot} lang="en">
        {way.canGoBack && (
          <IconButton label="Back to the question before" variant="quiet" size="l" onPress={way.back}>
            <ArrowLeft size={20} className={styles.arrow} aria-hidden />
          </IconButton>
        )}
        <Button variant={isPhotoOpen ? "quiet" : "primary"} size="l" type="submit" pending={way.isWaiting}>
          <span className={styles.next}>
            {way.fromReview ? "Done" : isEmpty && !question.required ? "Skip" : "Next"}
            <ArrowRight size={20} className={styles.arrow} aria-hidden />
          </span>
        </Button>
        <span className={styles.hint} aria-hidden>
          {question.kind.case === "longTextQuestion" ? (
            <>
              <kbd>Ctrl</kbd> <kbd>Enter</kbd>
            </>
          ) : (
            <kbd>Enter</kbd>
          )}
        </span>
      </div>
    </form>
  );
}

function SectionHead({ section, isFirst }: { section: Section | undefined; isFirst: boolean }) {
  if (!section?.title) {
    return null;
  }
  return (
    <div className={styles.section}>
      <p className={styles.sectionTitle}>{section.title}</p>
      {isFirst && section.introduction && <p className={styles.sectionText}>{section.introduction}</p>}
    </div>
  );
}

/** Control and Enter, page up and down, and arrows where nothing is being typed or chosen, go through the questions. */
function useKeys(form: React.RefObject<HTMLFormElement | null>, way: Way, dir: "ltr" | "rtl"): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isElsewhere(event)) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      if (event.key === "Enter") {
        event.preventDefault();
        form.current?.requestSubmit();
      }
      return;
    }
    const takesArrows = isTyping(event) || event.target instanceof HTMLInputElement;
    const [onwards, backwards] = dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const isOnBody = event.target === document.body;
    if (
      event.key === "PageDown" ||
      (event.key === onwards && !takesArrows) ||
      (event.key === "Enter" && isOnBody)
    ) {
      event.preventDefault();
      form.current?.requestSubmit();
    } else if (event.key === "PageUp" || (event.key === backwards && !takesArrows)) {
      event.preventDefault();
      way.back();
    }
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** Keys in a dialog or a menu are theirs. */
function isElsewhere(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[data-own-keys]') !== null
  );
}

function firstFieldOf(form: HTMLFormElement | null): HTMLElement | null {
  return (
    form?.querySelector<HTMLElement>("input:checked") ??
    form?.querySelector<HTMLElement>("input, textarea, [role='group'] button") ??
    null
  );
}

function sectionOf({ form }: DeskState, questionId: string): Section | undefined {
  const sectionId = form.questions.find((question) => question.id === questionId)?.sectionId;
  return form.sections.find((section) => section.id === sectionId);
}

function isFirstOfSection({ form }: DeskState, questionId: string): boolean {
  const sectionId = form.questions.find((question) => question.id === questionId)?.sectionId;
  return form.questions.find((question) => question.sectionId === sectionId)?.id === questionId;
}
