/** What opens over a film or its page; what is loaded ahead is for `useFetchedAhead`. */
import { lazily } from "../ui";

const loadCompare = () => import("./CompareDialog");
const loadRemake = () => import("./RemakeDialog");
export const loadSettings = () => import("./SettingsPanel");
const loadShare = () => import("./ShareDialog");

export const CompareDialog = lazily(loadCompare);
export const RemakeDialog = lazily(loadRemake);
export const SettingsPanel = lazily(loadSettings);
export const ShareDialog = lazily(loadShare);

/** What opens over a film's page. */
export const loadDialogs = () => Promise.all([loadCompare(), loadRemake(), loadShare()]);
