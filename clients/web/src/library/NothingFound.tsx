/** A search or a filter that shows nothing: why, and what to do about it. */
import { Button, Empty, Row } from "../ui";
import type { Filter } from "./items";

export interface NothingFoundProps {
  query: string;
  filter: Filter;
  /** How many things of other kinds the same search finds. */
  others: number;
  onShowAllKinds: () => void;
  onStopSearching: () => void;
}

export function NothingFound({ query, filter, others, onShowAllKinds, onStopSearching }: NothingFoundProps) {
  if (query === "") {
    return (
      <Empty title={NONE[filter]} action={<Button onPress={onShowAllKinds}>Show everything</Button>}>
        <p>{HOW[filter]}</p>
      </Empty>
    );
  }
  const isNarrowed = filter !== "all" && others > 0;
  return (
    <Empty
      title={isNarrowed ? `Nothing of this kind has “${query}” in it` : `Nothing has “${query}” in it`}
      action={
        <Row gap={2} justify="center">
          {isNarrowed && (
            <Button onPress={onShowAllKinds}>{others === 1 ? "Show the other one" : `Show the ${others} others`}</Button>
          )}
          <Button variant={isNarrowed ? "plain" : "quiet"} onPress={onStopSearching}>
            Stop searching
          </Button>
        </Row>
      }
    >
      <p>
        Try one word of it, or a part of a word. Stories are found by what is told in them and by the hero’s name, answers
        by your own words, films by their titles and the hero’s name.
      </p>
    </Empty>
  );
}

const NONE: Readonly<Record<Filter, string>> = {
  all: "Nothing here",
  film: "No films yet",
  story: "No stories yet",
  answers: "No answers yet",
  unfinished: "Everything is finished",
};

const HOW: Readonly<Record<Filter, string>> = {
  all: "",
  film: "Open one of your stories and press “Make the film”.",
  story: "Answer a questionnaire, and a story is written from your answers.",
  answers: "Press “Begin a new one” to answer the first question.",
  unfinished: "What you began to answer, and what is being written or filmed, is shown here.",
};
