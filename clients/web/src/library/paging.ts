/** Three lists that are loaded page by page, as one that never changes above what one has seen. */
import type { Filter, LibraryItem } from "./items";

/** One kind of thing as far as it is loaded, newest first. */
export interface Loaded {
  kind: LibraryItem["kind"];
  items: readonly LibraryItem[];
  /** Whether there are older ones. */
  hasMore: boolean;
}

/** How many of a kind there are: exactly, or at least. */
export interface Count {
  known: number;
  isLeast: boolean;
}

/** Those of the lists that a filter shows. */
export function listsOf(lists: readonly Loaded[], filter: Filter): Loaded[] {
  return lists.filter((list) => filter === "all" || filter === "unfinished" || list.kind === filter);
}

/** Everything back to where the list that is loaded least has come, newest first: nothing comes in between later. */
export function joined(lists: readonly Loaded[]): LibraryItem[] {
  const since = Math.max(...lists.map(loadedSince));
  return lists
    .flatMap((list) => list.items)
    .filter((item) => item.createdAt.getTime() >= since)
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime() || one.key.localeCompare(other.key));
}

/** The lists whose next page is needed to show more. */
export function holdingUp(lists: readonly Loaded[]): Loaded[] {
  const since = Math.max(...lists.map(loadedSince));
  return lists.filter((list) => list.hasMore && loadedSince(list) === since);
}

/** How many things each filter shows, of those that are loaded. */
export function counts(lists: readonly Loaded[], isShown: (item: LibraryItem) => boolean): Record<Filter, Count> {
  const count = (filter: Filter): Count => {
    const shown = listsOf(lists, filter);
    const all = shown.flatMap((list) => list.items).filter(isShown);
    return {
      known: filter === "unfinished" ? all.filter((item) => item.isUnfinished).length : all.length,
      isLeast: shown.some((list) => list.hasMore),
    };
  };
  return {
    all: count("all"),
    film: count("film"),
    story: count("story"),
    answers: count("answers"),
    unfinished: count("unfinished"),
  };
}

function loadedSince({ items, hasMore }: Loaded): number {
  if (!hasMore) return -Infinity;
  return items.at(-1)?.createdAt.getTime() ?? Infinity;
}
