/** Where a film comes from: its story, and the answers that the story was written from. */
import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb";
import { useQuery } from "@tanstack/react-query";
import { NotebookPen, ScrollText } from "lucide-react";
import { Link } from "react-router";

import { api } from "../api/encompass";
import styles from "./Origin.module.css";
import { useStoryOf } from "./useFilm";

export function Origin({ video }: { video: Video }) {
  const answersId = useAnswersId(useStoryOf(video, true)?.responseId);
  return (
    <nav className={styles.origin} aria-label="Where this film comes from">
      <Link to={`/stories/${video.scriptId}`}>
        <ScrollText size={16} aria-hidden /> Its story
      </Link>
      {answersId && (
        <Link to={`/answers/${answersId}`}>
          <NotebookPen size={16} aria-hidden /> Its answers
        </Link>
      )}
    </nav>
  );
}

/** The same id, once it is certain that these answers aren't deleted. */
function useAnswersId(responseId: string | undefined): string | undefined {
  return useQuery({
    queryKey: ["films", "answers", responseId],
    queryFn: async ({ signal }) =>
      (await api.questionnaires.getResponse({ responseId: responseId ?? "" }, { signal })).response?.id ?? "",
    enabled: responseId !== undefined,
    staleTime: 5 * 60_000,
    retry: false,
  }).data;
}
