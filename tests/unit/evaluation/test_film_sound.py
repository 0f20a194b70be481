"""The evaluation of a film's sound: what it counts, and what it calls a broken promise."""

from dataclasses import replace

import numpy as np
import pytest

from evaluation.film.listening import Reading, offsets, onsets
from evaluation.film.sound import FilmFigures, VoiceFigures, kept

READING = Reading(
    "She counted 42 waves, twice.",
    "lark",
    np.zeros(48_000, np.int16),
    24_000,
    ("She", "counted", "42", "waves,", "twice."),
    (100, 300, 700, 1200, 1700),
    0.1,
)
VOICE = VoiceFigures("lark", 0.02, 40.0, 120.0, 20.0, 0.02, 60.0)
FILM = FilmFigures("The Tide", "hopeful", 60.0, -14.2, -1.4, 0, 0.06)


def test_a_word_is_matched_with_itself_however_it_is_written() -> None:
    heard = [("she", 120.0), ("counted", 310.0), ("forty-two", 690.0), ("waves", 1250.0), ("twice", 1700.0)]
    assert offsets(READING, heard) == pytest.approx((20, 10, -10, 50, 0))


def test_a_word_that_was_misheard_has_no_offset() -> None:
    heard = [("she", 120.0), ("mounted", 310.0), ("waves", 1250.0)]
    assert offsets(READING, heard) == pytest.approx((20, 50))


def test_a_word_that_rises_out_of_silence_tells_when_it_sounds() -> None:
    pcm = np.zeros(48_000, np.int16)
    pcm[24 * 720 : 24 * 1000] = 8000
    assert onsets(replace(READING, pcm=pcm)) == pytest.approx((20,))


def test_good_figures_keep_every_promise() -> None:
    assert all(kept([VOICE], [FILM]))


@pytest.mark.parametrize(
    ("voice", "film"),
    [
        (replace(VOICE, word_error=0.2), FILM),
        (replace(VOICE, caption_error_ms=90), FILM),
        (replace(VOICE, onset_error_ms=90), FILM),
        (VOICE, replace(FILM, lufs=-14.6)),
        (VOICE, replace(FILM, lufs=-13.4)),
        (VOICE, replace(FILM, true_peak_db=-0.8)),
        (VOICE, replace(FILM, clipped=1)),
    ],
)
def test_a_figure_that_is_not_good_enough_breaks_one(voice: VoiceFigures, film: FilmFigures) -> None:
    assert list(kept([voice], [film])).count(False) == 1
