/** The typed clients of every service, as whoever is signed in. */
import { clientsOf, type Encompass } from "@encompass/client";

import { transport } from "./transport";

export const api: Encompass = clientsOf(transport);
