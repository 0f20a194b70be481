/** Everything that a person has made, as one list. */
import { timestampDate, type Timestamp } from "@bufbuild/protobuf/wkt";
import {
  ResponseState,
  type Answer,
  type Questionnaire,
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
  /** Lower case; what a search looks through. */
  searchText: string;
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
}

export type LibraryItem = AnswersItem | StoryItem | FilmItem;

export interface Loaded {
  responses: readonly Response[];
  scripts: readonly Script[];
  videos: readonly Video[];
  questionnaires: readonly Questionnaire[];
}

/** All that was loaded, newest first. */
export function itemsOf({ responses, scripts, videos, questionnaires }: Loaded): LibraryItem[] {
  const titles = new Map(questionnaires.map((each) => [each.id, each.title]));
  const items: LibraryItem[] = [
    ...responses.map((response) => answersItem(response, titles.get(response.questionnaireId) ?? "")),
    ...scripts.map(storyItem),
    ...videos.map(filmItem),
  ];
  return items.sort(
    (one, other) => other.createdAt.getTime() - one.createdAt.getTime() || one.key.localeCompare(other.key),
  );
}

/** Those that a filter lets through and that have every word of the search. */
export function found(items: readonly LibraryItem[], filter: Filter, search: string): LibraryItem[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return items.filter((item) => passes(item, filter) && words.every((word) => item.searchText.includes(word)));
}

/** How many items each filter lets through. */
export function counts(items: readonly LibraryItem[]): Record<Filter, number> {
  const count = (filter: Filter): number => items.filter((item) => passes(item, filter)).length;
  return {
    all: items.length,
    film: count("film"),
    story: count("story"),
    answers: count("answers"),
    unfinished: count("unfinished"),
  };
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

function passes(item: LibraryItem, filter: Filter): boolean {
  if (filter === "all") return true;
  return filter === "unfinished" ? item.isUnfinished : item.kind === filter;
}

function answersItem(response: Response, title: string): AnswersItem {
  const words = response.answers.map(ownWords).filter(Boolean);
  const excerpt = words.reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  return {
    kind: "answers",
    key: `answers/${response.id}`,
    id: response.id,
    title: title || "Your answers",
    createdAt: dateOf(response.createTime),
    isUnfinished: response.state === ResponseState.DRAFT,
    searchText: plain([title, "answers", ...words].join(" ")),
    excerpt,
    response,
  };
}

function storyItem(script: Script): StoryItem {
  const words = script.scenes.flatMap((scene) => [scene.title, scene.narration]);
  return {
    kind: "story",
    key: `story/${script.id}`,
    id: script.id,
    title: script.title || "A story without a title yet",
    createdAt: dateOf(script.createTime),
    isUnfinished: isBeingWritten(script),
    searchText: plain([script.title, script.logline, script.heroName, "story", ...words].join(" ")),
    script,
  };
}

function filmItem(video: Video): FilmItem {
  const words = video.scenes.map((scene) => scene.title);
  return {
    kind: "film",
    key: `film/${video.id}`,
    id: video.id,
    title: video.title || "A film without a title yet",
    createdAt: dateOf(video.createTime),
    isUnfinished: isBeingRendered(video),
    searchText: plain([video.title, "film", ...words].join(" ")),
    video,
  };
}

function ownWords(answer: Answer): string {
  const { value } = answer;
  if (value.case === "text" || value.case === "other") return value.value;
  return value.case === "choices" ? value.value.other : "";
}

/** Lower case and without accents: `Cafe` finds “café”. */
function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function dateOf(time: Timestamp | undefined): Date {
  return time ? timestampDate(time) : new Date(0);
}
