import "./ui/base.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { keeper } from "./api/session";
import { App } from "./app/App";
import { keepSession } from "./app/keepSession";
import { applyPreferences } from "./app/preferences";

applyPreferences();
// The edge is asked while the page's code is still on its way.
keepSession(keeper);
const root = document.getElementById("root");
if (root === null) {
  throw new Error("index.html has no #root");
}
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
