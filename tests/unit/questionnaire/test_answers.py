from __future__ import annotations

import unicodedata
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questionnaire.domain.answers import (
    Choice,
    Choices,
    Day,
    Number,
    Other,
    Photo,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
    checked,
    clean_text,
)
from services.questionnaire.domain.questions import (
    ChoiceKind,
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    Question,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    RankingKind,
    ScaleKind,
    TextKind,
    YesNoKind,
)

OPTIONS = (Option("sea", "The sea"), Option("sky", "The sky"), Option("city", "The city"))
KINDS: dict[str, Kind] = {
    "line": TextKind(min_length=2, max_length=10),
    "story": TextKind(min_length=1, max_length=20, long=True),
    "one": ChoiceKind(OPTIONS),
    "several": MultipleChoiceKind(OPTIONS, min_choices=1, max_choices=2),
    "scale": ScaleKind(1, 5),
    "ready": YesNoKind(),
    "free": ChoiceKind(OPTIONS, allows_other=True),
    "several_free": MultipleChoiceKind(OPTIONS, min_choices=1, max_choices=2, allows_other=True),
    "ranked": RankingKind(OPTIONS),
    "day": DateKind("2000-01-01", "2026-11-28"),
    "any_day": DateKind(),
    "height": NumberKind(0.5, 2.5, unit="m"),
    "count": NumberKind(whole=True),
    "picture": PhotoKind(),
}


def questionnaire(*, required: bool = True) -> Questionnaire:
    questions = tuple(Question(QuestionId(key), key, "", required, kind) for key, kind in KINDS.items())
    return Questionnaire(QuestionnaireId("q"), 1, "Q", "…", 1, questions)


def problem(key: str, value: Value, *, required: bool = True) -> str:
    _, problems = checked(questionnaire(required=required), {QuestionId(key): value})
    return problems[0].description if problems else ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("line", Text("Maya")),
        ("line", Text("  Maya  ")),
        ("story", Text("one\ntwo")),
        ("one", Choice("sea")),
        ("several", Choices(("sea", "sky"))),
        ("scale", Scale(1)),
        ("scale", Scale(5)),
        ("ready", YesNo(False)),
        ("free", Choice("sea")),
        ("free", Other("The moors")),
        ("several_free", Choices(("sea",), "The moors")),
        ("several_free", Choices((), "The moors")),
        ("ranked", Ranking(("sky", "city", "sea"))),
        ("day", Day("2000-01-01")),
        ("day", Day("2026-11-28")),
        ("any_day", Day("0001-01-01")),
        ("height", Number(0.5)),
        ("height", Number(2.5)),
        ("count", Number(-3.0)),
        ("picture", Photo(UUID(int=7))),
    ],
)
def test_an_answer_within_its_bounds_has_no_problem(key: str, value: Value) -> None:
    assert problem(key, value) == ""


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("line", Text("x"), "at least 2"),
        ("line", Text("x" * 11), "at most 10"),
        ("line", Text("a\nb"), "one line"),
        ("line", Text("  \n "), "empty"),
        ("line", Text("a\x00b"), "can't be shown"),
        ("line", Choice("sea"), "in words"),
        ("one", Choice("moon"), "one of sea, sky, city"),
        ("one", Text("sea"), "one of sea, sky, city"),
        ("several", Choices(()), "choose 1 to 2"),
        ("several", Choices(("sea", "sky", "city")), "choose 1 to 2"),
        ("several", Choices(("sea", "sea")), "at most once"),
        ("several", Choices(("moon",)), "choose from"),
        ("scale", Scale(0), "from 1 to 5"),
        ("scale", Scale(6), "from 1 to 5"),
        ("scale", YesNo(True), "from 1 to 5"),
        ("ready", Scale(1), "yes or no"),
        ("one", Other("The moors"), "one of sea, sky, city"),
        ("free", Choice("moon"), "one of sea, sky, city"),
        ("free", Other(" "), "empty"),
        ("free", Other("a\nb"), "one line"),
        ("free", Other("x" * 201), "at most 200"),
        ("several", Choices(("sea",), "The moors"), "choose from sea, sky, city"),
        ("several_free", Choices(("sea", "sky"), "The moors"), "choose 1 to 2; these are 3"),
        ("several_free", Choices(("sea",), "a\x00b"), "can't be shown"),
        ("ranked", Ranking(("sky", "sea")), "each once"),
        ("ranked", Ranking(("sky", "sea", "sea")), "each once"),
        ("ranked", Ranking(("sky", "sea", "city", "sea")), "each once"),
        ("ranked", Choices(("sky", "sea", "city")), "each once"),
        ("day", Day("2026-02-30"), "a day that there is"),
        ("day", Day("20260228"), "a day that there is"),
        ("day", Day("2026-W01-1"), "a day that there is"),
        ("day", Day("1999-12-31"), "from 2000-01-01 on"),
        ("day", Day("2026-11-29"), "until 2026-11-28"),
        ("day", Text("2026-11-28"), "a day that there is"),
        ("height", Number(0.4), "at least 0.5 m"),
        ("height", Number(3.0), "at most 2.5 m"),
        ("height", Number(float("nan")), "give a number"),
        ("height", Scale(1), "give a number"),
        ("count", Number(1.5), "whole number"),
        ("picture", Text("a picture of me"), "choose a picture"),
    ],
)
def test_an_answer_out_of_bounds_is_told_what_to_do(key: str, value: Value, says: str) -> None:
    assert says in problem(key, value)


def test_every_problem_is_found_at_once() -> None:
    answers: dict[QuestionId, Value] = {
        QuestionId("line"): Text("x"),
        QuestionId("one"): Choice("moon"),
        QuestionId("shoe"): Scale(44),
        QuestionId("scale"): Scale(3),
    }
    _, problems = checked(questionnaire(), answers)
    assert [found.question_id for found in problems] == ["line", "one", "shoe"]


def test_an_empty_text_takes_an_optional_answer_back() -> None:
    clean, problems = checked(questionnaire(required=False), {QuestionId("story"): Text("  ")})
    assert clean == {"story": None}
    assert problems == []


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


@given(st.text(max_size=30))
def test_what_is_accepted_is_printable_and_within_bounds(text: str) -> None:
    clean, problems = checked(questionnaire(), {QuestionId("story"): Text(text)})
    value = clean[QuestionId("story")]
    if not problems:
        assert isinstance(value, Text)
        assert 1 <= len(value.text) <= 20
        assert "\x00" not in value.text
