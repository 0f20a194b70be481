/** Parts of a page that are loaded when somebody opens them. */
import { lazy, Suspense, useEffect, type ComponentType } from "react";

export type Loading<P> = () => Promise<{ default: ComponentType<P> }>;

/** A component whose code comes when it is first shown; until then there is nothing in its place. */
export function lazily<P extends object>(load: Loading<P>): ComponentType<P> {
  const Part = lazy(load) as unknown as ComponentType<P>;
  return function Lazily(props: P) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    );
  };
}

const SETTLED_MS = 2_000;

/** Fetches what may be opened once the page has come to rest: it then opens at once, without a line too. */
export function useFetchedAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    // Whoever opens it while it is missing is told then.
    const timer = setTimeout(() => void load().catch(() => undefined), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [load]);
}
