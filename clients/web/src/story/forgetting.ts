/** By itself, since whoever signs out has the rest of the story's page rarely loaded. */
export const KEPT_SCENES = "encompass.scene.";

/** Forgets what anybody on this device had begun to write of a scene: for signing out. */
export function forgetKeptScenes(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(KEPT_SCENES)) localStorage.removeItem(key);
    }
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
