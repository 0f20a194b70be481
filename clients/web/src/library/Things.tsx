/** The cards of the library, and the places of those that are still to come. */
import { Skeleton } from "../ui";
import { ItemCard } from "./ItemCard";
import type { LibraryItem } from "./items";
import css from "./LibraryPage.module.css";
import type { Library } from "./useLibrary";

const FIRST_PLACES = 6;
const MORE_PLACES = 3;

export interface ThingsProps {
  library: Library;
  items: readonly LibraryItem[];
  watched: ReadonlySet<string>;
  onDelete: (item: LibraryItem) => void;
}

export function Things({ library, items, watched, onDelete }: ThingsProps) {
  // Cards that came one kind after another would push each other aside.
  if (library.isStarting && library.error === null) {
    return (
      <div className={css.grid} aria-hidden="true">
        <Places count={FIRST_PLACES} />
      </div>
    );
  }
  return (
    <ul className={css.grid} aria-busy={library.isSearching} data-searching={library.isSearching || undefined}>
      {items.map((item) => (
        <li key={item.key}>
          <ItemCard item={item} isWatched={watched.has(item.key)} onDelete={onDelete} />
        </li>
      ))}
      {library.hasMore && library.error === null && <Places as="li" count={MORE_PLACES} />}
    </ul>
  );
}

function Places({ as: Element = "div", count }: { as?: "div" | "li"; count: number }) {
  return Array.from({ length: count }, (_, place) => (
    <Element key={`place-${place}`} aria-hidden="true">
      <Skeleton height="21rem" />
    </Element>
  ));
}
