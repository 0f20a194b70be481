import { changesOf } from "../api/changes";

/** Stories that a tab has changed. */
export const storyChanges = changesOf("encompass-stories");
