import type {
  Questionnaire,
  Response,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Clock } from "lucide-react";
import { useRef } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { api } from "../api/encompass";
import { preferredLanguage } from "../app/preferences";
import { Button, Empty, Page, ProblemNote, Progress, RelativeTime, Skeleton } from "../ui";
import { directionOf } from "./model/languages";
import styles from "./NewAnswersPage.module.css";
import { draftResponses, openQuestionnaires } from "./questionnaires";

/** Begins a story: goes on with a draft, or chooses questions and starts anew. */
export default function NewAnswersPage() {
  const [search] = useSearchParams();
  const language = preferredLanguage();
  // A link may invite to one questionnaire.
  const invitedTo = search.get("questionnaire") ?? "";
  const questionnaires = useQuery(openQuestionnaires(invitedTo, language));
  const drafts = useQuery(draftResponses);
  const failed = questionnaires.error ?? drafts.error;
  if (failed) {
    const again = () => void Promise.all([questionnaires.refetch(), drafts.refetch()]);
    return (
      <Page title="A new story">
        <ProblemNote
          error={failed}
          onRetry={again}
          retrying={questionnaires.isFetching || drafts.isFetching}
        />
      </Page>
    );
  }
  if (!questionnaires.data || !drafts.data) {
    return (
      <Page title="A new story">
        <Skeleton height="16rem" />
      </Page>
    );
  }
  if (questionnaires.data.length === 0) {
    return (
      <Page title="A new story">
        <Empty title="There is nothing to answer just now">
          The questions that you were invited to are closed, or belong to another account.
        </Empty>
      </Page>
    );
  }
  const [only] = questionnaires.data;
  const begun = drafts.data.filter((draft) => !invitedTo || draft.questionnaireId === invitedTo);
  const isOne = questionnaires.data.length === 1 && begun.length === 0;
  return (
    <Page title={isOne && only ? only.title : "A new story"} hideTitle={isOne}>
      {begun.length > 0 && <Drafts drafts={begun} questionnaires={questionnaires.data} />}
      <section className={styles.questionnaires} aria-label="Start anew">
        {begun.length > 0 && <h2>Or start anew</h2>}
        {questionnaires.data.map((questionnaire) => (
          <Invitation key={questionnaire.id} questionnaire={questionnaire} isOne={isOne} />
        ))}
      </section>
    </Page>
  );
}

interface InvitationProps {
  readonly questionnaire: Questionnaire;
  /** It stands alone on the page, whose title it is. */
  readonly isOne: boolean;
}

function Invitation({ questionnaire, isOne }: InvitationProps) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  // A second press sends the same wish, which starts nothing twice.
  const requestId = useRef(crypto.randomUUID());
  const start = useMutation({
    mutationFn: async () => {
      const { response } = await api.questionnaires.startResponse({
        requestId: requestId.current,
        questionnaireId: questionnaire.id,
      });
      return response?.id ?? "";
    },
    onSuccess: async (responseId) => {
      void queries.invalidateQueries({ queryKey: ["responses"], refetchType: "none" });
      await navigate(`/answers/${responseId}`);
    },
  });
  const { language, estimatedMinutes, questions } = questionnaire;
  return (
    <article className={styles.invitation} data-one={isOne || undefined}>
      <div className={styles.words} lang={language} dir={directionOf(language)}>
        {isOne ? (
          // The page's own heading is read aloud; this is how it looks.
          <p className={styles.title} aria-hidden>
            {questionnaire.title}
          </p>
        ) : (
          <h3 className={styles.title}>{questionnaire.title}</h3>
        )}
        <p className={styles.introduction}>{questionnaire.introduction}</p>
      </div>
      <div className={styles.begin}>
        <Button
          variant={isOne ? "primary" : "quiet"}
          size="l"
          pending={start.isPending}
          onPress={() => start.mutate()}
        >
          <span className={styles.action}>
            Begin
            <ArrowRight size={20} className={styles.arrow} aria-hidden />
          </span>
        </Button>
        <span className={styles.facts}>
          <Clock size={15} aria-hidden />
          {[estimatedMinutes > 0 && `about ${estimatedMinutes} minutes`, `${questions.length} questions`]
            .filter(Boolean)
            .join(", ")}
        </span>
      </div>
      {start.error && <ProblemNote error={start.error} onRetry={() => start.mutate()} />}
    </article>
  );
}

interface DraftsProps {
  readonly drafts: readonly Response[];
  readonly questionnaires: readonly Questionnaire[];
}

function Drafts({ drafts, questionnaires }: DraftsProps) {
  const titles = new Map(questionnaires.map((questionnaire) => [questionnaire.id, questionnaire.title]));
  return (
    <section className={styles.drafts} aria-label="Go on">
      <h2>Go on where you left off</h2>
      <ul className={styles.list}>
        {drafts.map((draft, index) => (
          <li key={draft.id} className={styles.draft}>
            <div className={styles.draftText}>
              <h3 className={styles.draftTitle}>{titles.get(draft.questionnaireId) ?? "Your answers"}</h3>
              <Progress
                label={`${draft.answeredQuestionCount} of ${draft.visibleQuestionCount} answered`}
                value={draft.answeredQuestionCount / Math.max(1, draft.visibleQuestionCount)}
                detail={<RelativeTime at={draft.updateTime} />}
              />
            </div>
            <Button variant={index === 0 ? "primary" : "quiet"} href={`/answers/${draft.id}`}>
              {draft.nextQuestionId === "" ? "Read over and send" : "Go on"}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
