import { useSyncExternalStore } from "react";

import { Button } from "./Button";
import { confirming } from "./confirming";
import { Dialog } from "./Dialog";

/** Where `useConfirm` asks; the shell has one. */
export default function ConfirmHost() {
  const question = useSyncExternalStore(confirming.subscribe, confirming.open);
  if (question === undefined) {
    return null;
  }
  return (
    <Dialog
      open
      role="alertdialog"
      title={question.title}
      onClose={() => question.answer(false)}
      actions={
        <>
          <Button onPress={() => question.answer(false)}>{question.cancel ?? "Cancel"}</Button>
          <Button
            variant={question.danger === true ? "danger" : "primary"}
            onPress={() => question.answer(true)}
          >
            {question.confirm}
          </Button>
        </>
      }
    >
      {question.text}
    </Dialog>
  );
}
