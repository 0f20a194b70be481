import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";

import { wantedPath } from "../app/wanted";
import { problemOf, type Problem } from "../api/problems";

export type Mistakes = Record<string, string | undefined>;

/** What the forms for signing in and up have in common: check, send once, tell, go where one wanted to go. */
export function useEntry(check: () => Mistakes, send: () => Promise<unknown>) {
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
    try {
      await send();
      await navigate(wantedPath(search), { replace: true });
    } catch (error) {
      const told = problemOf(error);
      setMistakes(told.fields);
      setProblem(told);
    } finally {
      setPending(false);
    }
  };
  return { submit, pending, problem, mistakes, search };
}
