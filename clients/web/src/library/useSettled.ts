/** What is typed, once nothing more is. */
import { useEffect, useState } from "react";

const PAUSE_MS = 250;

/** The value as it was when it last stayed the same for a moment; an empty one counts at once. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), value === "" ? 0 : PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
