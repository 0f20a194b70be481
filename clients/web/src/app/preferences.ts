/** What somebody chose for this browser: kept in it, sent nowhere. */
import { useSyncExternalStore } from "react";

import { languageTag } from "./languages";

export type Scheme = "system" | "light" | "dark";

export interface Preferences {
  scheme: Scheme;
  /** BCP 47 tag of the language that questions are asked in; "" follows the browser. */
  language: string;
}

const KEY = "encompass.preferences";
const DEFAULTS: Preferences = { scheme: "system", language: "" };
const listeners = new Set<() => void>();
let current: Preferences = read();

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences);
}

export function preferences(): Preferences {
  return current;
}

/** The language to ask for: the chosen one, else the browser's first. */
export function preferredLanguage(): string {
  return current.language || languageTag(navigator.language);
}

export function setPreferences(changed: Partial<Preferences>): void {
  current = { ...current, ...changed };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing still honours the choice until the page closes.
  }
  applyPreferences();
  for (const listener of listeners) {
    listener();
  }
}

/** Brings the page to what is chosen. */
export function applyPreferences(): void {
  document.documentElement.dataset["scheme"] = current.scheme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...DEFAULTS, ...known(kept) } : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}

function known(kept: object): Partial<Preferences> {
  const { scheme, language } = kept as Record<string, unknown>;
  return {
    ...(scheme === "light" || scheme === "dark" ? { scheme } : {}),
    ...(typeof language === "string" && language.length <= 35 ? { language } : {}),
  };
}
