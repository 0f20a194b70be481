import { useEffect, useEffectEvent } from "react";

import { isTyping } from "./field";

/** Calls back with 0 for the key 1, and so on, up to `count` of them, unless somebody types a text. */
export function useDigits(count: number, onDigit: (index: number) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const index = Number(event.key) - 1;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (isPlain && /^[1-9]$/.test(event.key) && index < count && !isTyping(event) && !isInDialog(event)) {
      event.preventDefault();
      onDigit(index);
    }
  });
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function isInDialog(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element && event.target.closest('[role="dialog"],[role="alertdialog"]') !== null
  );
}
