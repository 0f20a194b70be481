/** Lets signed-in people through; others sign in first and come back to where they wanted to go. */
import { Navigate, Outlet, useLocation } from "react-router";

import { useSession } from "../api/session";
import { Later } from "../ui/Later";
import { Page } from "../ui/Page";
import { Skeleton } from "../ui/surfaces";

export function Gate() {
  const session = useSession();
  const here = useLocation();
  if (session.state === "starting") {
    return <Starting />;
  }
  if (session.state === "out") {
    const wanted = here.pathname + here.search + here.hash;
    return <Navigate to={`/sign-in?${new URLSearchParams({ then: wanted }).toString()}`} replace />;
  }
  return (
    <Later fallback={<Starting />}>
      <Outlet />
    </Later>
  );
}

function Starting() {
  return (
    <Page title="One moment">
      <Skeleton lines={4} />
    </Page>
  );
}
