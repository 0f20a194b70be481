"""How a search reads what people type."""

from hypothesis import given
from hypothesis import strategies as st

from services.kit.searching import folded, has_all, words_of


def test_words_are_looked_for_whatever_their_case_and_accents_and_order() -> None:
    assert has_all("A Café by the Sea", words_of("  SEA cafe "))
    assert has_all("ΣΟΦΟΣ", ["σοφος"])
    assert not has_all("A Café by the Sea", words_of("cafe boat"))


def test_a_part_of_a_word_is_enough_and_nothing_finds_everything() -> None:
    assert has_all("Lighthouses", ["house"])
    assert has_all("", words_of(" \0\t"))


@given(st.text())
def test_a_text_is_found_by_each_of_its_own_words(text: str) -> None:
    assert has_all(text, words_of(text))


@given(st.text(), st.text())
def test_folding_once_more_changes_nothing(text: str, other: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text + " " + other) == folded(text) + " " + folded(other)
