"""The likelihood of given words, with a network whose every probability can be told by hand."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from story_engine.scoring import CHUNK_TOKENS, GROUP_TOKENS, Logits, Prefixes, Score, Scoring

WORDS = 10


class Digits:
    """After d comes d+1 with the odds of `favour` to one for each other digit."""

    favour = 7.0

    def __init__(self) -> None:
        self.rows: list[list[int]] = [[]]
        self.reads: list[tuple[int, int]] = []

    def read(self, tokens: Sequence[Sequence[int]], past: int, places: Sequence[int]) -> Logits:
        assert len(self.rows) == 1, "what is read goes on from one row"
        assert len(self.rows[0]) == past
        self.reads.append((len(tokens), len(tokens[0])))
        before = self.rows[0]
        self.rows = [[*before, *row] for row in tokens]
        logits = np.zeros((len(tokens), len(places), WORDS), dtype=np.float32)
        for row, given in enumerate(tokens):
            for at, place in enumerate(places):
                logits[row, at, (given[place] + 1) % WORDS] = math.log(self.favour)
        return logits

    def forget(self) -> None:
        self.rows = [[]]

    def remember(self) -> list[int]:
        return list(self.rows[0])

    def recall(self, memory: list[int], length: int) -> None:
        self.rows = [memory[:length]]


def by_hand(prompt: Sequence[int], tokens: Sequence[int]) -> Score:
    total = sum(
        math.log((Digits.favour if token == (before + 1) % WORDS else 1.0) / (Digits.favour + WORDS - 1))
        for before, token in pairwise([prompt[-1], *tokens])
    )
    return Score(round(total, 2), len(tokens))


def score(
    network: Digits,
    prefixes: Prefixes[list[int]],
    prompt: Sequence[int],
    continuations: Sequence[Sequence[int]],
) -> Sequence[Score]:
    scoring = Scoring(network, prefixes, prompt, continuations)
    while not scoring.advance():
        pass
    return [Score(round(found.logprob, 2), found.tokens) for found in scoring.scores()]


def digits(length: int) -> list[int]:
    return [place % WORDS for place in range(length)]


def test_each_continuation_gets_the_sum_of_its_tokens_logarithms() -> None:
    continuations = [[3], [3, 4, 5], [9, 9], [3, 4, 9, 0, 1, 7]]
    found = score(Digits(), Prefixes(2), [0, 1, 2], continuations)
    assert found == [by_hand([0, 1, 2], tokens) for tokens in continuations]


def test_a_long_prompt_is_read_in_chunks_and_continuations_in_groups_that_fit() -> None:
    network = Digits()
    prompt = digits(3 * CHUNK_TOKENS + 1)
    continuations = [digits(length) for length in (2, 30, 31, 32, 40, 300)]
    expected = [by_hand(prompt, one) for one in continuations]
    assert score(network, Prefixes(2), prompt, continuations) == expected
    assert network.reads[:4] == [(1, CHUNK_TOKENS)] * 3 + [(1, 1)]
    assert all(rows * width <= max(GROUP_TOKENS, width) for rows, width in network.reads[4:])
    assert max(rows for rows, _ in network.reads) > 1


def test_a_prompt_that_begins_as_an_earlier_one_costs_only_its_end() -> None:
    network, prefixes = Digits(), Prefixes[list[int]](2)
    start = digits(50)
    score(network, prefixes, start, [[1, 2], [3, 4]])
    network.reads.clear()
    longer = [*start, 7, 7, 7]
    assert score(network, prefixes, longer, [[8, 9]]) == [by_hand(longer, [8, 9])]
    assert network.reads == [(1, 3), (1, 1)]


def test_the_same_prompt_again_reads_one_token_for_the_chances_after_it() -> None:
    network, prefixes = Digits(), Prefixes[list[int]](2)
    prompt = digits(40)
    first = score(network, prefixes, prompt, [[1, 2]])
    network.reads.clear()
    assert score(network, prefixes, prompt, [[1, 2]]) == first
    assert network.reads == [(1, 1), (1, 1)]


def test_the_prompt_that_was_used_longest_ago_is_forgotten() -> None:
    network, prefixes = Digits(), Prefixes[list[int]](2)
    first, second, third = ([start] * 20 for start in (1, 2, 3))
    for prompt in (first, second, first, third):
        score(network, prefixes, prompt, [[0]])
    assert prefixes.longest(first) is not None
    assert prefixes.longest(second) is None


def test_a_short_beginning_in_common_is_read_anew() -> None:
    network, prefixes = Digits(), Prefixes[list[int]](2)
    score(network, prefixes, digits(5), [[0]])
    assert prefixes.longest(digits(30)) is None
