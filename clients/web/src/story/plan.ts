/** The plan of whoever is signed in, as their access token says. */
import { useQuery } from "@tanstack/react-query";

import { accessToken } from "../api/session";
import type { Plan } from "./filmWish";

export function usePlan(): Plan {
  const { data } = useQuery({
    queryKey: ["plan"],
    queryFn: async () => planOf(await accessToken()),
    staleTime: 60_000,
  });
  return data ?? "FREE";
}

/** FREE for a token that names no plan, or one that isn't known here. The service has the last word. */
export function planOf(token: string | undefined): Plan {
  const payload = token?.split(".")[1];
  if (payload === undefined) return "FREE";
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    const plan = typeof claims === "object" && claims !== null && "plan" in claims ? claims.plan : undefined;
    return plan === "PLUS" || plan === "PRO" ? plan : "FREE";
  } catch {
    return "FREE";
  }
}
