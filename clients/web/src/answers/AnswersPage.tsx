import { ResponseState } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router";

import { reasonOf } from "../api/reasons";
import { useSession } from "../api/session";
import { preferredLanguage } from "../app/preferences";
import { Button, Empty, Page, ProblemNote, Skeleton } from "../ui";
import styles from "./Filling.module.css";
import { Filling } from "./Filling";
import { openedResponse } from "./service";
import { Expired, Submitted } from "./Submitted";
import { useStory } from "./useStory";

/** One response: filled in while it is a draft, read afterwards. */
export default function AnswersPage() {
  const { responseId = "" } = useParams();
  const session = useSession();
  const accountId = session.state === "in" ? session.account.id : "";
  return <OneResponse key={`${accountId} ${responseId}`} accountId={accountId} responseId={responseId} />;
}

function OneResponse({ accountId, responseId }: { readonly accountId: string; readonly responseId: string }) {
  const [language] = useState(preferredLanguage);
  const story = useStory();
  const opened = useQuery(openedResponse(accountId, responseId, language));
  const form = opened.data?.form;
  if (opened.error && !form) {
    return isNobodys(opened.error) ? (
      <Page title="No such answers">
        <Empty
          title="There are no answers of yours here"
          action={
            <Button variant="primary" href="/answers/new">
              Start a new story
            </Button>
          }
        >
          They may be deleted, or belong to another account.
        </Empty>
      </Page>
    ) : (
      <Page title="Your answers">
        <ProblemNote
          error={opened.error}
          onRetry={() => void opened.refetch()}
          retrying={opened.isFetching}
        />
      </Page>
    );
  }
  if (!opened.data || !form) {
    return <Placeholder />;
  }
  switch (form.response?.state) {
    case ResponseState.SUBMITTED:
      return <Submitted form={form} story={story} />;
    case ResponseState.EXPIRED:
      return <Expired form={form} />;
    default:
      return (
        <Filling
          // A response that was reopened, closed elsewhere or moved is filled in from its new state.
          key={`${form.response?.revision} ${form.response?.questionnaireVersion}`}
          accountId={accountId}
          responseId={responseId}
          language={language}
          opened={opened.data}
          story={story}
        />
      );
  }
}

function Placeholder() {
  return (
    <div className={styles.filling}>
      <h1 className="visually-hidden">Your answers</h1>
      <Skeleton lines={2} />
      <Skeleton height="8rem" />
      <Skeleton height="3.5rem" />
    </div>
  );
}

function isNobodys(error: Error): boolean {
  return ["RESPONSE_NOT_FOUND", "VALIDATION_FAILED"].includes(reasonOf(error));
}
