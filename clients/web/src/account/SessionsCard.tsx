import type { Session } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";

import { api } from "../api/encompass";
import { problemOf, reasonIs } from "../api/problems";
import { Badge, Button, Card, ProblemNote, RelativeTime, Skeleton, Stack, toast, useConfirm } from "../ui";
import { everyPage } from "./pages";
import styles from "./SessionsCard.module.css";

const KEY = ["account", "sessions"];

/** Where one is signed in, with a way to close each. */
export function SessionsCard() {
  const queries = useQueryClient();
  const confirm = useConfirm();
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      everyPage(
        (pageToken) => api.auth.listSessions({ pageSize: 100, pageToken }, { signal }),
        (page) => page.sessions,
      ),
  });
  const revoke = useMutation({
    mutationFn: (session: Session) => api.auth.revokeSession({ sessionId: session.id }),
    onMutate: async (session) => {
      await queries.cancelQueries({ queryKey: KEY });
      const before = queries.getQueryData<Session[]>(KEY);
      queries.setQueryData<Session[]>(KEY, (all) => all?.filter((one) => one.id !== session.id));
      return { before };
    },
    onError: (error, _session, context) => {
      if (reasonIs(error, "SESSION_NOT_FOUND")) {
        return;
      }
      queries.setQueryData(KEY, context?.before);
      const problem = problemOf(error);
      toast({ text: `The session is still open. ${problem.title} ${problem.advice}`, tone: "danger" });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });

  const close = async (session: Session) => {
    const sure = await confirm({
      title: `Sign out ${session.deviceName || "that device"}?`,
      text: "It can’t get new access from now on; what it has ends within ten minutes.",
      confirm: "Sign it out",
      danger: true,
    });
    if (sure) {
      revoke.mutate(session);
    }
  };

  return (
    <Card as="section" aria-labelledby="sessions">
      <Stack>
        <h2 id="sessions">Where you are signed in</h2>
        {sessions.isPending && <Skeleton height="8rem" />}
        {sessions.isError && <ProblemNote error={sessions.error} onRetry={() => void sessions.refetch()} />}
        {sessions.isSuccess && (
          <ul role="list" className={styles.list}>
            {sessions.data.map((session) => (
              <li key={session.id} className={styles.session}>
                {/Android|iPhone|iPad/.test(session.deviceName) ? (
                  <Smartphone size={22} aria-hidden />
                ) : (
                  <Laptop size={22} aria-hidden />
                )}
                <div className={styles.text}>
                  <span className={styles.name}>{session.deviceName || "A device without a name"}</span>
                  <span className={styles.detail}>
                    Used <RelativeTime at={session.lastUseTime ?? session.createTime} />
                  </span>
                </div>
                {session.current ? (
                  <Badge tone="gold">This browser</Badge>
                ) : (
                  <Button
                    size="s"
                    aria-label={`Sign out ${session.deviceName || "this device"}`}
                    onPress={() => void close(session)}
                  >
                    Sign out
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}
