import type { Job } from "@encompass/client/gen/encompass/jobs/v1/job_admin_pb.js";
import { useRef, useState } from "react";

import { Button, Dialog, ProblemNote, TextArea, toast } from "../ui";
import { useOrder, type Order } from "./useJobs";
import { kindWord, shortId } from "./words";

const SHORTEST = 3;
const LONGEST = 500;

const WORDS: Record<Order["what"], { title: string; text: string; confirm: string; done: string }> = {
  retry: {
    title: "Retry",
    text: "It runs again from its first unfinished step, with fresh attempts. Its owner sees it waiting again; finished steps cost nothing twice.",
    confirm: "Retry the job",
    done: "A worker takes it up in about a second.",
  },
  discard: {
    title: "Discard",
    text: "It leaves the list of what is set aside. For its owner it stays failed, and they may still retry it.",
    confirm: "Discard the job",
    done: "It is off the list.",
  },
};

/** Asks why, and does it: the answer is kept for whoever looks later. */
export function OrderForm({ what, job, onBack }: { what: Order["what"]; job: Job; onBack: () => void }) {
  const words = WORDS[what];
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const requestId = useRef(crypto.randomUUID());
  const order = useOrder({ userId: job.userId, jobId: job.id });
  const isTooShort = reason.trim().length < SHORTEST;
  const submit = () => {
    setTried(true);
    if (isTooShort) return;
    order.mutate(
      { what, reason: reason.trim(), requestId: requestId.current },
      {
        onSuccess: () => {
          toast({ text: words.done, tone: "ok" });
          onBack();
        },
      },
    );
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={onBack}
      title={`${words.title} ${kindWord(job.kind).toLowerCase()} ${shortId(job.id)}?`}
      actions={
        <>
          <Button onPress={onBack}>Back</Button>
          <Button variant={what === "retry" ? "primary" : "danger"} pending={order.isPending} onPress={submit}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      <TextArea
        label="Why"
        value={reason}
        onChange={(next) => {
          // Another body under the same id would be refused.
          requestId.current = crypto.randomUUID();
          setReason(next);
        }}
        hint="Kept with the job, for whoever looks later."
        error={tried && isTooShort ? "Say why, in a few words." : undefined}
        maxLength={LONGEST}
        rows={3}
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for exactly this
        autoFocus
      />
      {order.error && <ProblemNote error={order.error} />}
    </Dialog>
  );
}
