from __future__ import annotations

import time
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings

from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.surveyjs.conditions import Simple
from services.questionnaire.adapters.surveyjs.language import to_cel
from services.questionnaire.domain.answers import Choice, Choices, Scale, Value, YesNo
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.publishing import findings
from services.questionnaire.domain.questions import (
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    Question,
    QuestionId,
    Questionnaire,
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
from services.questionnaire.domain.visibility import CompiledQuestionnaire
from tests.unit.questionnaire.random_conditions import CONDITIONS
from tests.unit.questionnaire.written import asks, one_of, questionnaire

AB = (Option("a", "A"), Option("b", "B"))


def found(of: Questionnaire) -> list[Finding]:
    return findings(of, CelConditions())


def fields(*questions: Question) -> list[str]:
    return [finding.field for finding in found(questionnaire(*questions))]


def test_a_questionnaire_that_is_whole_can_be_published() -> None:
    form = questionnaire(
        asks("name", section="you"),
        asks("tone", one_of("epic", "funny"), section="you"),
        asks("why", text="Why {{ answers.tone }}, {{answers.name}}?", section="more"),
        asks("age", NumberKind(0, 120), section="more", rules=(Rule("r", "value >= 18", "No."),)),
        sections=(
            Section(SectionId("you"), "You"),
            Section(SectionId("more"), "More", visible_if='answers.tone == "epic"'),
        ),
        translations=(Translation("pt-BR", {"questions.why.text": "Por que {{ answers.tone }}?"}),),
    )
    assert found(form) == []


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (TextKind(0, 10), "max_length"),
        (TextKind(5, 4), "max_length"),
        (TextKind(1, 4001), "max_length"),
        (one_of("a"), "options"),
        (one_of("a", "a"), "options"),
        (one_of("a", "b c"), "options[b c].value"),
        (one_of("a", "other", allows_other=True), "options[other].value"),
        (MultipleChoiceKind(AB, 2, 1), "max_choices"),
        (MultipleChoiceKind(AB, 0, 3), "max_choices"),
        (MultipleChoiceKind(AB, 0, 0), "max_choices"),
        (RankingKind(AB[:1]), "options"),
        (ScaleKind(3, 3), "maximum"),
        (DateKind("2020-02-30"), "minimum"),
        (DateKind("20200228"), "minimum"),
        (DateKind("2021-01-01", "2020-01-01"), "maximum"),
        (NumberKind(2, 1), "maximum"),
        (NumberKind(float("nan")), "minimum"),
    ],
)
def test_bounds_that_make_no_sense_are_found(kind: Kind, field: str) -> None:
    assert fields(asks("q", kind)) == [f"questions[q].{field}"]


def test_an_own_choice_counts_as_one_more() -> None:
    assert fields(asks("q", MultipleChoiceKind(AB, 0, 3, allows_other=True))) == []


@pytest.mark.parametrize("key", ["Name", "1st", "a-b", "in", "true", "ä", ""])
def test_keys_that_a_condition_couldnt_name_are_found(key: str) -> None:
    assert fields(asks(key, text="T")) == [f"questions[{key}].id"]


def test_what_is_missing_is_found_all_at_once() -> None:
    empty = replace(questionnaire(), title=" ")
    assert [finding.field for finding in found(empty)] == ["title", "questions"]
    assert fields(replace(asks("a"), text=""), asks("a")) == ["questions", "questions[a].text"]


def test_sections_have_to_be_there_whole_and_in_order() -> None:
    one, two = Section(SectionId("one"), "One"), Section(SectionId("two"), "")
    form = questionnaire(
        asks("a", section="two"),
        asks("b", section="one"),
        asks("c", section="three"),
        asks("d"),
        sections=(one, two),
    )
    assert [finding.field for finding in found(form)] == [
        "sections[two].title",
        "questions[b].section_id",
        "questions[c].section_id",
        "questions[d].section_id",
    ]


