/** The home of whoever is signed in: all that they have answered, read and watched. */
import { Plus, Search } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useSearchParams } from "react-router";

import { useSession } from "../api/session";
import { Button, Empty, Page, ProblemNote, Skeleton, TextField } from "../ui";
import { FilterBar } from "./FilterBar";
import { ItemCard } from "./ItemCard";
import { beingMade, counts, found, type Filter, type LibraryItem } from "./items";
import css from "./LibraryPage.module.css";
import { useDeletions } from "./useDeletions";
import { useLibrary, type Library } from "./useLibrary";
import { WelcomePicture } from "./WelcomePicture";

/** Streams that a browser keeps open beside everything else. */
const MOST_WATCHED = 4;

export default function LibraryPage() {
  const session = useSession();
  const account = session.state === "in" ? session.account : undefined;
  const library = useLibrary();
  const bin = useDeletions(account?.id ?? "");
  const [filter, search, setParam] = useSearch();
  const shownSearch = useDeferredValue(search);

  const kept = useMemo(() => library.items.filter((item) => !bin.hidden.has(item.key)), [library.items, bin.hidden]);
  const shown = useMemo(() => found(kept, filter, shownSearch), [kept, filter, shownSearch]);
  const watched = useMemo(() => new Set(beingMade(kept, MOST_WATCHED).map((item) => item.key)), [kept]);
  const isEmpty = !library.isStarting && !library.isLoadingMore && library.error === null && kept.length === 0;

  return (
    <Page
      title="Your library"
      width="wide"
      actions={
        !isEmpty && (
          <Button variant="primary" href="/answers/new" icon={<Plus size={18} aria-hidden />}>
            Begin a new one
          </Button>
        )
      }
    >
      {isEmpty ? (
        <Empty
          title={account?.displayName ? `${account.displayName}, who would you be?` : "Who would you be?"}
          picture={<WelcomePicture />}
          action={
            <Button variant="primary" size="l" href="/answers/new">
              Answer the first question
            </Button>
          }
        >
          <p>
            Thirteen small questions become a story about who you could be, and the story becomes a film. What you make
            is kept here.
          </p>
        </Empty>
      ) : (
        <>
          <div className={css.tools}>
            <FilterBar
              value={filter}
              counts={library.isStarting ? undefined : counts(kept)}
              onChange={(value) => setParam("show", value === "all" ? "" : value)}
            />
            <div className={css.search}>
              <TextField
                label="Search your library"
                hideLabel
                type="search"
                placeholder="Search titles, stories, your own words"
                icon={<Search size={18} aria-hidden />}
                value={search}
                onChange={(value) => setParam("find", value)}
              />
            </div>
          </div>
          {library.error !== null && <ProblemNote error={library.error} onRetry={library.retry} />}
          <Items library={library} items={shown} watched={watched} onDelete={(item) => bin.remove(item, library.items)} />
          <p className={css.more} role="status">
            {statusText(library, shown.length, shownSearch, filter)}
          </p>
        </>
      )}
    </Page>
  );
}

interface ItemsProps {
  library: Library;
  items: readonly LibraryItem[];
  watched: ReadonlySet<string>;
  onDelete: (item: LibraryItem) => void;
}

function Items({ library, items, watched, onDelete }: ItemsProps) {
  // Cards that came one kind after another would push each other aside.
  if (library.isStarting && library.error === null) {
    return (
      <div className={css.grid} aria-hidden="true">
        {Array.from({ length: 6 }, (_, place) => (
          <Skeleton key={place} height="21rem" />
        ))}
      </div>
    );
  }
  return (
    <ul className={css.grid}>
      {items.map((item) => (
        <li key={item.key}>
          <ItemCard item={item} isWatched={watched.has(item.key)} onDelete={onDelete} />
        </li>
      ))}
    </ul>
  );
}

function statusText(library: Library, shown: number, search: string, filter: Filter): string {
  if (library.isLoadingMore) return "Still loading what is older…";
  if (shown > 0 || library.isStarting) return search === "" ? "" : `${shown} found`;
  return search === "" && filter !== "all" ? "Nothing of this kind yet." : `Nothing has “${search}” in it.`;
}

/** Filter and search are in the address, so that going back brings them back; what is typed doesn't wait for it. */
function useSearch(): [Filter, string, (name: "show" | "find", value: string) => void] {
  const [params, setParams] = useSearchParams();
  const [chosen, setChosen] = useState(() => ({ show: params.get("show") ?? "", find: params.get("find") ?? "" }));
  const set = (name: "show" | "find", value: string): void => {
    const next = { ...chosen, [name]: value };
    setChosen(next);
    const inAddress = Object.entries(next).filter(([, each]) => each !== "");
    setParams(new URLSearchParams(inAddress), { replace: true, preventScrollReset: true });
  };
  return [isFilter(chosen.show) ? chosen.show : "all", chosen.find, set];
}

function isFilter(value: string): value is Filter {
  return value === "film" || value === "story" || value === "answers" || value === "unfinished";
}
