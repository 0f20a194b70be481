"""Breaking words into lines: as few as fit, and those about equally long."""

from collections.abc import Callable, Sequence
from functools import cache
from math import inf
from typing import TypeVar

Piece = TypeVar("Piece")
Measure = Callable[[Sequence[Piece]], float]
"""How wide some words are on one line, spaces between them included; more words are wider."""

Lines = tuple[tuple[Piece, ...], ...]


def broken(words: Sequence[Piece], widest: float, measure: Measure[Piece]) -> Lines[Piece]:
    """As few lines as fit, broken as `parted` breaks them; a word that is wider has a line of its own.

    Args:
        widest: of a line, in what `measure` measures.
    """
    return parted(words, _least_count(words, widest, measure), measure)


def parted(words: Sequence[Piece], count: int, measure: Measure[Piece]) -> Lines[Piece]:
    """So many lines, or as many as there are words, of which the widest is as narrow as it can be.

    Where several ways are as good in that, the rest is as even as it can be too.
    """
    if not words:
        return ()

    @cache
    def width(start: int, end: int) -> float:
        return measure(words[start:end])

    def cheapest(cost: Callable[[float, float], float]) -> tuple[float, tuple[int, ...]]:
        """The least that lines can cost, and where each ends.

        Args:
            cost: of the lines before, as it came out, and the width of one more.
        """
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        lines = max(min(count, len(words)), 1)
        for line in range(1, lines + 1):
            ends = range(line, len(words) - (lines - line) + 1) if line < lines else (len(words),)
            best = {
                end: min(
                    (cost(before, width(start, end)), (*cuts, end))
                    for start, (before, cuts) in best.items()
                    if start < end
                )
                for end in ends
            }
        return best[len(words)]

    narrowest, _ = cheapest(max)
    # Of lines with the same sum the squares are least where they are even.
    _, cuts = cheapest(lambda before, wide: before + wide * wide if wide <= narrowest else inf)
    return tuple(tuple(words[start:end]) for start, end in zip((0, *cuts), cuts, strict=False))


def _least_count(words: Sequence[Piece], widest: float, measure: Measure[Piece]) -> int:
    count = start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and measure(words[start : end + 1]) <= widest:
            end += 1
        count, start = count + 1, end
    return count
