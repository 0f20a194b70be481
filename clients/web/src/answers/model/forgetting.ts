/** By itself, since whoever signs out has the rest of the questionnaire rarely loaded. */
export const DATABASE = "encompass-answers";

/** Forgets the unsaved answers of everybody on this device: for signing out. Done even if the page closes meanwhile. */
export function forgetKeptAnswers(): void {
  try {
    indexedDB.deleteDatabase(DATABASE);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
