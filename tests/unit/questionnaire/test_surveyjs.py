from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.documents_of_authors import AuthorsDocuments
from services.questionnaire.adapters.surveyjs.conditions import (
    Compare,
    Simple,
    Untranslatable,
    strictly,
)
from services.questionnaire.adapters.surveyjs.language import from_cel, from_surveyjs, to_cel, to_surveyjs
from services.questionnaire.adapters.surveyjs.names import Names
from services.questionnaire.authoring_ports import DocumentUnreadable, Format
from services.questionnaire.domain.answers import Choice, Choices, Day, Number, Other, Scale, Value, YesNo
from services.questionnaire.domain.publishing import findings
from services.questionnaire.domain.questions import (
    DateKind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    QuestionId,
    QuestionnaireId,
    RankingKind,
    Rule,
    ScaleKind,
    Section,
    SectionId,
    StoryRole,
    TextKind,
    Translation,
    YesNoKind,
)
from tests.unit.questionnaire.random_conditions import CONDITIONS
from tests.unit.questionnaire.written import asks, one_of, questionnaire

DOCUMENTS = AuthorsDocuments()
# What survey-core, run in Node, wrote again of our export of COMMON, and how it found our conditions.
SURVEY_CORE = json.loads((Path(__file__).parent / "survey_core.json").read_text(encoding="utf-8"))

PETS = (Option("cat", "A cat"), Option("dog", "A dog"))
QUESTIONS = (
    asks("tone", one_of("epic", "gentle", allows_other=True), section="you", required=True),
    asks("likes", YesNoKind(), section="you"),
    asks("mood", ScaleKind(1, 7, "low", "high"), section="you", visible_if="answers.likes"),
    asks("pets", MultipleChoiceKind(PETS, 0, 2, allows_other=True), section="pets"),
    asks("order", RankingKind(PETS), section="pets", visible_if='"dog" in answers.pets && answers.mood > 3'),
    asks("born", DateKind("1900-01-01", "2026-12-31"), section="pets"),
    asks(
        "height",
        NumberKind(minimum=0, maximum=2.5),
        section="pets",
        rules=(Rule("rule1", "value > 0.5", "Taller, surely."),),
    ),
    asks("children", NumberKind(whole=True), section="pets"),
    asks("why", TextKind(1, 300), "Why {{ answers.tone }}?", section="pets", help="Any reason."),
    asks("story", TextKind(10, 1000, "Once upon a time", long=True), section="pets"),
    asks("face", PhotoKind(), section="pets"),
)
COMMON = replace(
    questionnaire(
        *QUESTIONS,
        sections=(
            Section(SectionId("you"), "You", "About you."),
            Section(SectionId("pets"), "Pets", visible_if='answers.tone != "gentle"'),
        ),
        translations=(
            Translation(
                "pt",
                {"title": "Bichos", "questions.why.text": "Por que {{ answers.tone }}?"}
                | {"questions.tone.options.epic.label": "Épico", "sections.you.title": "Você"},
            ),
        ),
    ),
    id=QuestionnaireId(""),
    version=0,
    estimated_minutes=0,
)
STRICT: dict[str, bool] = {}


def test_what_both_know_comes_back_as_it_was() -> None:
    assert findings(COMMON, CelConditions()) == []
    written = DOCUMENTS.write(Format.SURVEYJS, COMMON)
    assert written.left_out == []
    again = DOCUMENTS.read(Format.SURVEYJS, written.document)
    assert again.left_out == []
    assert again.questionnaire == COMMON


def test_survey_core_has_seen_this_very_document_and_what_it_writes_is_read_the_same() -> None:
    (seen,) = SURVEY_CORE["documents"]
    assert seen["given"] == json.loads(DOCUMENTS.write(Format.SURVEYJS, COMMON).document)
    again = DOCUMENTS.read(Format.SURVEYJS, json.dumps(seen["written"]))
    assert again.questionnaire == COMMON
    assert again.left_out == []


@pytest.mark.parametrize(
    "case", SURVEY_CORE["conditions"], ids=lambda case: f"{case['cel']} {case['answers']}"
)
def test_a_condition_holds_in_survey_core_when_it_holds_here(case: dict[str, Any]) -> None:
    assert to_surveyjs(from_cel(case["cel"]), STRICT) == case["expression"]
    answers = {QuestionId(key): _answer(key, value) for key, value in case["answers"].items()}
    scope = CelConditions().over(QUESTIONS)
    assert scope.condition(case["cel"]).holds(scope.prepared(answers)) is case["holds"]
    back = to_cel(from_surveyjs(case["expression"], _names()))
    assert scope.condition(back).holds(scope.prepared(answers)) is case["holds"]


@given(CONDITIONS)
def test_a_simple_condition_keeps_its_meaning_through_both_languages(condition: Simple) -> None:
    in_cel = to_cel(condition)
    assert to_cel(from_cel(in_cel)) == in_cel
    back = to_cel(from_surveyjs(to_surveyjs(condition, STRICT), _names()))
    scope = CelConditions().over(QUESTIONS)
    one, other = scope.condition(in_cel), scope.condition(back)
    for mood, likes, tone in product((None, 0, 3), (None, True, False), (None, "epic", "x")):
        values = {"mood": mood, "likes": likes, "tone": tone, "pets": None if mood else ["cat"]}
        answers = {QuestionId(key): _answer(key, value) for key, value in values.items() if value is not None}
        prepared = scope.prepared(answers)
        assert one.holds(prepared) == other.holds(prepared)


