import { Check, CloudOff, LoaderCircle, PencilLine, TriangleAlert } from "lucide-react";

import { toSend } from "./model/book";
import type { Desk, DeskState } from "./model/desk";
import styles from "./SaveState.module.css";

interface SaveStateProps {
  readonly desk: Desk;
  readonly state: DeskState;
}

/** How the answers stand: on the service, on their way, or on this device only. */
export function SaveState({ desk, state }: SaveStateProps) {
  const now = saveStateOf(state);
  const { icon, text, isUrgent } = LOOKS[now];
  return (
    <div className={styles.state} data-state={now}>
      <span className={styles.text} data-testid="save-state">
        {icon}
        {text}
      </span>
      {(now === "failed" || now === "offline") && (
        <button type="button" className={styles.retry} onClick={() => desk.retry()}>
          Try now
        </button>
      )}
      {/* Each save would be too much to listen to; that something is wrong isn't. */}
      <span className="visually-hidden" role="status">
        {isUrgent ? text : ""}
      </span>
    </div>
  );
}

export type SaveStateName = "saved" | "saving" | "typing" | "unfit" | "offline" | "failed" | "conflict";

export function saveStateOf({ book, link }: DeskState): SaveStateName {
  if (link === "offline" && book.changes.size > 0) {
    return "offline";
  }
  if (link === "failed") {
    return "failed";
  }
  if (book.conflicts.size > 0) {
    return "conflict";
  }
  if (link === "saving") {
    return "saving";
  }
  if (toSend(book).size > 0) {
    return "typing";
  }
  return [...book.changes.values()].some((change) => change.problem) ? "unfit" : "saved";
}

const LOOKS = {
  saved: { icon: <Check size={15} aria-hidden />, text: "Saved", isUrgent: false },
  typing: { icon: <PencilLine size={15} aria-hidden />, text: "Writing…", isUrgent: false },
  saving: {
    icon: <LoaderCircle className={styles.turning} size={15} aria-hidden />,
    text: "Saving…",
    isUrgent: false,
  },
  unfit: { icon: <PencilLine size={15} aria-hidden />, text: "Kept on this device", isUrgent: false },
  offline: {
    icon: <CloudOff size={15} aria-hidden />,
    text: "Offline. Kept on this device, sent later",
    isUrgent: true,
  },
  failed: {
    icon: <TriangleAlert size={15} aria-hidden />,
    text: "Not saved yet. Kept on this device",
    isUrgent: true,
  },
  conflict: {
    icon: <TriangleAlert size={15} aria-hidden />,
    text: "Two answers to one question: choose",
    isUrgent: true,
  },
} as const;
