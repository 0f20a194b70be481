"""What the model may write into a blank."""

import pytest

from services.script.domain.fragments import best, judge
from services.script.domain.lines import Line

TABLE = Line("On the table lies", "and nobody says a word.", ("a key", "a map"))
SMELL = Line("The air smells of", ".", ("salt", "tar"))
LIKE = Line("The town looks like", ".", ("a handful of dice",))
HOME = frozenset({"lamp", "lamps", "salt", "rope", "letter", "coins", "door"})


def passes(raw: str, line: Line, *, before: str = "", earlier: tuple[str, ...] = ()) -> bool:
    return judge(raw, line, before=before, earlier=earlier, own_words=frozenset(), wanted=HOME) is not None


@pytest.mark.parametrize("raw", ["an old brass lamp", " a folded letter, and she", "a letter and a lamp"])
def test_a_thing_of_the_scene_passes(raw: str) -> None:
    assert passes(raw, TABLE)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "her dream of love",
        "he was happy",
        "Maya",
        "a lamps",
        "a old lamp",
        "a gun",
        "a lamp she knew",
        "“a lamp",
        "HACKED",
        "the story ends",
        "a lamp a lamp lamp lamp lamp lamp lamp",
        "lamp",
        "three lamp",
        "an giraffe",
        "my lamp",
        "a dead lamp",
    ],
)
def test_what_is_strange_is_refused(raw: str) -> None:
    assert not passes(raw, TABLE)


def test_a_thing_that_belongs_elsewhere_is_refused() -> None:
    assert not passes("a rusty trumpet", TABLE)


def test_a_smell_has_to_smell_and_a_comparison_has_to_say_something() -> None:
    assert passes("wet salt", SMELL)
    assert not passes("old coins", SMELL)
    assert not passes("a door", LIKE)
    assert passes("old coins", LIKE)


def test_what_was_said_before_is_not_said_again() -> None:
    assert not passes("an old lamp", TABLE, before="She lights the lamp.")
    assert not passes("a lamp", TABLE, earlier=("The lamp is lit.",))


def test_verb_and_thing_agree() -> None:
    assert not passes("old lamps", TABLE)
    assert passes("old lamps", Line("On the table lie", ".", ("keys",)))


def test_the_most_telling_of_the_candidates_wins_and_a_written_one_stands_in() -> None:
    verdicts = [
        judge(raw, TABLE, before="", earlier=(), own_words=frozenset({"letter"}), wanted=HOME)
        for raw in ("a lamp", "nonsense here", "a folded letter")
    ]
    chosen = best(verdicts)
    assert chosen is not None
    assert chosen.text == "a folded letter"
    assert best([None, None]) is None