@pytest.mark.parametrize(
    "expression",
    [
        "answers.mood + 1 > 2",
        "size(answers.pets) > 1",
        'answers.tone.startsWith("e")',
        "answers.likes ? true : false",
        "answers.mood > answers.height",
        "answers.pets.exists(p, p == 'x')",
        'answers.tone == "a" ? true : false',
        "(" * 40 + "answers.likes" + ")" * 40,
        "value > 3",
        "true",
        "answers.likes &&",
    ],
)
def test_what_isnt_simple_is_left_out(expression: str) -> None:
    with pytest.raises(Untranslatable):
        from_cel(expression)


def test_words_are_not_compared_where_survey_js_would_ignore_their_capitals() -> None:
    form = questionnaire(asks("name"), asks("nick", visible_if='answers.name == "Maya"'))
    left_out = DOCUMENTS.write(Format.SURVEYJS, form).left_out
    assert "questions[nick].visible_if" in [finding.field for finding in left_out]


def test_all_that_survey_js_does_not_know_is_listed() -> None:
    form = replace(
        questionnaire(
            replace(asks("name"), story_role=StoryRole.NAME),
            asks("age", NumberKind(unit="years"), text="{{ answers.name + '!' }} how old?"),
            asks("old", visible_if="answers.age + 1.0 > 70.0"),
        ),
        response_days=7,
    )
    fields = [finding.field for finding in DOCUMENTS.write(Format.SURVEYJS, form).left_out]
    assert fields == [
        "estimated_minutes",
        "response_days",
        "questions[name].story_role",
        "questions.age.text",
        "questions[age].unit",
        "questions[old].visible_if",
    ]


def test_a_survey_of_somebody_elses_is_read_with_what_is_known_of_it() -> None:
    survey = {
        "title": "Customers",
        "logo": "x.png",
        "pages": [
            {
                "name": "page1",
                "elements": [
                    {"type": "text", "name": "Your name"},
                    {
                        "type": "radiogroup",
                        "name": "2. happy?",
                        "choices": [{"value": 1, "text": "Very"}, "Not at all", "other"],
                        "hasOther": True,
                        "isRequired": True,
                    },
                    {
                        "type": "panel",
                        "name": "more",
                        "visibleIf": "{2. happy?} = 'Not at all'",
                        "elements": [
                            {
                                "type": "comment",
                                "name": "why",
                                "title": "Why, {Your name}? {nobody}",
                                "requiredIf": "{Your name} notempty",
                                "visibleIf": "{Your name} notempty",
                            },
                            {"type": "matrix", "name": "grid", "columns": [1]},
                            {
                                "type": "text",
                                "name": "mail",
                                "inputType": "email",
                                "visibleIf": "iif({why}, 1, 0)",
                            },
                            {"type": "rating", "name": "stars", "visibleIf": "age({why}) > 3"},
                        ],
                    },
                ],
            }
        ],
    }
    found = DOCUMENTS.read(Format.SURVEYJS, json.dumps(survey))
    name, satisfied, why, stars = found.questionnaire.questions
    assert (name.id, satisfied.id, why.id, stars.id) == ("your_name", "q_2_happy", "why", "stars")
    assert [option.value for option in satisfied.kind.options] == ["1", "not_at_all", "other_2"]  # type: ignore[union-attr]
    assert why.visible_if == 'answers.q_2_happy == "not_at_all" && has(answers.your_name)'
    assert why.text == "Why, {{ answers.your_name }}? "
    assert why.required
    assert stars.visible_if == 'answers.q_2_happy == "not_at_all"'
    assert sorted({finding.field for finding in found.left_out}) == [
        "elements[grid]",
        "elements[mail]",
        "elements[stars].visibleIf",
        "panels[more]",
        "questions.why.text",
        "survey.logo",
    ]
    assert findings(found.questionnaire, CelConditions()) == []


@pytest.mark.parametrize(
    "document", ["", "{", "[]", "3", '{"a": NaN}', "[" * 100_000, '{"title": ' + "[" * 60 + "]" * 60 + "}"]
)
def test_what_is_no_survey_is_refused(document: str) -> None:
    with pytest.raises(DocumentUnreadable):
        DOCUMENTS.read(Format.SURVEYJS, document)


PROPERTIES = [
    "type",
    "name",
    "title",
    "elements",
    "pages",
    "choices",
    "validators",
    "visibleIf",
    "value",
    "text",
]
KINDS = ["text", "radiogroup", "rating", "boolean", "checkbox", "expression", "panel"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(PROPERTIES), inner | st.sampled_from(KINDS), max_size=5)
    ),
    max_leaves=15,
)


@example({"elements": [{"type": "radiogroup", "choices": 1}, {"type": "text", "validators": True}]})
@given(JSON.map(lambda elements: {"elements": elements if isinstance(elements, list) else [elements]}))
def test_no_survey_whatever_breaks_the_reader(survey: dict[str, Any]) -> None:
    with suppress(DocumentUnreadable):
        DOCUMENTS.read(Format.SURVEYJS, json.dumps(survey))


def test_comparisons_say_in_words_what_the_other_language_means_by_them() -> None:
    assert to_surveyjs(from_cel("answers.mood < 3"), STRICT) == "({mood} empty or {mood} < 3)"
    assert to_cel(from_surveyjs("{mood} < 3", _names())) == "has(answers.mood) && answers.mood < 3"
    assert strictly(Compare("mood", ">", 3)) == Compare("mood", ">", 3)


def _names() -> Names:
    names = Names()
    for question in QUESTIONS:
        names.add(question.id)
        names.learn(question.id, question.kind, {})
    return names


def _answer(key: str, value: Any) -> Value:
    match key:
        case "tone":
            return Other("weird") if value == "other" else Choice(value)
        case "mood":
            return Scale(value)
        case "likes":
            return YesNo(value)
        case "pets":
            return Choices(tuple(value))
        case "born":
            return Day(value)
        case _:
            return Number(float(value))
