import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { wantedPath } from "../app/wanted";
import type { Problem } from "../api/problems";

export type Mistakes = Record<string, string | undefined>;

/** What the forms for signing in and up have in common: check, send once, tell, go where one wanted to go. */
export type Entering = typeof import("./entering");

const UNREACHABLE: Problem = {
  title: "The page could not be loaded completely.",
  advice: "Check your connection, then load it again.",
  reason: "OFFLINE",
  fields: {},
};

/** Loads what sending needs; called as soon as somebody is in the form. */
export function prepare(): Promise<Entering | undefined> {
  return import("./entering").catch(() => undefined);
}

export function useEntry(check: () => Mistakes, send: (entering: Entering) => Promise<unknown>) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [mistakes, setMistakes] = useState<Mistakes>({});

  const submit = async (form: HTMLFormElement) => {
    const found = check();
    setMistakes(found);
    const wrong = Object.keys(found).find((name) => found[name] !== undefined);
    if (wrong !== undefined) {
      form.querySelector<HTMLInputElement>(`[name="${wrong}"]`)?.focus();
      return;
    }
    setPending(true);
    setProblem(undefined);
    const entering = await prepare();
    if (entering === undefined) {
      setProblem(UNREACHABLE);
      setPending(false);
      return;
    }
    try {
      await send(entering);
      await navigate(wantedPath(search), { replace: true });
    } catch (error) {
      const told = entering.problemOf(error);
      setMistakes(told.fields);
      setProblem(told);
    } finally {
      setPending(false);
    }
  };
  return { submit, pending, problem, mistakes, search };
}
