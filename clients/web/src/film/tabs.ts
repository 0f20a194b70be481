import { changesOf } from "../api/changes";

/** Films that a tab has set going again, so that no other goes on showing that they failed. */
export const filmChanges = changesOf("encompass-films");
