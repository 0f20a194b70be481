"""Word times: each word of the text has its sounds, in order, with none left over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narration.alignment import (
    Phonemes,
    Times,
    earlier,
    fill_gaps,
    match_words,
    share_out,
    spread,
    symbol_times,
    word_times,
)

words = st.lists(st.text("ab1.,", min_size=1, max_size=4), max_size=12)


@given(words, words)
def test_every_spoken_word_belongs_to_one_word_of_the_text_in_order(
    shown: list[str], spoken: list[str]
) -> None:
    spans = match_words(shown, spoken)
    assert len(spans) == len(shown)
    if shown:
        assert spans[0][0] == 0
        assert spans[-1][1] == len(spoken)
        assert all(left[1] == right[0] for left, right in pairwise(spans))


@given(words)
def test_a_text_spoken_as_written_is_matched_word_for_word(shown: list[str]) -> None:
    assert match_words(shown, shown) == [(place, place + 1) for place in range(len(shown))]


def test_a_time_of_day_keeps_its_neighbours_where_they_are() -> None:
    shown = ["paid", "$9.99", "at", "7:30", "pm", "on", "May"]
    spoken = ["paid", "$9.99", "at", "seven", "thirty", "P.M.", "on", "May"]
    spans = match_words(shown, spoken)
    assert spans[:3] == [(0, 1), (1, 2), (2, 3)]
    assert spans[5:] == [(6, 7), (7, 8)]


def test_one_word_spoken_as_several_gets_all_of_them() -> None:
    assert match_words(["24/7", "open"], ["24", "slash", "7", "open"]) == [(0, 3), (3, 4)]


@given(st.integers(1, 20), st.integers(0, 50))
def test_things_are_shared_out_evenly(receivers: int, items: int) -> None:
    sizes = [end - start for start, end in share_out(receivers, items)]
    assert sum(sizes) == items
    assert max(sizes) - min(sizes) <= 1


def test_a_word_sounds_from_its_first_sound_to_its_last_without_its_comma() -> None:
    phonemes = Phonemes("hI, yU", ((0, 3), (4, 6)))
    times = symbol_times(phonemes.symbols, [10, 2, 3, 8, 1, 4, 5, 7], lambda symbol: True)
    assert word_times(phonemes, times, [(0, 1), (1, 2)]) == [(10, 15), (24, 33)]


def test_a_symbol_that_the_voice_does_not_know_takes_no_time() -> None:
    times = symbol_times("a?b", [1, 2, 3, 4], lambda symbol: symbol != "?")
    assert times == [(1, 3), (3, 3), (3, 6)]


def test_lengths_that_do_not_fit_the_symbols_are_an_error() -> None:
    with pytest.raises(ValueError, match="4 lengths for 1 symbols"):
        symbol_times("a", [1, 2, 3, 4], lambda symbol: True)


def test_a_word_without_a_sound_has_no_time_of_its_own() -> None:
    phonemes = Phonemes("a  b", ((0, 1), (2, 2), (3, 4)))
    times = symbol_times(phonemes.symbols, [0, 5, 1, 1, 5, 0], lambda symbol: True)
    assert word_times(phonemes, times, [(0, 1), (1, 2), (2, 3)]) == [(0, 5), None, (7, 12)]


@st.composite
def heard_words(draw: st.DrawFn) -> list[Times | None]:
    borders = sorted(draw(st.lists(st.floats(0, 1000), min_size=2, max_size=40)))
    spans: list[Times | None] = [(low, high) for low, high in zip(borders[::2], borders[1::2], strict=False)]
    return [None if draw(st.booleans()) else span for span in spans]


@given(heard_words())
def test_words_without_a_sound_share_the_gap_and_nothing_goes_backwards(heard: list[Times | None]) -> None:
    filled = fill_gaps(heard, 0.0, 1000.0)
    assert len(filled) == len(heard)
    assert all(times == span for times, span in zip(filled, heard, strict=True) if span is not None)
    flat = [moment for times in filled for moment in times]
    assert flat == sorted(flat)
    assert all(0 <= moment <= 1000 for moment in flat)


def test_two_silent_words_share_the_gap_between_their_neighbours() -> None:
    assert fill_gaps([(0, 10), None, None, (30, 40)], 0, 40) == [(0, 10), (10, 20), (20, 30), (30, 40)]


def test_words_that_cannot_be_told_apart_are_spread_by_their_length() -> None:
    assert spread(["a", "abc"], 0, 60) == [(0, 20), (20, 60)]


def test_sounds_that_are_told_earlier_keep_their_lengths_and_their_sum() -> None:
    assert earlier([900.0, 600.0, 1200.0, 300.0], 840.0) == (60.0, 600.0, 1200.0, 1140.0)
    assert earlier([500.0, 600.0, 300.0], 840.0) == (0.0, 600.0, 800.0)
