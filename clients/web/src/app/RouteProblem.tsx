/** What shows when a page can't be loaded or breaks. */
import { useRouteError } from "react-router";

import { Empty, Page, ProblemNote } from "../ui";
import { Button } from "../ui";

export function RouteProblem() {
  const error = useRouteError();
  return (
    <Page title="This page didn’t open">
      <ProblemNote error={error} onRetry={() => window.location.reload()} />
    </Page>
  );
}

export function Lost() {
  return (
    <Page title="Nothing is here">
      <Empty
        title="The address may be mistyped, or what it led to is gone."
        action={<Button href="/library">To your library</Button>}
      >
        What you made is in your library.
      </Empty>
    </Page>
  );
}
