import { lazy, Suspense, type ReactNode } from "react";
import { Navigate, useSearchParams } from "react-router";

import { useSession } from "../api/session";
import type { Problem } from "../api/problems";
import { wantedPath } from "../app/wanted";
import { Button } from "../ui/Button";
import { Stack } from "../ui/layout";
import { Page } from "../ui/Page";
import styles from "./EntryPage.module.css";
import shore from "./pictures/shore-small.avif";
import { prepare } from "./useEntry";

const ProblemNote = lazy(() => import("./entering"));

export interface EntryPageProps {
  title: string;
  lead: ReactNode;
  children: ReactNode;
  button: string;
  pending: boolean;
  problem: Problem | undefined;
  onSubmit: (form: HTMLFormElement) => void;
  /** Below the form: the way to the other page. */
  other: ReactNode;
  /** What a person reads first who was sent here. */
  notice?: ReactNode;
}

export function EntryPage({
  title,
  lead,
  children,
  button,
  pending,
  problem,
  onSubmit,
  other,
  notice,
}: EntryPageProps) {
  const session = useSession();
  const [search] = useSearchParams();
  if (session.state === "in" && !pending) {
    return <Navigate to={wantedPath(search)} replace />;
  }
  return (
    <div className={styles.split}>
      <div className={styles.form}>
        <Page title={title} lead={lead} width="narrow">
          <form
            noValidate
            onFocus={() => void prepare()}
            onSubmit={(event) => {
              event.preventDefault();
              if (!pending) {
                onSubmit(event.currentTarget);
              }
            }}
          >
            <Stack gap={5}>
              {notice}
              {problem !== undefined && (
                <Suspense fallback={<p role="alert">{problem.title}</p>}>
                  <ProblemNote error={problem} />
                </Suspense>
              )}
              {children}
              <Button type="submit" variant="primary" size="l" wide pending={pending}>
                {button}
              </Button>
            </Stack>
          </form>
          <p className={styles.other}>{other}</p>
        </Page>
      </div>
      <figure className={styles.picture} aria-hidden>
        <img src={shore} alt="" width={960} height={1080} />
        <figcaption>“Maya measures whatever holds still.”</figcaption>
      </figure>
    </div>
  );
}
