/** What is written of a scene and not saved yet, kept on this device so that it outlives a reload and a closed tab. */
import { sameWords, tidied, wordsIn, type SceneWords } from "./edits";
import type { Script } from "./contract";
import { KEPT_SCENES } from "./forgetting";

export interface SceneDraft {
  sceneId: string;
  /** Where the scene stood. */
  index: number;
  /** What the editor began with. */
  base: SceneWords;
  draft: SceneWords;
}

export interface SceneDrafts {
  keep: (draft: SceneDraft) => void;
  drop: (sceneId: string) => void;
  /** What is kept of one scene, if it is still another text than the story has. */
  of: (sceneId: string, script: Script) => SceneDraft | undefined;
  /** What was written last of those that are kept. */
  latest: (script: Script) => SceneDraft | undefined;
}

interface Entry extends SceneDraft {
  at: number;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const KEPT_MS = 30 * 24 * 3_600_000;

/** Of one story of one person. Where the browser keeps nothing, as in some private windows, nothing is kept. */
export function sceneDraftsOf(accountId: string, scriptId: string, store: Store = localStorage): SceneDrafts {
  const prefix = `${KEPT_SCENES}${accountId}.${scriptId}.`;
  const drop = (sceneId: string): void => quietly(() => store.removeItem(prefix + sceneId));

  const read = (key: string, script: Script): Entry | undefined => {
    const entry = entryOf(store.getItem(key));
    const scene = script.scenes.find((each) => each.id === entry?.sceneId);
    const isSaved = entry && scene && sameWords(tidied(entry.draft), wordsIn(scene));
    if (entry && !isSaved && Date.now() - entry.at < KEPT_MS) return entry;
    store.removeItem(key);
    return undefined;
  };

  return {
    drop,
    keep: (draft) => {
      if (sameWords(draft.draft, draft.base)) { drop(draft.sceneId); return; }
      quietly(() => store.setItem(prefix + draft.sceneId, JSON.stringify({ ...draft, at: Date.now() } satisfies Entry)));
    },
    of: (sceneId, script) => quietly(() => (store.getItem(prefix + sceneId) ? read(prefix + sceneId, script) : undefined)),
    latest: (script) =>
      quietly(() =>
        keysOf(store)
          .filter((key) => key.startsWith(prefix))
          .flatMap((key) => read(key, script) ?? [])
          .sort((one, other) => other.at - one.at)
          .at(0),
      ),
  };
}

function keysOf(store: Store): string[] {
  return Array.from({ length: store.length }, (_, place) => store.key(place) ?? "");
}

function entryOf(stored: string | null): Entry | undefined {
  const value: unknown = quietly((): unknown => JSON.parse(stored ?? "null"));
  return isEntry(value) ? value : undefined;
}

function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) &&
    typeof value.sceneId === "string" &&
    typeof value.index === "number" &&
    typeof value.at === "number" &&
    isWords(value.base) &&
    isWords(value.draft)
  );
}

function isWords(value: unknown): value is SceneWords {
  return isRecord(value) && typeof value.title === "string" && typeof value.narration === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
