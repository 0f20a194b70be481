/** What all cards of the library have in common: a picture, a title that leads to the thing, how it stands. */
import { Clapperboard, NotebookPen, ScrollText, Trash2 } from "lucide-react";
import { useState, type FocusEvent, type ReactNode } from "react";
import { Link } from "react-router";

import { IconButton, Progress, RelativeTime } from "../ui";
import css from "./CardFrame.module.css";
import type { Kind, LibraryItem } from "./items";
import type { Status } from "./status";

const KINDS: Readonly<Record<Kind, { label: string; icon: ReactNode }>> = {
  answers: { label: "Answers", icon: <NotebookPen size={14} aria-hidden /> },
  story: { label: "Story", icon: <ScrollText size={14} aria-hidden /> },
  film: { label: "Film", icon: <Clapperboard size={14} aria-hidden /> },
};

export interface CardFrameProps {
  item: LibraryItem;
  href: string;
  status: Status;
  summary?: string;
  picture: (isAttended: boolean) => ReactNode;
  onDelete: () => void;
}

export function CardFrame({ item, href, status, summary, picture, onDelete }: CardFrameProps) {
  const [isAttended, setAttended] = useState(false);
  const kind = KINDS[item.kind];
  return (
    <article
      className={css.card}
      aria-labelledby={`title-${item.id}`}
      data-kind={item.kind}
      onPointerEnter={(event) => setAttended(event.pointerType === "mouse")}
      onPointerLeave={() => setAttended(false)}
      onFocus={() => setAttended(true)}
      onBlur={(event) => setAttended(staysWithin(event))}
    >
      <div className={css.picture}>{picture(isAttended)}</div>
      <div className={css.body}>
        <p className={css.kind}>
          {kind.icon}
          {kind.label}
          <span className={css.when}>
            <RelativeTime at={item.createdAt} />
          </span>
        </p>
        <h2 id={`title-${item.id}`} className={css.title}>
          <Link to={href} className={css.link}>
            {item.title}
          </Link>
        </h2>
        {summary && <p className={css.summary}>{summary}</p>}
        <div className={css.foot}>
          <div className={css.status} data-tone={status.tone}>
            {status.progress === undefined ? (
              status.text
            ) : (
              <Progress label={status.text} value={status.progress} />
            )}
          </div>
          <IconButton label={`Delete “${item.title}”`} size="s" onPress={onDelete}>
            <Trash2 size={17} aria-hidden />
          </IconButton>
        </div>
      </div>
    </article>
  );
}

function staysWithin(event: FocusEvent<HTMLElement>): boolean {
  return event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
}
