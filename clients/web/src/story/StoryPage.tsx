/** A story: read along while it is written, changed once it is there, and made into a film. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";

import { api } from "../api/encompass";
import { preferredLanguage } from "../app/preferences";
import { Later, Page, ProblemNote, Skeleton, Stack } from "../ui";
import { sourcesOf, type Sources } from "./sources";
import { StoryView } from "./StoryView";
import { useStory } from "./useStory";

export default function StoryPage() {
  const { scriptId = "" } = useParams();
  const story = useStory(scriptId);
  const sources = useSources(story.data?.responseId);
  if (story.data !== undefined) {
    return (
      <Later key={scriptId} fallback={<Blank />}>
        <StoryView story={story} script={story.data} sources={sources} />
      </Later>
    );
  }
  if (story.live !== "ended" && !story.problem) return <Blank />;
  return (
    <Page title="Story" hideTitle>
      <ProblemNote error={story.problem} onRetry={story.restart} />
    </Page>
  );
}

function Blank() {
  return (
    <Page title="Story" hideTitle>
      <Stack gap={6}>
        <Skeleton lines={2} />
        <Skeleton height="16rem" />
        <Skeleton height="16rem" />
      </Stack>
    </Page>
  );
}

/** The questions and answers that the story came from. Answers may be deleted; the story is readable without. */
function useSources(responseId: string | undefined): Sources {
  const language = preferredLanguage();
  const { data } = useQuery({
    queryKey: ["story-sources", responseId, language],
    queryFn: async ({ signal }) => (await api.questionnaires.getForm({ responseId: responseId ?? "", language }, { signal })).form,
    enabled: responseId !== undefined,
    select: sourcesOf,
    staleTime: 60_000,
    retry: false,
  });
  return data ?? NONE;
}

const NONE: Sources = new Map();
