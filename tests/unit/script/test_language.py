"""People's own words, made fit for a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.script.domain import phrases
from services.script.domain.cleaning import clean_text, is_nothing
from services.script.domain.grammar import conjugated, mentions_first_person, retold
from services.script.domain.model import Length
from services.script.domain.person import given_name, understand
from services.script.domain.pronouns import Pronouns
from services.script.domain.quoting import quotation
from services.script.domain.writing.worlds import World
from tests.unit.script.people import INJECTION, MAYA, ROBIN, TOMASZ

SHE, HE, THEY = (pronouns.forms for pronouns in Pronouns)
ANSWERS = st.dictionaries(st.sampled_from(sorted(MAYA)), st.text(max_size=300))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I can't speak when people look at me", "she can't speak when people look at her"),
        ("i dont give up", "she doesn't give up"),
        ("my voice goes away", "her voice goes away"),
        ("I am scared of my own boat", "she is scared of her own boat"),
        ("I've never seen it", "she has never seen it"),
        ("I always carry the bags", "she always carries the bags"),
        ("I stopped at 19", "she stopped at 19"),
    ],
)
def test_a_clause_is_told_in_the_retold(said: str, told: str) -> None:
    assert retold(said, SHE) == told


@pytest.mark.parametrize("said", ["we row at night", "I zorble the fish", "I"])
def test_a_clause_that_could_go_wrong_is_not_told_but_quoted(said: str) -> None:
    assert retold(said, SHE) is None


def test_verbs_agree_with_they() -> None:
    assert retold("I am late and I sell my shoes", THEY) == "they are late and they sell their shoes"


@pytest.mark.parametrize(
    ("verb", "third"),
    [("carry", "carries"), ("play", "plays"), ("teach", "teaches"), ("go", "goes"), ("have", "has")],
)
def test_a_verb_is_conjugated(verb: str, third: str) -> None:
    assert conjugated(verb) == third


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("a chipped blue snorkel", "a chipped blue snorkel"),
        ("My father's plane (wood one)", "his father's plane"),
        ("compass that swings", "the compass"),
        ("i still have half a paddle", "half a paddle"),
        ("idk", ""),
        ("dads torch", "his dad's torch"),
    ],
)
def test_a_treasure_is_a_noun_phrase_with_its_article(said: str, thing: str) -> None:
    assert phrases.thing(clean_text(said), HE, 7) == thing


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("my grandmother Ines, who never learned to swim", "her grandmother Ines"),
        ("no one. ok the neighbour's boy, he holds the lamp", "the neighbour's boy"),
        ("Mrs. Okafor from oncology", "Mrs Okafor"),
        ("mrs abara she gives the dinners", "Mrs Abara"),
        ("nobody", ""),
        ("me", ""),
    ],
)
def test_a_helper_is_somebody(said: str, who: str) -> None:
    assert phrases.someone(clean_text(said), SHE, 7) == who


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("the roof of our block in Kaunas", "on the roof of their block in Kaunas"),
        ("under the neem tree", "under the neem tree"),
        ("garage", "in the garage"),
        ("idk. my bed", "in her bed"),
    ],
)
def test_a_place_gets_its_preposition(said: str, where: str) -> None:
    assert phrases.whereabouts(clean_text(said), SHE, 8) == where


@pytest.mark.parametrize(
    ("said", "infinitive", "does"),
    [
        ("I want to be a marine biologist", "be a marine biologist", "is a marine biologist"),
        ("build a wooden sailboat with my own hands", "build a wooden sailboat with her own hands", None),
        ("captain of the ferry", "be the captain of the ferry", "is the captain of the ferry"),
        ("to teach every kid in this bay to swim", "teach every kid in this bay to swim", None),
        ("POSTMAN", "be a postman", "is a postman"),
        ("someone who builds a car", "be someone who builds a car", "is someone who builds a car"),
        ("duck shoes", "", ""),
        ("I don't want to be anything", "", ""),
    ],
)
def test_a_dream_can_follow_to_and_can_be_had(said: str, infinitive: str, does: str | None) -> None:
    person = understand({**MAYA, "dream": said})
    assert person.dream_inf == infinitive
    if does is not None:
        assert person.dream_does == does


def test_a_quotation_is_whole_where_a_whole_clause_fits() -> None:
    text = clean_text(MAYA["today"])
    assert quotation(text, 9).endswith("…") is False
    moment = "five in the morning, when an octopus took hold of my finger and would not let go"
    assert "octopus took hold of my finger" in quotation(moment, 14, from_start=0.3)


def test_a_long_quotation_is_cut_and_says_so() -> None:
    quote = quotation("It is the only thing that sounds like how the deep water feels", 7)
    assert len(quote.split()) <= 7
    assert quote == "It is the only thing that sounds…" or not quote.endswith(("the", "a", "of"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Maya Lindqvist", "Maya"),
        ("tomasz", "Tomasz"),
        ("Don Aurelio Quispe", "Don Aurelio"),
        ("😀", "Sam"),
        ("", "Sam"),
    ],
)
def test_people_are_called_by_the_first_of_their_names(typed: str, name: str) -> None:
    assert given_name(typed) == name


def test_the_world_of_a_dream_is_known_by_its_words() -> None:
    assert understand(MAYA).world is World.SEA
    assert understand(ROBIN).world is World.SELF
    assert understand({"dream": "a small bakery on the corner"}).world is World.FOOD


def test_instructions_to_a_model_are_no_answer() -> None:
    assert clean_text(INJECTION) == ""
    assert clean_text(f"I sell shoes. {INJECTION} I go home.") == "I sell shoes"


@given(st.text(max_size=400))
def test_cleaned_text_holds_nothing_that_could_break_a_prompt_or_a_sentence(text: str) -> None:
    cleaned = clean_text(text)
    assert not re.search(r"[<>|{}\[\]\n\r\t“”\"]", cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()


@settings(max_examples=150)
@given(ANSWERS)
def test_anybody_can_be_understood(answers: dict[str, str]) -> None:
    person = understand(answers)
    assert person.name
    for roomy in (False, True):
        for slot, text in person.slots(Length.SHORT, roomy=roomy).items():
            assert text.strip() == text
            assert "  " not in text
            assert "<|" not in text
            if slot.endswith("_q"):
                assert len(text.split()) <= 14
    for told in (person.reason, person.obstacle, person.strength, person.dream_inf):
        assert not mentions_first_person(told)


def test_saying_that_there_is_nothing_to_say_is_no_answer() -> None:
    assert all(is_nothing(text) for text in ("idk", "nothing much", "???", "no", "I don't know.", ""))
    assert not is_nothing("nothing. bees")
    assert understand(TOMASZ).texts["dream"].startswith("build")
