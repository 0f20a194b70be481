"""Lines: no word is lost, none is wider than it must be, all are about as long."""

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from services.video.domain.lines import Lines, broken, parted

WORDS = st.lists(st.text("abc", min_size=1, max_size=8), min_size=1, max_size=9)
WIDTHS = st.integers(1, 40)


def length(words: Sequence[str]) -> int:
    return len(" ".join(words))


def ways(words: Sequence[str], count: int) -> list[Lines[str]]:
    """All ways to set some words in so many lines."""
    cuts = itertools.combinations(range(1, len(words)), count - 1)
    return [
        tuple(tuple(words[start:end]) for start, end in itertools.pairwise((0, *each, len(words))))
        for each in cuts
    ]


@given(WORDS, WIDTHS)
def test_no_word_is_lost_or_moved(words: list[str], widest: int) -> None:
    lines = broken(words, widest, length)
    assert [word for line in lines for word in line] == words
    assert all(lines)


@given(WORDS, WIDTHS)
def test_no_line_is_wider_than_there_is_room_unless_one_word_is(words: list[str], widest: int) -> None:
    for line in broken(words, widest, length):
        assert length(line) <= max(widest, *map(len, words))
    if all(len(word) <= widest for word in words):
        assert all(length(line) <= widest for line in broken(words, widest, length))


@given(WORDS, WIDTHS)
def test_there_are_no_more_lines_than_there_must_be(words: list[str], widest: int) -> None:
    count = len(broken(words, widest, length))
    for fewer in range(1, count):
        for lines in ways(words, fewer):
            assert any(length(line) > widest and len(line) > 1 for line in lines)


@given(WORDS, st.integers(1, 5))
def test_nobody_could_set_them_narrower_or_more_evenly(words: list[str], count: int) -> None:
    lines = parted(words, count, length)
    assert len(lines) == min(count, len(words))

    def cost(lines: Lines[str]) -> tuple[int, int]:
        return max(map(length, lines)), sum(length(line) ** 2 for line in lines)

    assert cost(lines) == min(cost(way) for way in ways(words, len(lines)))


def test_a_short_last_word_is_not_left_alone() -> None:
    words = ["The", "morning", "that", "the", "harbour", "bell", "rang", "for", "no", "one"]
    assert [" ".join(line) for line in broken(words, 40, length)] == [
        "The morning that the",
        "harbour bell rang for no one",
    ]


def test_nothing_has_no_lines() -> None:
    assert broken([], 10, length) == ()
