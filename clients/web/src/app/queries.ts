/** The cache of what the edge has answered. */
import { QueryClient } from "@tanstack/react-query";

import { isPassing } from "../api/passing";

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    mutations: { retry: false },
  },
});
