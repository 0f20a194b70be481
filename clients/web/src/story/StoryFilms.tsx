/** The films that were made of a story. */
import type { Video } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";

import { api } from "../api/encompass";
import { filmStatus } from "../library/status";
import { LinkList, RelativeTime } from "../ui";
import css from "./StoryPage.module.css";

const MOST = 50;

/** The latest first. */
export function useFilmsOf(scriptId: string): readonly Video[] {
  const { data } = useQuery({
    // Whatever makes the library look again, such as a new film, changes this list, too.
    queryKey: ["library", "films-of", scriptId],
    queryFn: async ({ signal }) => (await api.videos.listVideos({ scriptId, pageSize: MOST }, { signal })).videos,
    refetchOnWindowFocus: "always",
  });
  return data ?? NONE;
}

const NONE: readonly Video[] = [];

/** In the facts below the title: where to watch it. */
export function LatestFilm({ films }: { films: readonly Video[] }) {
  const [latest] = films;
  if (!latest) return null;
  return (
    <span>
      <Link to={`/films/${latest.id}`}>{films.length === 1 ? "Watch its film" : "Watch its latest film"}</Link>
    </span>
  );
}

export function StoryFilms({ films }: { films: readonly Video[] }) {
  if (films.length === 0) return null;
  return (
    <section className={css.films} aria-labelledby="films">
      <h2 id="films">{films.length === 1 ? "Its film" : "Its films"}</h2>
      <LinkList
        aria-labelledby="films"
        entries={films.map((film) => ({
          id: film.id,
          href: `/films/${film.id}`,
          title: film.title || "A film without a title yet",
          detail: (
            <>
              {filmStatus(film).text}
              {" · "}
              <RelativeTime at={film.createTime} />
            </>
          ),
        }))}
      />
    </section>
  );
}
