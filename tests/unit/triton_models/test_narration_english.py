"""Words that a voice would say wrongly are written out, and the rest is left to it."""

import pytest
from narration.alignment import match_phrases
from narration.english import written_out
from narration.script import Pause, read_script


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("24/7,", "24 7,"),
        ("50/50", "50 50"),
        ("3/4", "3 quarters"),
        ("1/2", "1 half"),
        ("12/25", "12/25"),
        ("2½", "2 and a half"),
        ("¾", "three quarters"),
        ("$5–$10.", "5 to 10 dollars."),
        ("£5-10", "5 to 10 pounds"),
        ("9am–5pm", "9am to 5pm"),
        ("−5", "minus 5"),
        ("6'2\"", "6 foot 2"),
        ("3:1", "3 to 1"),
        ("7:30", "7:30"),
        ("4x4", "4 by 4"),
        ("3x", "3 times"),
        ("100K", "100 thousand"),
        ("400m", "400 metres"),
        ("007.", "0 0 7."),
        ("WWII", "World War Two"),
        ("“WWI,”", "“World War One,”"),
        ("https://www.example.com/maya", "example dot com slash maya"),
        ("maya@example.com", "maya at example dot com"),
        ("42", "42"),
        ("$9.99", "$9.99"),
        ("1990s", "1990s"),
        ("Dr.", "Dr."),
        ("don't", "don't"),
        ("U.S.A.", "U.S.A."),
        ("—", "—"),
        ("", ""),
    ],
)
def test_a_word_is_written_out_where_the_voice_would_err(written: str, said: str) -> None:
    assert written_out(written) == said


def test_what_is_given_as_several_words_owns_all_that_is_spoken_for_them() -> None:
    said = ["open", "24 7,", "at", "7:30"]
    spoken = ["open", "24", "7,", "at", "seven", "thirty"]
    assert match_phrases(said, spoken) == [(0, 1), (1, 3), (3, 4), (4, 6)]


def sentences(text: str) -> list[str]:
    return [" ".join(word.shown for word in sentence.words) for sentence in read_script(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She lives at No. 5 now.", ["She lives at No. 5 now."]),
        ("No. She left.", ["No.", "She left."]),
        ("J.R.R. Tolkien and B.B. King met.", ["J.R.R. Tolkien and B.B. King met."]),
        ("They moved to the U.S. She stayed.", ["They moved to the U.S.", "She stayed."]),
        ("We met at 8 p.m. Then it rained.", ["We met at 8 p.m.", "Then it rained."]),
        ("On Jan. 5 she climbed Mt. Everest.", ["On Jan. 5 she climbed Mt. Everest."]),
        ("Bread, milk, etc. Then home.", ["Bread, milk, etc.", "Then home."]),
    ],
)
def test_a_period_ends_a_sentence_only_where_a_reader_would_stop(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_pause_belongs_to_the_mark_that_it_follows() -> None:
    pauses = [sentence.pause for sentence in read_script("Who? “Me!” Perhaps… Yes. No.")]
    assert pauses == [Pause.CALL, Pause.CALL, Pause.TRAILING, Pause.SENTENCE, Pause.NONE]
    assert Pause.BREATH.value < Pause.CLAUSE.value < Pause.SENTENCE.value < Pause.CALL.value
    assert Pause.CALL.value < Pause.TRAILING.value < Pause.PARAGRAPH.value


def test_degrees_survive_the_cleaning() -> None:
    assert read_script("It was 72°F.")[0].words[-1].said == "72°F."
