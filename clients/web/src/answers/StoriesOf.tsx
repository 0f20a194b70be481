import type { Script } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { useQuery } from "@tanstack/react-query";

import { api } from "../api/encompass";
import { storyStatus } from "../library/status";
import { LinkList, RelativeTime, Stack } from "../ui";

const MOST = 50;

/** The stories that were written from these answers, the latest first. */
export function useStoriesOf(responseId: string): readonly Script[] {
  const { data } = useQuery({
    queryKey: ["scripts", "of", responseId] as const,
    queryFn: async ({ signal }) =>
      (await api.scripts.listScripts({ responseId, pageSize: MOST }, { signal })).scripts,
    refetchOnWindowFocus: "always",
  });
  return data ?? NONE;
}

const NONE: readonly Script[] = [];

export function StoriesOf({ stories }: { readonly stories: readonly Script[] }) {
  if (stories.length === 0) {
    return null;
  }
  return (
    <Stack as="section" gap={3}>
      <h2 id="stories">{stories.length === 1 ? "The story from these answers" : "Stories from these answers"}</h2>
      <LinkList
        aria-labelledby="stories"
        entries={stories.map((script) => ({
          id: script.id,
          href: `/stories/${script.id}`,
          title: script.title || "A story without a title yet",
          detail: (
            <>
              {storyStatus(script).text} · <RelativeTime at={script.createTime} />
            </>
          ),
        }))}
      />
    </Stack>
  );
}
