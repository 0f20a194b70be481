import type { Form } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookOpen, Pencil, Sparkles } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";

import { api } from "../api/encompass";
import { Button, Page, ProblemNote, RadioCards, RelativeTime, Row } from "../ui";
import { stateAtRest } from "./model/desk";
import { askedNow, outlineOf } from "./model/outline";
import { valuesOf } from "./model/values";
import { AnswerList } from "./Review";
import { StoriesOf, useStoriesOf } from "./StoriesOf";
import { StoryProblem } from "./StoryProblem";
import { LENGTHS, lengthOf, type useStory } from "./useStory";

interface SubmittedProps {
  readonly form: Form;
  readonly story: ReturnType<typeof useStory>;
}

/** Answers that were sent: to read, to write another story from, or to open again. */
export function Submitted({ form, story }: SubmittedProps) {
  const responseId = form.response?.id ?? "";
  const [length, setLength] = useState("short");
  const queries = useQueryClient();
  const [, setSearch] = useSearchParams();
  const stories = useStoriesOf(responseId);
  const reopen = useMutation({
    mutationFn: () => api.questionnaires.reopenResponse({ responseId, etag: form.response?.etag ?? "" }),
    // Whoever opens answers again sees all of them, and chooses what to change.
    onSuccess: () => setSearch({ at: "review" }, { replace: true }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["responses"] }),
  });
  const [latest] = stories;
  return (
    <Page
      title={form.questionnaire?.title || "Your answers"}
      lead={
        <>
          You sent these answers <RelativeTime at={form.response?.submitTime} />.
        </>
      }
      {...(latest
        ? {
            actions: (
              <Button
                variant="primary"
                href={`/stories/${latest.id}`}
                icon={<BookOpen size={18} aria-hidden />}
              >
                Read the story
              </Button>
            ),
          }
        : {})}
    >
      {story.error && <StoryProblem error={story.error} />}
      {reopen.error && <ProblemNote error={reopen.error} onRetry={() => reopen.mutate()} />}
      <AnswerList all={askedOf(form)} state={stateAtRest(form, undefined)} />
      <StoriesOf stories={stories} />
      <RadioCards
        label={latest ? "Another story from these answers" : "How long should the story be?"}
        value={length}
        onChange={setLength}
        columns={2}
        options={LENGTHS}
      />
      <Row>
        <Button
          variant={latest ? "quiet" : "primary"}
          pending={story.isPending}
          icon={<Sparkles size={18} aria-hidden />}
          onPress={() => story.mutate({ responseId, length: lengthOf(length) })}
        >
          {latest ? "Write another" : "Write my story"}
        </Button>
        <Button
          pending={reopen.isPending}
          icon={<Pencil size={18} aria-hidden />}
          onPress={() => reopen.mutate()}
        >
          Change answers
        </Button>
      </Row>
    </Page>
  );
}

/** Answers that weren't sent in time: to read, and to start anew. */
export function Expired({ form }: { readonly form: Form }) {
  const questionnaireId = form.response?.questionnaireId ?? "";
  return (
    <Page
      title={form.questionnaire?.title || "Your answers"}
      lead="These answers weren’t sent in time. They can still be read for a month; to make a story, start anew."
      actions={
        <Button
          variant="primary"
          href={`/answers/new?${new URLSearchParams({ questionnaire: questionnaireId }).toString()}`}
        >
          Start anew
        </Button>
      }
    >
      <AnswerList all={askedOf(form)} state={stateAtRest(form, undefined)} />
    </Page>
  );
}

function askedOf(form: Form) {
  return askedNow(outlineOf(form, undefined), form, valuesOf(form.response?.answers ?? []));
}
