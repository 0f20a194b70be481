"""A scene's final words: what goes into its blanks, and where each sentence is from."""

from services.script.domain import telling
from services.script.domain.lines import Line, narration
from services.script.domain.model import Length, Origin
from services.script.domain.person import understand
from services.script.domain.scenes import Variant
from tests.unit.script.people import MAYA

LINES = (
    Line("Maya turns up the lamp.", slots=frozenset({"Name"})),
    Line("On the table lies", ", and nobody says a word.", ("a key", "a folded map"), frozenset()),
    Line("“I notice small things.”", slots=frozenset({"strength_q"})),
)


def chosen(*candidates: str) -> telling.Choice:
    return telling.choose(understand(MAYA), Length.SHORT, "kitchen", LINES, 1, [], candidates, [])


def test_what_passes_is_told_and_its_sentence_says_so() -> None:
    choice = chosen("a folded letter")
    assert not choice.is_fallback
    told = telling.sentences(LINES, [choice])
    assert [sentence.origin for sentence in told] == [Origin.BANK, Origin.COMPLETED, Origin.BANK]
    assert told[1].text == f"On the table lies {choice.text}, and nobody says a word."
    assert told[2].answer_ids == ("strength",)
    assert told[0].answer_ids == ("name",)


def test_where_nothing_passes_the_written_words_are_told() -> None:
    choice = chosen("HACKED", "I am a pirate", "the end of her dream")
    assert choice.is_fallback
    assert choice.text in LINES[1].fallbacks
    assert {sentence.origin for sentence in telling.sentences(LINES, [choice])} == {Origin.BANK}


def test_the_sentences_are_the_narration() -> None:
    choice = chosen()
    told = telling.sentences(LINES, [choice])
    assert " ".join(sentence.text for sentence in told) == narration(LINES, [choice.text])


def test_a_scene_can_be_read_before_its_blanks_are_filled() -> None:
    assert telling.blanks(LINES) == [1]
    assert (
        telling.text_before(LINES, 2, [])
        == "Maya turns up the lamp. On the table lies a key, and nobody says a word."
    )


def test_a_scene_can_be_told_in_every_variant_with_each_of_its_written_words() -> None:
    other = (Line("The lamp is lit."), *LINES[1:])
    told = [wording.text for wording in telling.wordings((Variant(LINES), Variant(other)), 3)]
    assert [text.split(".")[0] for text in told] == [
        "Maya turns up the lamp",
        "The lamp is lit",
        "Maya turns up the lamp",
    ]
    assert ["a folded map" in text for text in told] == [False, False, True]
    plain = telling.wordings((Variant((LINES[0],)),), 6)
    assert [(wording.text, wording.choices) for wording in plain] == [("Maya turns up the lamp.", ())]
