import { lazy, Suspense } from "react";
import { Link, NavLink, useLocation } from "react-router";

import type { SessionState } from "../api/session";
import { Button } from "../ui/Button";
import { classes } from "../ui/classes";
import styles from "./Bar.module.css";
import { Mark } from "./Mark";

const AccountMenu = lazy(() => import("./AccountMenu"));

/** The bar on top: where one is, where one can go, and who one is. */
export function Bar({ session }: { session: SessionState }) {
  const isIn = session.state === "in";
  const overPicture = useLocation().pathname === "/";
  return (
    <header className={classes(styles.bar, overPicture && styles.over)}>
      <Link to={isIn ? "/library" : "/"} className={styles.home} aria-label="Encompass">
        <Mark />
        <span>Encompass</span>
      </Link>
      <nav className={styles.nav} aria-label="Main">
        {isIn && <NavLink to="/library">Library</NavLink>}
        {session.state === "out" && (
          <>
            <NavLink to="/sign-in">Sign in</NavLink>
            <Button href="/sign-up" size="s">
              Sign up
            </Button>
          </>
        )}
      </nav>
      {isIn && (
        <Suspense fallback={<span className={styles.waiting} />}>
          <AccountMenu account={session.account} />
        </Suspense>
      )}
    </header>
  );
}
