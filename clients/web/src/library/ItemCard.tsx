/** One thing in the library. What is being made is watched, so that its card shows how far it is. */
import { ScriptState } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoState } from "@encompass/client/gen/encompass/video/v1/video_pb.js";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { useFilm } from "../film/useFilm";
import { isBeingWritten } from "../story/reading";
import { useStory } from "../story/useStory";
import { AnswersPicture, FilmPicture, StoryPicture } from "./Pictures";
import { CardFrame } from "./CardFrame";
import { isBeingRendered, type AnswersItem, type FilmItem, type LibraryItem, type StoryItem } from "./items";
import { answersStatus, filmStatus, storyStatus } from "./status";

export interface ItemCardProps {
  item: LibraryItem;
  /** Whether it is one of those that are watched while they are made. */
  isWatched: boolean;
  onDelete: (item: LibraryItem) => void;
}

export function ItemCard({ item, isWatched, onDelete }: ItemCardProps) {
  switch (item.kind) {
    case "answers":
      return <AnswersCard item={item} onDelete={onDelete} />;
    case "story":
      return isWatched ? <WatchedStory item={item} onDelete={onDelete} /> : <StoryCard item={item} onDelete={onDelete} />;
    case "film":
      return isWatched ? <WatchedFilm item={item} onDelete={onDelete} /> : <FilmCard item={item} onDelete={onDelete} />;
  }
}

interface CardProps<T extends LibraryItem> {
  item: T;
  onDelete: (item: LibraryItem) => void;
}

function AnswersCard({ item, onDelete }: CardProps<AnswersItem>) {
  return (
    <CardFrame
      item={item}
      href={`/answers/${item.id}`}
      status={answersStatus(item.response)}
      picture={() => <AnswersPicture excerpt={item.excerpt} />}
      onDelete={() => onDelete(item)}
    />
  );
}

function StoryCard({ item, onDelete }: CardProps<StoryItem>) {
  return (
    <CardFrame
      item={item}
      href={`/stories/${item.id}`}
      status={storyStatus(item.script)}
      summary={item.script.logline}
      picture={() => <StoryPicture script={item.script} />}
      onDelete={() => onDelete(item)}
    />
  );
}

function FilmCard({ item, onDelete }: CardProps<FilmItem>) {
  return (
    <CardFrame
      item={item}
      href={`/films/${item.id}`}
      status={filmStatus(item.video)}
      picture={(isAttended) => <FilmPicture video={item.video} script={item.script} isAttended={isAttended} />}
      onDelete={() => onDelete(item)}
    />
  );
}

function WatchedStory({ item, onDelete }: CardProps<StoryItem>) {
  const { data: script = item.script, live } = useStory(item.id);
  useListsAgain(live === "ended" && script.state !== ScriptState.UNSPECIFIED && !isBeingWritten(script));
  return <StoryCard item={{ ...item, script, title: script.title || item.title }} onDelete={onDelete} />;
}

function WatchedFilm({ item, onDelete }: CardProps<FilmItem>) {
  const { data: video = item.video, live } = useFilm(item.id);
  useListsAgain(live === "ended" && video.state !== VideoState.UNSPECIFIED && !isBeingRendered(video));
  return <FilmCard item={{ ...item, video, title: video.title || item.title }} onDelete={onDelete} />;
}

/** Once something is made, the lists are out of date. */
function useListsAgain(isMade: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (isMade) void queries.invalidateQueries({ queryKey: ["library"] });
  }, [isMade, queries]);
}
