/** What a person has made, as the library shows it. */
import { timestampDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import {
  ResponseState,
  type Answer,
  type Response,
} from "@encompass/client/gen/encompass/questionnaire/v1/questionnaire_pb.js";
import type { Script } from "@encompass/client/gen/encompass/script/v1/script_pb.js";
import { VideoState, type Video } from "@encompass/client/gen/encompass/video/v1/video_pb.js";

import { isBeingWritten } from "../story/reading";

export type Kind = "answers" | "story" | "film";
export type Filter = "all" | Kind | "unfinished";

interface Common {
  /** Unique over all kinds. */
  key: string;
  id: string;
  title: string;
  createdAt: Date;
  /** Whether something is still to be done or made. */
  isUnfinished: boolean;
}

export interface AnswersItem extends Common {
  kind: "answers";
  response: Response;
  /** The longest of the person's own words; empty before there are any. */
  excerpt: string;
}

export interface StoryItem extends Common {
  kind: "story";
  script: Script;
}

export interface FilmItem extends Common {
  kind: "film";
  video: Video;
  /** What it tells, where that is loaded. */
  script: Script | undefined;
}

export type LibraryItem = AnswersItem | StoryItem | FilmItem;

/** Whether a filter lets an item through. */
export function passes(item: LibraryItem, filter: Filter): boolean {
  if (filter === "all") return true;
  return filter === "unfinished" ? item.isUnfinished : item.kind === filter;
}

/** Whether an item isn't to be shown, of itself or since its story goes. */
export function isHidden(item: LibraryItem, hidden: ReadonlySet<string>): boolean {
  return hidden.has(item.key) || (item.kind === "film" && hidden.has(`story/${item.video.scriptId}`));
}

/** Keys of what goes with an item when it is deleted: a story's films. */
export function goesWith(item: LibraryItem, items: readonly LibraryItem[]): string[] {
  if (item.kind !== "story") return [];
  return items.flatMap((each) => (each.kind === "film" && each.video.scriptId === item.id ? [each.key] : []));
}

/** The newest of what is being made right now: these are worth watching. */
export function beingMade(items: readonly LibraryItem[], most: number): LibraryItem[] {
  return items
    .filter((item) => item.isUnfinished && item.kind !== "answers")
    .slice(0, most);
}

export function isBeingRendered(video: Video): boolean {
  return video.state === VideoState.QUEUED || video.state === VideoState.RENDERING;
}

export function answersItem(response: Response, title: string): AnswersItem {
  const words = response.answers.map(ownWords).filter(Boolean);
  const excerpt = words.reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  return {
    kind: "answers",
    key: `answers/${response.id}`,
    id: response.id,
    title: title || "Your answers",
    createdAt: dateOf(response.createTime),
    isUnfinished: response.state === ResponseState.DRAFT,
    excerpt,
    response,
  };
}

export function storyItem(script: Script): StoryItem {
  return {
    kind: "story",
    key: `story/${script.id}`,
    id: script.id,
    title: script.title || "A story without a title yet",
    createdAt: dateOf(script.createTime),
    isUnfinished: isBeingWritten(script),
    script,
  };
}

export function filmItem(video: Video, script?: Script): FilmItem {
  return {
    kind: "film",
    key: `film/${video.id}`,
    id: video.id,
    title: video.title || "A film without a title yet",
    createdAt: dateOf(video.createTime),
    isUnfinished: isBeingRendered(video),
    video,
    script,
  };
}

function ownWords(answer: Answer): string {
  const { value } = answer;
  if (value.case === "text" || value.case === "other") return value.value;
  return value.case === "choices" ? value.value.other : "";
}

function dateOf(time: Timestamp | undefined): Date {
  return time ? timestampDate(time) : new Date(0);
}
