"""How likely given continuations of a prompt are: the work, in pieces that hold nobody up for long.

The prompt is read once, in chunks; then the continuations are run in groups that all start from it. What was
read is kept, so that a prompt that begins as an earlier one did costs only what is new of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

CHUNK_TOKENS = 64
GROUP_TOKENS = 96
"""Of one group, the padding included."""
MIN_REUSED_TOKENS = 16
"""Less of a beginning in common than this isn't worth putting back."""

Logits = npt.NDArray[np.float32]
Memory = TypeVar("Memory")


@dataclass(frozen=True, slots=True)
class Score:
    """The likelihood of one continuation."""

    logprob: float
    """The natural logarithm of its probability, the sum over its tokens."""
    tokens: int


class Network(Protocol, Generic[Memory]):
    """A language model that remembers what it has read."""

    def read(self, tokens: Sequence[Sequence[int]], past: int, places: Sequence[int]) -> Logits:
        """Reads on after `past` tokens, a row each; logits [row, place, vocabulary] at these places.

        Rows start from what was read in one row before.
        """

    def forget(self) -> None:
        """Starts with nothing read."""

    def remember(self) -> Memory:
        """A copy of what has been read."""

    def recall(self, memory: Memory, length: int) -> None:
        """Puts the first `length` tokens of a copy back."""


class Prefixes(Generic[Memory]):
    """What was read of the last prompts."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[tuple[int, ...], Memory]] = []

    def keep(self, tokens: Sequence[int], memory: Memory) -> None:
        """Remembers a prompt; the one that was used longest ago makes room."""
        known = tuple(tokens)
        self._kept = [one for one in self._kept if one[0] != known][-self._most + 1 :]
        self._kept.append((known, memory))

    def longest(self, tokens: Sequence[int]) -> tuple[int, Memory] | None:
        """How much of a prompt is known already, if it is worth it; at least one token is left to read."""
        best, chosen = MIN_REUSED_TOKENS - 1, -1
        for place, (known, _) in enumerate(self._kept):
            shared = min(common_length(known, tokens), len(tokens) - 1)
            if shared > best:
                best, chosen = shared, place
        if chosen < 0:
            return None
        self._kept.append(self._kept.pop(chosen))
        return best, self._kept[-1][1]


class Scoring(Generic[Memory]):
    """One prompt and its continuations on their way; `advance` does a bounded piece of the work."""

    def __init__(
        self,
        network: Network[Memory],
        prefixes: Prefixes[Memory],
        prompt: Sequence[int],
        continuations: Sequence[Sequence[int]],
    ) -> None:
        self._prompt = prompt
        self._continuations = continuations
        self._sums = [0.0] * len(continuations)
        self._work = self._steps(network, prefixes)

    def advance(self) -> bool:
        """Does the next piece; True when there is none left."""
        return next(self._work, None) is None

    def scores(self) -> Sequence[Score]:
        """The likelihoods, in the order of the continuations, once `advance` was True."""
        return [
            Score(total, len(tokens)) for total, tokens in zip(self._sums, self._continuations, strict=True)
        ]

    def _steps(self, network: Network[Memory], prefixes: Prefixes[Memory]) -> Iterator[bool]:
        known = prefixes.longest(self._prompt)
        past = 0
        if known is None:
            network.forget()
        else:
            past, memory = known
            network.recall(memory, past)
        last: Logits | None = None
        while past < len(self._prompt):
            chunk = self._prompt[past : past + CHUNK_TOKENS]
            last = network.read([chunk], past, [len(chunk) - 1])[0, 0]
            past += len(chunk)
            yield True
        assert last is not None
        self._add_first(last)
        memory = network.remember()
        prefixes.keep(self._prompt, memory)
        for number, group in enumerate(groups(self._continuations)):
            if number:
                network.recall(memory, past)
            self._run(network, past, group)
            yield True

    def _add_first(self, last: Logits) -> None:
        chances = last - log_sum_exp(last)
        for place, tokens in enumerate(self._continuations):
            self._sums[place] += float(chances[tokens[0]])

    def _run(self, network: Network[Memory], past: int, group: Sequence[int]) -> None:
        """All but the last token of each is read: what comes after the last one matters to nobody."""
        read = [self._continuations[place][:-1] for place in group]
        width = max(map(len, read))
        rows = [[*tokens, *([0] * (width - len(tokens)))] for tokens in read]
        logits = network.read(rows, past, range(width))
        totals = log_sum_exp(logits)
        for row, place in enumerate(group):
            for at, token in enumerate(self._continuations[place][1:]):
                self._sums[place] += float(logits[row, at, token] - totals[row, at])


def groups(continuations: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    """Continuations of about one length together, as many as fit; those of one token need no reading."""
    order = sorted(
        (place for place, tokens in enumerate(continuations) if len(tokens) > 1),
        key=lambda place: len(continuations[place]),
    )
    group: list[int] = []
    for place in order:
        width = len(continuations[place]) - 1
        if group and (len(group) + 1) * width > GROUP_TOKENS:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def common_length(left: Sequence[int], right: Sequence[int]) -> int:
    """How many tokens both begin with."""
    for place, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return place
    return min(len(left), len(right))


def log_sum_exp(logits: Logits) -> Logits:
    """Over the vocabulary, without overflow."""
    highest = logits.max(axis=-1, keepdims=True)
    total: Logits = np.log(np.exp(logits - highest).sum(axis=-1)) + highest[..., 0]
    return total
