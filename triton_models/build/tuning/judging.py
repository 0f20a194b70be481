"""Figures that tell one story from a better one, made of the text alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triton_models.build.tuning.corpus import Scene, Story
from triton_models.build.tuning.dialogue import VISUAL_KEYS

COPIED_SENTENCE_WORDS = 6
"""A sentence as long as this that stands in a story learnt from is copied, not chance."""
QUOTED = re.compile(r'["“][^"”]*["”]')
FIRST = re.compile(r"\b(I|I'm|I've|I'd|I'll|[Mm]y|me|mine)\b")
SECOND = re.compile(r"\b([Yy]ou|[Yy]our|[Yy]ours|[Yy]ou're|[Yy]ou've|[Yy]ou'll)\b")
COMMON_WORDS = """
that this with from have they them their there then than when what where which while would could
should about after again always because been before being both cannot come does doing down each even
ever every gets give gone good have here into itself just keep know like little made make many more
most much must never nobody nothing only other over people really same says some someone something
still such sure take tell things think those time until very want well were will without work years
your yours
"""
COMMON = frozenset(COMMON_WORDS.split())
VOCABULARY: Mapping[str, frozenset[str]] = {
    key: frozenset(words.split())
    for key, words in {
        "setting": "ocean alpine forest meadow desert river city_night city_day village space night_sky "
        "stage classroom workshop library laboratory kitchen garden road harbor station field studio "
        "hospital sports_ground",
        "time": "dawn morning noon golden_hour dusk night",
        "weather": "clear clouds rain snow fog wind storm aurora",
        "mood": "hopeful tender tense lonely triumphant playful calm awe",
        "camera": "push_in pull_out pan_left pan_right crane_up crane_down orbit fly_over still",
        "hero": "standing walking sitting running reaching working dancing riding absent",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Told:
    """A scene as somebody wrote it, taken apart."""

    title: str
    narration: str
    visual: str

    @property
    def is_whole(self) -> bool:
        """Title, narration and a visual spec within the vocabulary are all there."""
        words, _, props = self.visual.partition(";")
        values = [word.strip() for word in words.split(",")]
        known = len(values) == len(VISUAL_KEYS) and all(
            value in VOCABULARY[key] for key, value in zip(VISUAL_KEYS, values, strict=True)
        )
        return bool(self.title and self.narration and known and props.strip())


def read_told(text: str) -> Told:
    """The three lines of an answer; what is missing is empty."""
    lines = [line.strip() for line in text.replace("<|im_end|>", "").strip().splitlines() if line.strip()]
    if len(lines) == 1:
        return Told("", lines[0], "")
    visual = lines[-1] if len(lines) > 2 and ";" in lines[-1] else ""
    body = lines[1:-1] if visual else lines[1:]
    return Told(lines[0] if lines else "", " ".join(body), visual)


def details_kept(story: Story, scene: Scene, narration: str) -> tuple[int, int]:
    """How many of the answers that the scene is to use left a word in it, and how many there are."""
    said = set(words_of(narration))
    wanted = [key for key in scene.uses if key in story.answers and key not in ("name", "tone", "pronouns")]
    kept = sum(1 for key in wanted if telling(story.answers[key]) & said)
    return kept, sum(1 for key in wanted if telling(story.answers[key]))


def telling(answer: str) -> set[str]:
    """Words of an answer that nobody would use by chance."""
    return {word for word in words_of(answer) if len(word) > 3 and word not in COMMON}


def repetition(narrations: Sequence[str]) -> float:
    """The share of a story's three-word runs that stood in it before."""
    seen: set[tuple[str, ...]] = set()
    again = total = 0
    for narration in narrations:
        for gram in grams(words_of(narration), 3):
            total += 1
            again += gram in seen
            seen.add(gram)
    return again / total if total else 0.0


def leaves_its_person(story: Story, narration: str) -> bool:
    """Whether the teller says "I" or "you" where the story is told in another person."""
    told = QUOTED.sub("", narration)
    first, second = bool(FIRST.search(told)), bool(SECOND.search(told))
    if story.point_of_view == "first":
        return second and not first
    if story.point_of_view == "second":
        return first or not second
    return first or second


def strange_names(story: Story, narration: str) -> int:
    """Capitalised words within sentences that neither the answers nor the title have."""
    known = set(words_of(" ".join([*story.answers.values(), story.title])))
    inside = re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", narration)
    return sum(1 for word in inside if word.lower() not in known)


class Copies:
    """What stands in the stories that were learnt from."""

    def __init__(self, narrations: Iterable[str]) -> None:
        self._texts = [words_of(narration) for narration in narrations]
        self._known: dict[int, set[tuple[str, ...]]] = {}
        self._sentences = {
            sentence
            for text in narrations
            for sentence in sentences_of(text)
            if len(sentence) >= COPIED_SENTENCE_WORDS
        }

    def longest(self, narration: str) -> int:
        """How many words in a row of a narration stand in one that was learnt from."""
        words = words_of(narration)
        length = 0
        while length < len(words) and any(
            gram in self._grams(length + 1) for gram in grams(words, length + 1)
        ):
            length += 1
        return length

    def sentences(self, narration: str) -> list[str]:
        """Whole sentences of a narration that stand in one that was learnt from."""
        return [
            " ".join(sentence)
            for sentence in sentences_of(narration)
            if len(sentence) >= COPIED_SENTENCE_WORDS and sentence in self._sentences
        ]

    def _grams(self, length: int) -> set[tuple[str, ...]]:
        if length not in self._known:
            self._known[length] = {gram for text in self._texts for gram in grams(text, length)}
        return self._known[length]


def words_of(text: str) -> list[str]:
    """The words, small, without what stands between them."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def sentences_of(text: str) -> list[tuple[str, ...]]:
    """The words of each sentence."""
    return [tuple(words_of(part)) for part in re.split(r"(?<=[.!?])[\"”]?\s+", text) if words_of(part)]


def grams(words: Sequence[str], length: int) -> Iterable[tuple[str, ...]]:
    """Every run of so many words."""
    return (tuple(words[place : place + length]) for place in range(len(words) - length + 1))
