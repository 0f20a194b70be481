/** The home of whoever is signed in: all that they have answered, read and watched. */
import { Plus, Search } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";

import { useSession } from "../api/session";
import { Button, Empty, Page, ProblemNote, TextField } from "../ui";
import { FilterBar } from "./FilterBar";
import { beingMade, isHidden, passes, type Filter } from "./items";
import css from "./LibraryPage.module.css";
import { NothingFound } from "./NothingFound";
import { counts } from "./paging";
import { Things } from "./Things";
import { useDeletions } from "./useDeletions";
import { useLibrary, type Library } from "./useLibrary";
import { useNearEnd } from "./useNearEnd";
import { useSettled } from "./useSettled";
import { WelcomePicture } from "./WelcomePicture";

/** Streams that a browser keeps open beside everything else. */
const MOST_WATCHED = 4;
/** What the services take. */
const LONGEST_SEARCH = 100;

export default function LibraryPage() {
  const session = useSession();
  const account = session.state === "in" ? session.account : undefined;
  const bin = useDeletions(account?.id ?? "");
  const [filter, typed, setParam] = useSearch();
  const query = useSettled(plainly(typed));
  const library = useLibrary(query, filter);
  const end = useRef<HTMLDivElement>(null);
  useNearEnd(end, mayLoadMore(library), library.loadMore);

  const kept = useMemo(
    () => library.items.filter((item) => !isHidden(item, bin.hidden)),
    [library.items, bin.hidden],
  );
  const shown = useMemo(() => kept.filter((item) => passes(item, filter)), [kept, filter]);
  const watched = useMemo(() => new Set(beingMade(kept, MOST_WATCHED).map((item) => item.key)), [kept]);
  const loaded = useMemo(
    () => counts(library.lists, (item) => !isHidden(item, bin.hidden)),
    [library.lists, bin.hidden],
  );
  const isStill = !library.isStarting && !library.isSearching && library.error === null;
  const isEmpty = isStill && typed === "" && query === "" && loaded.all.known === 0 && !loaded.all.isLeast;
  const isNothing = isStill && query === plainly(typed) && shown.length === 0 && !library.hasMore;

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
              counts={library.isStarting ? undefined : loaded}
              onChange={(value) => setParam("show", value === "all" ? "" : value)}
            />
            <div className={css.search}>
              <TextField
                label="Search your library"
                hideLabel
                type="search"
                placeholder="Search titles, stories, your own words"
                icon={<Search size={18} aria-hidden />}
                maxLength={LONGEST_SEARCH}
                value={typed}
                onChange={(value) => setParam("find", value)}
              />
            </div>
          </div>
          {library.error !== null && <ProblemNote error={library.error} onRetry={library.retry} />}
          <Things
            library={library}
            items={shown}
            watched={watched}
            onDelete={(item) => bin.remove(item, library.lists, query !== "")}
          />
          {isNothing && (
            <NothingFound
              query={query}
              filter={filter}
              others={loaded.all.known}
              onShowAllKinds={() => setParam("show", "")}
              onStopSearching={() => setParam("find", "")}
            />
          )}
          <div ref={end} aria-hidden="true" />
          <p className="visually-hidden" role="status">
            {statusText(library, shown.length, query)}
          </p>
        </>
      )}
    </Page>
  );
}

function mayLoadMore({ hasMore, isLoadingMore, isStarting, isSearching, error }: Library): boolean {
  return hasMore && !isLoadingMore && !isStarting && !isSearching && error === null;
}

function statusText(library: Library, shown: number, query: string): string {
  if (library.isStarting || library.isSearching) return "";
  if (library.isLoadingMore && library.hasMore) return "Loading what is older…";
  return query === "" || shown === 0 ? "" : `${shown} found`;
}

/** Words with one space between them: more of them find nothing else. */
function plainly(typed: string): string {
  return typed.split(/\s+/).filter(Boolean).join(" ");
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
  const find = chosen.find.slice(0, LONGEST_SEARCH);
  return [isFilter(chosen.show) ? chosen.show : "all", find, set];
}

function isFilter(value: string): value is Filter {
  return value === "film" || value === "story" || value === "answers" || value === "unfinished";
}
