import type { MoveReport } from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useSearchParams } from "react-router";

import { api } from "../api/encompass";
import { Button, ProblemNote, toast } from "../ui";
import type { Desk, DeskState } from "./model/desk";
import { keepingOf } from "./model/keeping";
import { lossesOf, summaryOf } from "./model/moving";
import { movingTo, type NewVersion } from "./newVersion";
import styles from "./NewVersionNote.module.css";

interface NewVersionNoteProps {
  readonly accountId: string;
  readonly responseId: string;
  readonly newer: NewVersion;
  readonly desk: Desk;
  readonly state: DeskState;
}

/** The questionnaire was changed since these answers were begun: what going over to it means. One may as well stay. */
export function NewVersionNote({ accountId, responseId, newer, desk, state }: NewVersionNoteProps) {
  const id = useId();
  const queries = useQueryClient();
  const [, setSearch] = useSearchParams();
  const report = useReport(responseId, newer, state.form.response?.etag ?? "");
  const losses = lossesOf(report);
  const move = useMutation({
    mutationFn: async () => {
      await desk.flush();
      await api.questionnaires.moveResponse({ responseId, version: newer.version, etag: desk.state().book.etag });
      // What couldn't be saved of a question that is gone now never can be.
      await keepingOf(accountId, responseId).drop(losses.map((loss) => loss.questionId));
    },
    onSuccess: async () => {
      setSearch({}, { replace: true });
      await queries.invalidateQueries({ queryKey: ["responses", "form", accountId, responseId] });
      toast({ text: "You are answering the new version now." });
    },
  });
  return (
    <section className={styles.note} aria-labelledby={id} lang="en" dir="ltr">
      <div className={styles.words}>
        <h2 id={id}>This questionnaire has changed</h2>
        <p>{summaryOf(report)} You can also finish the one that you began.</p>
        {losses.length > 0 && (
          <>
            <p>These answers can’t be kept:</p>
            <ul className={styles.losses}>
              {losses.map(({ questionId, why }) => (
                <li key={questionId}>
                  <q dir="auto">{textOf(state, questionId)}</q>: {why}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Button size="s" pending={move.isPending} onPress={() => move.mutate()}>
        Go over to the new one
      </Button>
      {move.error && (
        <ProblemNote error={move.error} onRetry={() => void desk.refresh().then(() => move.mutate())} />
      )}
    </section>
  );
}

/** The report of the answers as they are saved now; the one before until that is there. */
function useReport(responseId: string, newer: NewVersion, etag: string): MoveReport {
  const { data } = useQuery<MoveReport | null>({
    queryKey: ["responses", "moving", responseId, newer.version, etag],
    queryFn: ({ signal }) => movingTo(responseId, newer.version, signal).then((report) => report ?? null),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  return data ?? newer.report;
}

function textOf(state: DeskState, questionId: string): string {
  const asked = state.form.questions.find((question) => question.id === questionId);
  return asked?.text ?? state.outline.all.get(questionId)?.text ?? questionId;
}
