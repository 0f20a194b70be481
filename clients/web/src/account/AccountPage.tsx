import { useSession } from "../api/session";
import { Badge, Card, Page, Stack } from "../ui";
import styles from "./AccountPage.module.css";
import { DeleteCard } from "./DeleteCard";
import { PreferencesCard } from "./PreferencesCard";
import { SessionsCard } from "./SessionsCard";
import { TakeoutCard } from "./TakeoutCard";
import { isOperator } from "../app/roles";

export default function AccountPage() {
  const session = useSession();
  const account = session.state === "in" ? session.account : undefined;
  return (
    <Page
      title="Account"
      lead="What is kept about you, and how to take it with you or take it back."
      width="text"
    >
      <Card as="section" aria-labelledby="who">
        <dl className={styles.facts}>
          <div>
            <dt id="who">Name</dt>
            <dd>{account?.displayName || "Not given"}</dd>
          </div>
          <div>
            <dt>E-mail address</dt>
            <dd>{account?.email}</dd>
          </div>
          {account !== undefined && isOperator(account) && (
            <div>
              <dt>Role</dt>
              <dd>
                <Badge tone="info">Operator</Badge>
              </dd>
            </div>
          )}
        </dl>
      </Card>
      <Stack gap={5}>
        <PreferencesCard />
        <SessionsCard />
        <TakeoutCard />
        <DeleteCard />
      </Stack>
    </Page>
  );
}