@pytest.mark.parametrize(
    ("questions", "field", "says"),
    [
        (
            (asks("a", visible_if="answers.b"), asks("b", YesNoKind())),
            "questions[a].visible_if",
            "asked later",
        ),
        ((asks("a", YesNoKind(), visible_if="answers.a"),), "questions[a].visible_if", "its own answer"),
        ((asks("a", visible_if="answers.nobody"),), "questions[a].visible_if", "no question `nobody`"),
        ((asks("a", visible_if="answers == answers"),), "questions[a].visible_if", "name the answer"),
        ((asks("a"), asks("b", visible_if="answers.a")), "questions[b].visible_if", "true or false"),
        ((asks("a"), asks("b", visible_if="answers.a > 3")), "questions[b].visible_if", "string > int"),
        (
            (asks("a", rules=(Rule("r", "answers.a > 3", "m"),)),),
            "questions[a].rules[r].expression",
            "`value`",
        ),
        ((asks("a", rules=(Rule("r", "value >", "m"),)),), "questions[a].rules[r].expression", "finished"),
        ((asks("a", text="{{ answers.b }}"), asks("b")), "questions[a].text", "asked later"),
        ((asks("a", text="Hello {{ name"),), "questions[a].text", "close"),
        ((asks("a", help="{{ 1 + }}"),), "questions[a].help", "finished"),
        ((asks("a", YesNoKind()), asks("b", text="{{ answers.a }}")), "questions[b].text", "yes or no"),
    ],
)
def test_expressions_that_cannot_be_used_are_found_with_the_reason(
    questions: tuple[Question, ...], field: str, says: str
) -> None:
    (only,) = found(questionnaire(*questions))
    assert only.field == field
    assert says in only.description


def test_a_circle_is_called_one() -> None:
    circle = found(
        questionnaire(
            asks("a", YesNoKind(), visible_if="answers.c"),
            asks("b", YesNoKind(), visible_if="answers.a"),
            asks("c", YesNoKind(), visible_if="answers.b"),
        )
    )
    assert [finding.field for finding in circle] == ["questions[a].visible_if"]
    assert "in a circle" in circle[0].description


def test_the_condition_of_a_section_looks_at_what_comes_before_it() -> None:
    form = questionnaire(
        asks("a", YesNoKind(), section="s"),
        sections=(Section(SectionId("s"), "S", visible_if="answers.a"),),
    )
    assert [finding.field for finding in found(form)] == ["sections[s].visible_if"]


LIKES, TONE, MOOD = (
    asks("likes", YesNoKind()),
    asks("tone", one_of("epic", "funny")),
    asks("mood", ScaleKind(1, 5)),
)
PETS = asks("pets", MultipleChoiceKind(AB, 0, 2))
NAME = asks("name")


EVERY_ANSWER: dict[str, list[Value | None]] = {
    "likes": [None, YesNo(True), YesNo(False)],
    "mood": [None, Scale(1), Scale(2), Scale(3)],
    "tone": [None, Choice("epic"), Choice("funny")],
    "pets": [None, Choices(()), Choices(("a",)), Choices(("b",)), Choices(("a", "b"))],
    "first": [None, YesNo(True), YesNo(False)],
}


@pytest.mark.parametrize(
    ("condition", "dead"),
    [
        ("false", True),
        ("1 > 2", True),
        ('answers.tone == "sad"', True),
        ('answers.tone == "other"', True),
        ('answers.tone == "epic" && answers.tone == "funny"', True),
        ("answers.likes && !answers.likes", True),
        ("answers.mood > 5", True),
        ("answers.mood > 4 && answers.mood < 5", True),
        ('"c" in answers.pets', True),
        ("size(answers.pets) > 2", True),
        ('"a" in answers.pets && size(answers.pets) == 2 && !("b" in answers.pets)', True),
        ('answers.name == "x" && answers.tone == "sad"', True),
        ("has(answers.tone) && !has(answers.tone)", True),
        ("answers.mood > 4", False),
        ("answers.mood == 0", False),
        ("!has(answers.mood)", False),
        ('answers.name == "x" && answers.name == "y"', False),
        ('answers.name == "x" || answers.tone == "sad"', False),
        ("size(answers.name) > 1000", False),
        ('"a" in answers.pets && "b" in answers.pets', False),
        ("1 / answers.mood > 100", False),
    ],
)
def test_a_question_that_nobody_could_ever_see_is_found_and_no_other(condition: str, dead: bool) -> None:
    form = questionnaire(LIKES, TONE, MOOD, PETS, NAME, asks("last", visible_if=condition))
    assert [finding.field for finding in found(form)] == (["questions[last].visible_if"] if dead else [])


