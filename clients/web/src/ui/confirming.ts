/** Questions that wait for a yes or a no, one at a time. */
import type { ReactNode } from "react";

export interface Question {
  title: ReactNode;
  /** What will happen. */
  text?: ReactNode;
  /** What the button does, in a word or two: “Delete film”, not “OK”. */
  confirm: string;
  cancel?: string;
  danger?: boolean;
}

interface Open extends Question {
  answer: (yes: boolean) => void;
}

let open: Open | undefined;
const listeners = new Set<() => void>();

export const confirming = {
  ask(question: Question): Promise<boolean> {
    open?.answer(false);
    return new Promise((resolve) => {
      change({
        ...question,
        answer: (yes) => {
          change(undefined);
          resolve(yes);
        },
      });
    });
  },
  open: () => open,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Returns a function that asks, and resolves to whether the answer was yes. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  return confirming.ask;
}

function change(next: Open | undefined): void {
  open = next;
  for (const listener of listeners) {
    listener();
  }
}
