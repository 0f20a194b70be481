import { useEffect, type ReactNode } from "react";

import { classes } from "./classes";
import styles from "./Page.module.css";

export interface PageProps {
  /** The page's one h1, and its name in the browser's tab. */
  title: string;
  /** One or two sentences below it. */
  lead?: ReactNode;
  /** Beside the title. */
  actions?: ReactNode;
  children?: ReactNode;
  /** `narrow` for reading and forms, `wide` for pictures; `text` between them. */
  width?: "narrow" | "text" | "wide";
  /** The h1 is read aloud but the page shows a title of its own. */
  hideTitle?: boolean;
  /** Above the title: a link back, a badge. */
  above?: ReactNode;
}

export function Page({
  title,
  lead,
  actions,
  children,
  width = "text",
  hideTitle = false,
  above,
}: PageProps) {
  useEffect(() => {
    document.title = title === "Encompass" ? title : `${title} · Encompass`;
  }, [title]);
  return (
    <div className={classes(styles.page, styles[width])}>
      <header
        className={
          hideTitle && actions === undefined && above === undefined ? "visually-hidden" : styles.head
        }
      >
        <div className={styles.titles}>
          {above}
          <h1 className={hideTitle ? "visually-hidden" : styles.title} tabIndex={-1} data-page-title>
            {title}
          </h1>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
