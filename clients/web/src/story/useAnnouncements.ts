import { useState } from "react";

import type { Script } from "./contract";
import { announcement } from "./reading";

/** What is to be read aloud of a story that changes: the last thing that is worth it. */
export function useAnnouncements(script: Script): string {
  const [seen, setSeen] = useState(script);
  const [said, setSaid] = useState("");
  if (seen !== script) {
    setSeen(script);
    const news = announcement(seen, script);
    if (news !== "" && news !== said) setSaid(news);
  }
  return said;
}
