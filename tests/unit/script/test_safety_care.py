"""What is said instead of a story."""

import re
from pathlib import Path

import pytest

from services.script.adapters.safety_rules import SafetyRulesInvalid, load_safety_rules
from services.script.domain.safety.model import Action, Concern, Finding, Verdict
from services.script.domain.safety.phrases import PhraseInvalid, pattern_of

RULES = load_safety_rules()
LANGUAGES = ("en", "es", "fr", "de", "pt", "ar", "hi", "zh", "ru", "tr", "ja")


def care(concern: Concern, rule: str = "en/x") -> Verdict:
    return Verdict(Action.CARE, (Finding(concern, "today", rule),))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("concern", [Concern.SELF_HARM, Concern.ABUSE])
def test_a_reply_is_in_the_language_asked_for_and_names_who_can_help(language: str, concern: Concern) -> None:
    reply = RULES.care_reply(care(concern), language=language)
    assert reply.language == language
    assert 100 < len(reply.message) < 1200
    assert reply.resources
    assert reply.resources[0].name == "Find A Helpline"


def test_the_replies_to_self_harm_and_to_abuse_differ() -> None:
    for language in LANGUAGES:
        first = RULES.care_reply(care(Concern.SELF_HARM), language=language)
        second = RULES.care_reply(care(Concern.ABUSE), language=language)
        assert first.message != second.message


def test_a_reply_is_in_the_language_of_what_was_written() -> None:
    verdict = RULES.judge_answers({"dream": "quiero morirme"})
    reply = RULES.care_reply(verdict)
    assert reply.language == "es"
    assert "024" in {resource.contact for resource in reply.resources}


def test_a_language_without_a_reply_of_its_own_is_answered_in_english() -> None:
    verdict = RULES.judge_answers({"dream": "chcę umrzeć"})
    assert RULES.care_reply(verdict).language == "en"


@pytest.mark.parametrize(
    ("country", "contact"),
    [
        ("US", "call or text 988"),
        ("gb", "116 123"),
        ("IE", "116 123"),
        ("FR", "3114"),
        ("PL", "116 111"),
        ("CN", "12356"),
    ],
)
def test_a_country_comes_with_its_own_numbers_first_and_the_directories_after(
    country: str, contact: str
) -> None:
    resources = RULES.care_reply(care(Concern.SELF_HARM), country=country).resources
    assert contact in {resource.contact for resource in resources}
    assert resources[0].region in (country.upper(), "EU")
    assert resources[-1].region == ""
    assert {resource.region for resource in resources} <= {country.upper(), "EU", ""}


def test_a_country_that_nobody_knows_gets_the_directories() -> None:
    resources = RULES.care_reply(care(Concern.ABUSE), country="ZZ").resources
    assert {resource.region for resource in resources} == {""}


def test_every_resource_can_be_reached() -> None:
    for offer in RULES.care.helps:
        resource = offer.resource
        assert resource.url.startswith("https://") or re.search(r"\d{3}", resource.contact), resource.name
        assert not resource.contact or re.search(r"\d", resource.contact), resource.name


def test_a_number_says_in_its_name_where_it_works() -> None:
    for offer in RULES.care.helps:
        if offer.resource.region:
            assert re.search(r"\(.*\)$", offer.resource.name), offer.resource.name


def test_a_child_is_shown_first_who_is_there_for_children() -> None:
    verdict = RULES.judge_answers({"age_band": "child", "today": "my stepdad hits me"})
    first = RULES.care_reply(verdict).resources
    assert "Child" in first[0].name
    assert set(first) == set(RULES.care_reply(verdict, is_minor=False).resources)


def test_a_reply_needs_a_verdict_that_asks_for_it() -> None:
    with pytest.raises(ValueError, match="CARE"):
        RULES.care_reply(Verdict(None, ()))
    with pytest.raises(ValueError, match="REFUSE"):
        RULES.refusal(care(Concern.ABUSE))


@pytest.mark.parametrize(
    "phrase", ["(a|b", "a)", "[a", "a | b)", "(a|)", "<nobody>", "a+b", "", "(?:a)*", "a{3}"]
)
def test_a_phrase_outside_the_language_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseInvalid):
        pattern_of([phrase], {})


def test_a_list_that_names_itself_is_refused() -> None:
    with pytest.raises(PhraseInvalid):
        pattern_of(["<a>"], {"a": ["<a>"]})


@pytest.mark.parametrize(
    ("phrase", "found", "missed"),
    [
        ("i [really] want", "i want . i really want", "i badly want"),
        ("sui* now", "suicidal now", "issui now"),
        ("a .. b", "a x y z b", "a x y z w b"),
        ("a .. b", "a b", "a . b"),
        ("a $", "a .", "a b"),
        ("^ a", ". a", "b a"),
        ("~自殺", "我自殺了", "自"),
        ("#4 #2", "1234 12", "12345 12"),
        ("don't-go", "dont go", "do go"),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, found: str, missed: str) -> None:
    pattern = pattern_of([phrase], {})
    assert pattern is not None
    assert pattern.search(f" . {found} . ")
    assert not pattern.search(f" . {missed} . ")


def test_a_folder_with_a_broken_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "lists.yaml").write_text("lists: 3", encoding="utf-8")
    with pytest.raises(SafetyRulesInvalid, match=r"lists\.yaml"):
        load_safety_rules(tmp_path)
