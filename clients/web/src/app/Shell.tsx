/** What is around every page: the bar on top, the messages, the questions that want a yes or no. */
import { useEffect, useRef } from "react";
import { Outlet, ScrollRestoration, useLocation } from "react-router";

import { useSession } from "../api/session";
import { lazily } from "../ui/loading";
import { Toasts } from "../ui/Toasts";
import { Bar } from "./Bar";
import styles from "./Shell.module.css";

const ConfirmHost = lazily(() => import("../ui/ConfirmHost"));

export function Shell() {
  const session = useSession();
  useFocusOnNewPage();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <Bar session={session} />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Toasts />
      {session.state === "in" && <ConfirmHost />}
      <ScrollRestoration />
    </div>
  );
}

/** A screen reader hears the new page's title; without this it would stay silent on the link that was followed. */
function useFocusOnNewPage(): void {
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (
      document.activeElement === null ||
      document.activeElement === document.body ||
      !document.activeElement.closest("main input, main textarea")
    ) {
      document.querySelector<HTMLElement>("[data-page-title]")?.focus({ preventScroll: true });
    }
  }, [pathname]);
}
