/** The library's deletions, wired to the services, to this browser's storage and to the page's life. */
import { Code, ConnectError } from "@connectrpc/connect";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

import { api } from "../api/encompass";
import { problemOf } from "../api/problems";
import { toast } from "../ui";
import { Deletions, type Deletion, type Journal } from "./deletions";
import { goesWith, type LibraryItem } from "./items";
import type { Loaded } from "./paging";

export const UNDO_MS = 8_000;

export interface Bin {
  hidden: ReadonlySet<string>;
  /** Hides it at once; there is time to undo. */
  remove: (item: LibraryItem, loaded: readonly Loaded[], isSearch: boolean) => void;
}

export function useDeletions(accountId: string): Bin {
  const queries = useQueryClient();
  const [deletions] = useState(() => deletionsOf(accountId, queries));
  const hidden = useSyncExternalStore(deletions.subscribe, deletions.hidden);

  useEffect(() => {
    deletions.resume();
    const leave = (): void => deletions.flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [deletions]);

  return {
    hidden,
    remove: (item, loaded, isSearch) => {
      const films = loaded.filter((list) => list.kind === "film");
      const also = goesWith(item, films.flatMap((list) => list.items));
      const isAll = !isSearch && films.every((list) => !list.hasMore);
      deletions.add(item.key, also, UNDO_MS);
      toast({
        text: removedText(item, also.length, isAll),
        timeoutMs: UNDO_MS,
        action: {
          label: "Undo",
          onPress: () => {
            if (!deletions.undo(item.key)) toast({ text: `“${item.title}” is deleted already.` });
          },
        },
      });
    },
  };
}

function deletionsOf(accountId: string, queries: QueryClient): Deletions {
  return new Deletions({
    carryOut: async (key) => {
      await carryOut(key);
      await queries.invalidateQueries({ queryKey: ["library"] });
    },
    onFailure: (_, error) => {
      const problem = problemOf(error);
      toast({ text: `It could not be deleted and is here again. ${problem.advice}`, tone: "danger" });
    },
    journal: browserJournal(`encompass.deletions.${accountId}`),
    clock: {
      now: () => Date.now(),
      after: (ms, callback) => {
        const timer = window.setTimeout(callback, ms);
        return () => window.clearTimeout(timer);
      },
    },
  });
}

async function carryOut(key: string): Promise<void> {
  const [kind, id = ""] = key.split("/");
  try {
    if (kind === "film") await api.videos.deleteVideo({ videoId: id, allVersions: true });
    else if (kind === "story") await api.scripts.deleteScript({ scriptId: id });
    else await api.questionnaires.deleteResponse({ responseId: id });
  } catch (error) {
    if (ConnectError.from(error).code !== Code.NotFound) throw error;
  }
}

/** `isAll`: all films of the story are counted; a search, or a page that isn't loaded, may leave out some. */
function removedText(item: LibraryItem, films: number, isAll: boolean): string {
  const counted = films === 0 ? "" : films === 1 ? ", and its film" : `, and its ${films} films`;
  const also = item.kind === "story" && !isAll ? ", and its films" : counted;
  return `“${item.title}” is deleted${also}.`;
}

/** A browser that keeps nothing forgets only what a closed tab had still to delete. */
function browserJournal(name: string): Journal {
  return {
    read: () => {
      try {
        const stored: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
        return Array.isArray(stored) ? stored.filter(isDeletion) : [];
      } catch {
        return [];
      }
    },
    write: (entries) => {
      try {
        if (entries.length === 0) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(entries));
      } catch {
        // See above.
      }
    },
  };
}

function isDeletion(value: unknown): value is Deletion {
  return (
    typeof value === "object" &&
    value !== null &&
    "key" in value &&
    typeof value.key === "string" &&
    "dueAt" in value &&
    typeof value.dueAt === "number" &&
    "alsoHidden" in value &&
    Array.isArray(value.alsoHidden)
  );
}
