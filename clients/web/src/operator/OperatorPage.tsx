import { useSession } from "../api/session";
import { isOperator } from "../app/roles";
import { Button, Empty, Page } from "../ui";
import { Operations } from "./Operations";

/** The page of those who keep Encompass running; others are told so. */
export default function OperatorPage() {
  const session = useSession();
  if (session.state !== "in") {
    return null;
  }
  if (isOperator(session.account)) {
    return <Operations />;
  }
  return (
    <Page title="Operations" width="narrow" hideTitle>
      <Empty
        title="This page is for operators"
        action={
          <Button variant="primary" href="/library">
            Go to your library
          </Button>
        }
      >
        <p>It shows how Encompass itself is doing, and your account doesn’t have that role.</p>
        <p>If it should, ask whoever runs this installation for it, then sign in again.</p>
      </Empty>
    </Page>
  );
}
