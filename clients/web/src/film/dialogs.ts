/** What opens over a film or its page. */
import { lazily } from "../ui";

const loadCompare = () => import("./CompareDialog");
const loadRemake = () => import("./RemakeDialog");
const loadSettings = () => import("./SettingsPanel");
const loadShare = () => import("./ShareDialog");

export const CompareDialog = lazily(loadCompare);
export const RemakeDialog = lazily(loadRemake);
export const SettingsPanel = lazily(loadSettings);
export const ShareDialog = lazily(loadShare);

/** All of them, for `useFetchedAhead`. */
export const loadDialogs = () => Promise.all([loadCompare(), loadRemake(), loadSettings(), loadShare()]);
