import type { ReactNode } from "react";
import { Link } from "react-router";

import styles from "./LinkList.module.css";

export interface LinkListEntry {
  id: string;
  href: string;
  title: string;
  /** In a few words, beside the title. */
  detail?: ReactNode;
}

export interface LinkListProps {
  entries: readonly LinkListEntry[];
  "aria-label"?: string;
  "aria-labelledby"?: string;
}

/** Where one can go from here: one thing a line. */
export function LinkList({ entries, ...rest }: LinkListProps) {
  return (
    <ul className={styles.list} {...rest}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <Link to={entry.href} className={styles.entry}>
            <span className={styles.title} dir="auto">
              {entry.title}
            </span>
            {entry.detail !== undefined && <span className={styles.detail}>{entry.detail}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