@settings(max_examples=60)
@given(CONDITIONS, CONDITIONS)
def test_a_question_is_called_dead_just_when_no_answers_show_it(one: Simple, other: Simple) -> None:
    form = questionnaire(
        LIKES,
        replace(MOOD, kind=ScaleKind(1, 3)),
        TONE,
        PETS,
        asks("first", YesNoKind(), visible_if=to_cel(one)),
        asks("last", visible_if=f"answers.first && ({to_cel(other)})"),
    )
    dead = {finding.field for finding in found(form)}
    compiled = CompiledQuestionnaire(form, CelConditions())
    seen: set[str] = set()
    for combination in product(*EVERY_ANSWER.values()):
        answers = {
            QuestionId(key): value
            for key, value in zip(EVERY_ANSWER, combination, strict=True)
            if value is not None
        }
        seen |= {question.id for question in compiled.visible(answers)}
    assert dead == {f"questions[{key}].visible_if" for key in ("first", "last") if key not in seen}


def test_a_question_that_hangs_on_one_that_is_hidden_then_is_dead() -> None:
    assert fields(
        TONE,
        asks("more", YesNoKind(), visible_if='answers.tone == "epic"'),
        asks("both", visible_if='answers.tone == "funny" && answers.more'),
        asks("either", visible_if='answers.tone == "funny" || answers.more'),
    ) == ["questions[both].visible_if"]


def test_a_section_that_nobody_could_see_is_found_once() -> None:
    form = questionnaire(
        asks("likes", YesNoKind(), section="one"),
        asks("a", section="two", visible_if="answers.likes"),
        asks("b", section="two"),
        sections=(
            Section(SectionId("one"), "One"),
            Section(SectionId("two"), "Two", visible_if="answers.likes && !answers.likes"),
        ),
    )
    assert [finding.field for finding in found(form)] == ["sections[two].visible_if"]


def test_roles_of_a_story_ask_for_their_kind_of_answer() -> None:
    def with_role(key: str, role: StoryRole, kind: Kind) -> Question:
        return replace(asks(key, kind), story_role=role)

    assert (
        fields(
            with_role("n", StoryRole.NAME, TextKind(1, 9)),
            with_role("t", StoryRole.TONE, one_of("epic", "funny")),
        )
        == []
    )
    assert fields(with_role("n", StoryRole.NAME, YesNoKind())) == ["questions[n].story_role"]
    assert fields(with_role("t", StoryRole.TONE, one_of("epic", "sad"))) == ["questions[t].story_role"]
    assert fields(
        with_role("a", StoryRole.DREAM, TextKind(1, 9)), with_role("b", StoryRole.DREAM, TextKind(1, 9))
    ) == ["questions"]


def test_translations_are_of_texts_that_are_there_and_as_usable() -> None:
    form = questionnaire(
        asks("a"),
        asks("b"),
        translations=(
            Translation("en", {}),
            Translation("pt", {"questions.nobody.text": "?"}),
            Translation("PT", {"questions.a.text": "{{ answers.b }}", "title": "Bichos"}),
            Translation("not a tag", {}),
        ),
    )
    assert [finding.field for finding in found(form)] == [
        "translations",
        "translations[en]",
        "translations[pt].texts[questions.nobody.text]",
        "translations[not a tag]",
        "translations[PT].texts[questions.a.text]",
    ]


def test_two_hundred_questions_that_hang_on_each_other_are_checked_in_a_second() -> None:
    chain = [asks("q0", one_of("a", "b", "c"))]
    for number in range(1, 200):
        before = " || ".join(f'answers.q{n} == "a"' for n in range(max(0, number - 6), number))
        chain.append(asks(f"q{number}", one_of("a", "b", "c"), visible_if=before))
    started = time.process_time()
    assert found(questionnaire(*chain)) == []
    assert time.process_time() - started < 5
