"""What is said twice: in a story, in other people's stories, and in the stories that were learnt from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from evaluation.metrics.words import ngrams, own_ngrams, sentences, words

WITHIN = 4
BETWEEN = 5
COPIED = 6
NEAR = 0.2
_SHORTEST = 4


def repetition(text: str, answers: Mapping[str, str]) -> float:
    """The share of a story's runs of four words that were there before; the person's own don't count."""
    own = own_ngrams(answers.values(), WITHIN)
    runs = [run for run in ngrams(words(text), WITHIN) if run not in own]
    return 1 - len(set(runs)) / len(runs) if runs else 0.0


def repeated_sentences(text: str) -> int:
    """How many sentences of at least four words are told more than once."""
    counted = Counter(tuple(words(sentence)) for sentence in sentences(text))
    return sum(count - 1 for told, count in counted.items() if len(told) >= _SHORTEST)


@dataclass(frozen=True, slots=True)
class Distinctness:
    """How much the stories of different people have in common, their own words left out."""

    shared: float
    """The mean share of a story's runs of five words that are in somebody else's story, too."""
    closest: float
    """The same, between the two stories that are most alike."""
    closest_pair: tuple[str, str]
    near_pairs: int
    """How many pairs have more than a fifth in common."""


def distinctness(stories: Mapping[str, tuple[str, Mapping[str, str]]]) -> Distinctness:
    """Of stories (text and answers) by the ids of people."""
    runs = {
        who: frozenset(ngrams(words(text), BETWEEN)) - own_ngrams(answers.values(), BETWEEN)
        for who, (text, answers) in stories.items()
    }
    people_of = Counter(run for own in runs.values() for run in own)
    shares = [sum(people_of[run] > 1 for run in own) / len(own) for own in runs.values() if own]
    overlaps = {
        (one, other): len(runs[one] & runs[other]) / min(len(runs[one]), len(runs[other]))
        for one, other in combinations(sorted(runs), 2)
        if runs[one] and runs[other]
    }
    pair = max(overlaps, key=lambda item: overlaps[item], default=("", ""))
    return Distinctness(
        sum(shares) / len(shares) if shares else 0.0,
        overlaps.get(pair, 0.0),
        pair,
        sum(overlap > NEAR for overlap in overlaps.values()),
    )


def corpus_runs(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """All runs of words of the stories that were learnt from."""
    return frozenset(run for text in texts for run in ngrams(words(text), COPIED))


def copied(text: str, answers: Mapping[str, str], corpus: Collection[tuple[str, ...]]) -> float:
    """The share of a story's runs of six words that are in the corpus, not counting the person's own."""
    own = own_ngrams(answers.values(), COPIED)
    runs = [run for run in ngrams(words(text), COPIED) if run not in own]
    return sum(run in corpus for run in runs) / len(runs) if runs else 0.0


def longest_copy(text: str, corpus: Collection[tuple[str, ...]]) -> int:
    """The length of the longest run of words whose every six are in the corpus; 0 where there is none."""
    longest = current = 0
    for run in ngrams(words(text), COPIED):
        current = current + 1 if run in corpus else 0
        longest = max(longest, current + COPIED - 1 if current else 0)
    return longest


def most_used(texts: Sequence[str], size: int = BETWEEN) -> list[tuple[str, int]]:
    """The runs of words that most stories have, for whoever wants to know what is worn out."""
    counted = Counter(" ".join(run) for text in texts for run in set(ngrams(words(text), size)))
    return [(run, count) for run, count in counted.most_common(10) if count > 1]
