"""Captions burnt in: in time with the words, within the picture, in each style."""

import itertools

import numpy as np
import pytest

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.captions import Cue, Word, build_cues
from services.video.film.captioning import CaptionLayer, few_words_at_a_time
from services.video.film.picture import U8, Size, planes

WIDE, TALL = Size(640, 360), Size(360, 640)
TEXT = "On the bench by the river, Ibrahim waits for nothing. It smells of flour and of rain."


def spoken(text: str) -> list[Word]:
    return [Word(word, 400 * place, 400 * place + 350) for place, word in enumerate(text.split())]


def drawn(style: CaptionStyle, size: Size, time_ms: float, text: str = TEXT) -> U8:
    frame: U8 = np.full((size.i420_rows, size.width), 128, np.uint8)
    cues = build_cues(spoken(text), ends_ms=60_000)
    CaptionLayer(cues, size, style).draw(planes(frame, size), time_ms)
    return frame


def letters(frame: U8, size: Size) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is bright."""
    rows, columns = np.nonzero(planes(frame, size).y > 170)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


@pytest.mark.parametrize("size", [WIDE, TALL])
@pytest.mark.parametrize("style", CaptionStyle)
def test_the_words_stay_within_the_picture_and_in_its_lower_part(style: CaptionStyle, size: Size) -> None:
    left, top, right, bottom = letters(drawn(style, size, 1700), size)
    assert left >= size.width * 0.05
    assert right <= size.width * 0.95
    assert top >= size.height * 0.5
    assert bottom <= size.height * 0.97


@pytest.mark.parametrize("style", CaptionStyle)
def test_another_word_is_lit_when_it_is_spoken(style: CaptionStyle) -> None:
    size = WIDE
    earlier, later = (planes(drawn(style, size, time), size).u.astype(int) for time in (900, 1300))
    assert np.abs(earlier - later).max() > 15


def test_a_word_wider_than_the_picture_is_made_smaller() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    left, _, right, _ = letters(drawn(CaptionStyle.KARAOKE, TALL, 100, word), TALL)
    assert left > 0
    assert right < TALL.width - 1


def test_karaoke_shows_a_few_words_at_a_time_without_a_gap() -> None:
    cue = Cue((tuple(spoken(TEXT)),), 0, 8000)
    parts = few_words_at_a_time(cue)
    assert [word for part in parts for word in part.words] == list(cue.words)
    assert (parts[0].start_ms, parts[-1].end_ms) == (0, 8000)
    for before, after in itertools.pairwise(parts):
        assert before.end_ms == after.start_ms == after.words[0].start_ms
    assert max(len(part.text) for part in parts) <= 23


def test_nothing_is_drawn_between_cues() -> None:
    assert (drawn(CaptionStyle.BOLD, WIDE, 50_000) == 128).all()
