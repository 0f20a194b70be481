/** Short messages at the screen's edge. */
export interface Toast {
  text: string;
  tone?: "neutral" | "ok" | "danger";
  /** One thing to do about it, such as “Undo”. */
  action?: { label: string; onPress: () => void };
  /** How long it stays; 0 until it is closed. */
  timeoutMs?: number;
}

export interface Shown extends Toast {
  id: number;
}

let shown: readonly Shown[] = [];
let last = 0;
const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();
const MOST = 3;

/** Shows a message, instead of one that says the same; returns what takes it away. */
export function toast(message: Toast): () => void {
  const id = ++last;
  shown.filter((one) => saysTheSame(one, message)).forEach((one) => toasting.close(one.id));
  change([...shown, { ...message, id }].slice(-MOST));
  arm(id);
  return () => toasting.close(id);
}

/** What can be done is about one thing each, whatever the words are. */
function saysTheSame(one: Toast, other: Toast): boolean {
  return one.text === other.text && one.tone === other.tone && !one.action && !other.action;
}

export const toasting = {
  shown: () => shown,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  close(id: number): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    change(shown.filter((one) => one.id !== id));
  },
  /** While somebody points at them or is inside with the keyboard, none goes. */
  hold(): void {
    for (const timer of timers.values()) {
      clearTimeout(timer);
    }
    timers.clear();
  },
  release(): void {
    for (const one of shown) {
      arm(one.id);
    }
  },
};

function arm(id: number): void {
  const message = shown.find((one) => one.id === id);
  const timeoutMs = message?.timeoutMs ?? (message?.action === undefined ? 5_000 : 8_000);
  if (message !== undefined && timeoutMs > 0 && !timers.has(id)) {
    timers.set(
      id,
      setTimeout(() => toasting.close(id), timeoutMs),
    );
  }
}

function change(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) {
    listener();
  }
}
