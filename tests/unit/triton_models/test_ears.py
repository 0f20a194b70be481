"""The words that tests compare: case, punctuation and small numbers make no difference."""

import numpy as np
import pytest

from tests.support.ears import HEARING_RATE, at_hearing_rate, spoken_words, word_error_rate


def test_case_punctuation_and_quotes_are_no_errors() -> None:
    assert word_error_rate("“Look,” she said — it’s 21!", "look she said it's twenty one") == 0


@pytest.mark.parametrize(
    ("heard", "rate"), [("a b c d", 0), ("a x c d", 0.25), ("a c d", 0.25), ("a b c d e", 0.25), ("", 1)]
)
def test_wrong_missing_and_added_words_count(heard: str, rate: float) -> None:
    assert word_error_rate("a b c d", heard) == rate


def test_a_reference_without_words_is_an_error() -> None:
    with pytest.raises(ValueError, match="no words"):
        word_error_rate("…", "anything")


def test_numbers_are_compared_as_they_sound() -> None:
    assert spoken_words("7 19 40 1,250") == ["seven", "nineteen", "forty", "one", "250"]


def test_sound_is_brought_to_the_models_rate_without_changing_its_length_in_time() -> None:
    moments = np.arange(24_000) / 24_000
    tone = (8000 * np.sin(2 * np.pi * 440 * moments)).astype(np.int16)
    heard = at_hearing_rate(tone, 24_000)
    assert len(heard) == HEARING_RATE
    spectrum = np.abs(np.fft.rfft(heard))
    assert int(np.argmax(spectrum)) == 440
