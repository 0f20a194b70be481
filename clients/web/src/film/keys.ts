/** Keys, as on every player. */

export type KeyAction =
  | { kind: "toggle" | "mute" | "captions" | "fullscreen" }
  | { kind: "skip"; ms: number }
  | { kind: "louder"; by: number }
  | { kind: "faster"; by: number }
  /** To a share of the film, between 0 and 1. */
  | { kind: "jump"; share: number };

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key does to the film; undefined where it isn't ours. */
export function actionOf(pressed: Pressed): KeyAction | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  if (/^[0-9]$/.test(pressed.key)) return { kind: "jump", share: Number(pressed.key) / 10 };
  switch (pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key) {
    case " ":
    case "k":
      return { kind: "toggle" };
    case "j":
      return { kind: "skip", ms: -10_000 };
    case "l":
      return { kind: "skip", ms: 10_000 };
    case "ArrowLeft":
      return { kind: "skip", ms: -5000 };
    case "ArrowRight":
      return { kind: "skip", ms: 5000 };
    case "ArrowUp":
      return { kind: "louder", by: 0.1 };
    case "ArrowDown":
      return { kind: "louder", by: -0.1 };
    case "Home":
      return { kind: "jump", share: 0 };
    case "End":
      return { kind: "jump", share: 1 };
    case "f":
      return { kind: "fullscreen" };
    case "m":
      return { kind: "mute" };
    case "c":
      return { kind: "captions" };
    case ">":
      return { kind: "faster", by: 0.25 };
    case "<":
      return { kind: "faster", by: -0.25 };
    default:
      return undefined;
  }
}

/**
 * Whether a key that was pressed somewhere on the page is meant for the film. Inside the stage nearly all are; outside,
 * those that would scroll or press something else aren't.
 */
export function isForFilm(target: EventTarget | null, key: string, stage: Element | null): boolean {
  if (!(target instanceof Element)) return true;
  if (target.closest("textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=radiogroup]")) {
    return false;
  }
  const input = target.closest("input");
  if (input && input.type !== "range") return false;
  if (input?.dataset["control"] === "volume" && key.startsWith("Arrow")) return false;
  if ((key === " " || key === "Enter") && target.closest("button, a[href], summary, [role=button]")) return false;
  if (stage?.contains(target)) return true;
  const scrolls = /^(ArrowUp|ArrowDown|Home|End)$/.test(key);
  return target === document.body ? !scrolls : !scrolls && !/^(Arrow| )/.test(key);
}
