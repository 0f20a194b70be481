/** What shows when a page can't be loaded or breaks. It needs nothing that isn't loaded yet. */
import { useEffect } from "react";
import { useRouteError } from "react-router";

import { Button } from "../ui/Button";
import { Page } from "../ui/Page";
import { Empty } from "../ui/surfaces";

export function RouteProblem() {
  const error = useRouteError();
  const notLoaded =
    error instanceof Error && /dynamically imported|importing a module|preload/i.test(error.message);
  useEffect(() => {
    if (!notLoaded) {
      console.error(error);
    }
  }, [error, notLoaded]);
  return (
    <Page title="This page didn’t open">
      <Empty
        title={notLoaded ? "A part of it could not be loaded." : "Something in it broke."}
        action={
          <Button variant="primary" onPress={() => window.location.reload()}>
            Load it again
          </Button>
        }
      >
        {notLoaded
          ? "The connection may have dropped, or a newer version is out. What you made is safe."
          : "Load it again. What you made is safe; if it keeps breaking, tell us what you did before."}
      </Empty>
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
