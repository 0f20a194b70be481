import { useDeferredValue, type ReactNode } from "react";

export interface LaterProps {
  children: ReactNode;
  /** What stands there until then, of about the same size. */
  fallback?: ReactNode;
}

/**
 * Builds what it holds after what is around it, and in short pieces.
 *
 * What appears because a store changed (somebody is signed in, a stream has brought a film) is otherwise built in one
 * go, in which a slow phone answers to no touch.
 */
export function Later({ children, fallback = null }: LaterProps) {
  return useDeferredValue(true, false) ? children : fallback;
}
