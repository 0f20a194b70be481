"""A whole text, read by a speaker whose sounds last as long as it has letters."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from narration.alignment import Phonemes
from narration.narrator import LEAD, TAIL, Narration, narrate
from narration.script import InvalidText
from narration.sound import SAMPLE_RATE
from narration.speaker import Utterance

LETTER = 600.0
PAD = 9000.0


class Speller:
    """Says letters, each 25 ms long; spells numbers as two words and leaves out what is no letter."""

    def knows(self, symbol: str) -> bool:
        return symbol.isalpha() or symbol in " .,!?—…"

    def spoken_form(self, said: Sequence[str]) -> list[str]:
        return " ".join("number given" if word.isdecimal() else word for word in said).split()

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        spans, start = [], 0
        for word in spoken:
            spans.append((start, start + len(word)))
            start += len(word) + 1
        return Phonemes(" ".join(spoken), tuple(spans))

    def say(self, symbols: str, speed: float) -> Utterance:
        known = sum(self.knows(symbol) for symbol in symbols)
        lengths = (PAD, *(LETTER / speed for _ in range(known)), PAD)
        return Utterance(np.full(int(sum(lengths)), 0.1, np.float32), lengths)


class Mumbler(Speller):
    """Joins all words into one."""

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        return Phonemes(" ".join(spoken), ((0, len(" ".join(spoken))),))


def seconds(narration: Narration) -> float:
    return len(narration.pcm) / SAMPLE_RATE


def assert_times_are_in_order(narration: Narration) -> None:
    moments = [moment for word in narration.words for moment in (word.start_ms, word.end_ms)]
    assert moments == sorted(moments)
    assert all(0 <= moment <= seconds(narration) * 1000 for moment in moments)


@settings(max_examples=60)
@given(st.text("abcD .,!?—\n1’“🙂", max_size=120), st.sampled_from([0.5, 1.0, 2.0]))
def test_words_are_those_of_the_text_with_times_in_order_within_the_sound(text: str, speed: float) -> None:
    try:
        narration = narrate(text, Speller(), speed)
    except InvalidText:
        return
    assert [word.text for word in narration.words] == text.split()
    assert_times_are_in_order(narration)


def test_a_word_is_timed_by_its_own_sounds() -> None:
    lead_ms = LEAD * 1000 // SAMPLE_RATE
    narration = narrate("abc defg", Speller(), 1.0)
    first, second = narration.words
    assert (first.start_ms, first.end_ms) == (lead_ms, lead_ms + 75)
    assert (second.start_ms, second.end_ms) == (lead_ms + 100, lead_ms + 200)


def test_a_dash_that_stands_alone_lies_between_its_neighbours() -> None:
    before, dash, after = narrate("abc — defg", Speller(), 1.0).words
    assert before.end_ms <= dash.start_ms <= dash.end_ms <= after.start_ms


def test_a_number_keeps_its_digits_in_the_words() -> None:
    assert [word.text for word in narrate("about 1250 people", Speller(), 1.0).words] == [
        "about",
        "1250",
        "people",
    ]


def test_words_that_the_voice_ran_together_still_get_times_in_order() -> None:
    narration = narrate("one two three", Mumbler(), 1.0)
    assert [word.text for word in narration.words] == ["one", "two", "three"]
    assert all(word.start_ms < word.end_ms for word in narration.words)
    assert_times_are_in_order(narration)


def test_sentences_are_joined_with_a_pause_and_the_voices_own_silence_is_cut() -> None:
    first, second = narrate("abc. Defg.", Speller(), 1.0).words
    assert second.start_ms - first.end_ms == pytest.approx(480, abs=30)
    assert seconds(narrate("abc", Speller(), 1.0)) == pytest.approx((3 * LETTER + LEAD + TAIL) / SAMPLE_RATE)


def test_a_sentence_without_any_sound_does_not_stop_the_others() -> None:
    narration = narrate("abc. 🙂! Defg.", Speller(), 1.0)
    assert [word.text for word in narration.words] == ["abc.", "🙂!", "Defg."]
    assert_times_are_in_order(narration)


def test_twice_the_speed_takes_less_time() -> None:
    text = "abcdefgh ijkl. Mnop."
    assert seconds(narrate(text, Speller(), 2.0)) < 0.75 * seconds(narrate(text, Speller(), 1.0))
