"""A text's words, sentences and pauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narration.script import (
    MAX_SENTENCE_CHARACTERS,
    MAX_SENTENCE_WORDS,
    InvalidText,
    Pause,
    clean,
    read_script,
)


def sentences(text: str) -> list[str]:
    return [" ".join(word.shown for word in sentence.words) for sentence in read_script(text)]


@given(st.text(max_size=400))
def test_the_words_of_all_sentences_are_those_of_the_text_in_order(text: str) -> None:
    try:
        script = read_script(text)
    except InvalidText:
        assert not any(character.isalnum() for character in clean("".join(text.split())))
        return
    assert [word.shown for sentence in script for word in sentence.words] == text.split()


@given(st.lists(st.text("abc,.—;’", min_size=1, max_size=30), min_size=1, max_size=64))
def test_no_sentence_is_longer_than_the_voice_takes(words: list[str]) -> None:
    try:
        script = read_script(" ".join(words))
    except InvalidText:
        return
    for sentence in script:
        assert 1 <= len(sentence.words) <= MAX_SENTENCE_WORDS
        assert sum(len(word.said) + 1 for word in sentence.words) <= MAX_SENTENCE_CHARACTERS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She came. He left!", ["She came.", "He left!"]),
        (
            "Dr. Smith met Mrs. J. K. Rowling. They talked.",
            ["Dr. Smith met Mrs. J. K. Rowling.", "They talked."],
        ),
        ("“Go!” she said. “Now.” He went.", ["“Go!” she said.", "“Now.”", "He went."]),
        ("Wait… what? Yes.", ["Wait… what?", "Yes."]),
        ("It was I. Nobody else.", ["It was I.", "Nobody else."]),
    ],
)
def test_sentences_end_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_paragraph_is_a_longer_pause_and_the_end_is_none() -> None:
    pauses = [sentence.pause for sentence in read_script("One. Two.\n\nThree.")]
    assert pauses == [Pause.SENTENCE, Pause.PARAGRAPH, Pause.NONE]


def test_a_very_long_sentence_is_cut_at_its_punctuation() -> None:
    clause = "and then the wind carried the little boat further out than anyone had dared to go,"
    script = read_script(" ".join([clause] * 5))
    assert len(script) > 1
    assert all(sentence.words[-1].shown == "go," for sentence in script)
    assert script[0].pause is Pause.BREATH


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("‘now’", "now"),
        ("don’t", "don't"),
        ("’em", "'em"),
        ("students’", "students"),
        ("*really*", "really"),
        ("[link](x)", "link(x)"),
        ("wait...", "wait…"),
        ("yes--no", "yes—no"),
        ("What?!!", "What?"),
        ("—", ""),
        ("🙂", ""),
        ("great🙂!", "great!"),
        ("“Look,”", "“Look,”"),
        ("&", "&"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_the_voice_is_given_what_it_can_say(shown: str, said: str) -> None:
    assert clean(shown) == said


@pytest.mark.parametrize("text", ["", "   ", "—", "🙂 … !"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidText, match="send words"):
        read_script(text)


def test_a_text_that_is_too_long_is_refused_with_the_bound() -> None:
    with pytest.raises(InvalidText, match="2001 characters: send at most 2000"):
        read_script("x" * 2001)
