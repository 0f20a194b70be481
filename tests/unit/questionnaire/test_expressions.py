from __future__ import annotations

import time
from uuid import UUID

import pytest

from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.domain.answers import (
    Answers,
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
)
from services.questionnaire.domain.expressions import ExpressionInvalid, Scope, names_in, uses_answers_whole
from services.questionnaire.domain.questions import (
    DateKind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    Question,
    QuestionId,
    RankingKind,
    ScaleKind,
    YesNoKind,
)
from tests.unit.questionnaire.written import asks, one_of

PETS = (Option("cat", "A cat"), Option("dog", "A dog"))
QUESTIONS = (
    asks("dream"),
    asks("tone", one_of("epic", "gentle", allows_other=True)),
    asks("pets", MultipleChoiceKind(PETS, 0, 2, allows_other=True)),
    asks("mood", ScaleKind(1, 5)),
    asks("has_dog", YesNoKind()),
    asks("order", RankingKind(PETS)),
    asks("born", DateKind()),
    asks("height", NumberKind()),
    asks("children", NumberKind(whole=True)),
    asks("face", PhotoKind()),
)
ANSWERS: dict[str, Value] = {
    "dream": Text("to fly"),
    "tone": Other("weird"),
    "pets": Choices(("dog",), "an octopus"),
    "mood": Scale(4),
    "has_dog": YesNo(True),
    "order": Ranking(("dog", "cat")),
    "born": Day("1990-05-17"),
    "height": Number(1.75),
    "children": Number(2.0),
    "face": Photo(UUID(int=7)),
}
GIVEN: Answers = {QuestionId(key): value for key, value in ANSWERS.items()}


@pytest.fixture(scope="module")
def scope() -> Scope:
    return CelConditions().over(QUESTIONS)


@pytest.mark.parametrize(
    ("expression", "with_answers", "without"),
    [
        ('answers.dream == "to fly"', True, False),
        ('answers.dream.contains("fly") && size(answers.dream) > 3', True, False),
        ('answers.dream == ""', False, True),
        ('answers.tone == "other"', True, False),
        ('"dog" in answers.pets', True, False),
        ('"other" in answers.pets', True, False),
        ("size(answers.pets) == 2", True, False),
        ('answers.pets.exists(p, p.startsWith("d"))', True, False),
        ("answers.mood >= 4", True, False),
        ("answers.mood > 3.5", True, False),
        ("answers.mood == 0", False, True),
        ("answers.has_dog", True, False),
        ("!answers.has_dog", False, True),
        ('answers.order[0] == "dog"', True, None),
        ("answers.born.getFullYear() == 1990", True, False),
        ('answers.born < timestamp("2000-01-01T00:00:00Z")', True, True),
        ("answers.height >= 1", True, False),
        ("answers.height * 2 == 3.5", True, False),
        ("1 < answers.height && answers.height < 2", True, False),
        ("answers.children == 2", True, False),
        ("answers.children / 2 == 1", True, False),
        ("answers.height > answers.children", False, False),
        ("has(answers.face) && has(answers.dream) && has(answers.pets)", True, False),
        ("has(answers.has_dog)", True, False),
        ("6 / answers.mood == 1", True, None),
        ('answers.dream.matches("^to .*$")', True, False),
    ],
)
def test_conditions_see_each_kind_of_answer_and_something_empty_where_there_is_none(
    scope: Scope, expression: str, with_answers: bool, without: bool | None
) -> None:
    condition = scope.condition(expression)
    assert condition.holds(scope.prepared(GIVEN)) is with_answers
    assert condition.holds(scope.prepared({})) is without


def test_a_whole_number_that_is_left_out_is_not_an_answer_of_zero(scope: Scope) -> None:
    asked = scope.condition("has(answers.children)")
    assert asked.holds(scope.prepared({QuestionId("children"): Number(0.0)})) is True
    assert asked.holds(scope.prepared({})) is False


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("answers.dream ==", "isn't finished"),
        ("answers.dream == 3", "string == int"),
        ("answers.nothing", "nothing"),
        ("answers.dream", "words"),
        ("answers.mood + 1", "whole number"),
        ("answers.pets", "a list"),
        ("unknown > 1", "'unknown'"),
        ("value > 1", "'value'"),
        ("answers.dream.length() > 1", "length"),
        ("answers.dream ? true : false", "string"),
        ("x" * 501, "longer than 500"),
        ("(" * 200 + "true" + ")" * 200, "."),
        ("", "."),
    ],
)
def test_an_expression_that_is_none_is_refused_with_a_reason(
    scope: Scope, expression: str, says: str
) -> None:
    with pytest.raises(ExpressionInvalid, match=says):
        scope.condition(expression)


@pytest.mark.parametrize("about", QUESTIONS, ids=lambda question: question.id)
def test_a_rule_calls_the_answer_value_whatever_its_kind(scope: Scope, about: Question) -> None:
    rule = scope.condition(f"value == answers.{about.id}", about)
    assert rule.holds(scope.prepared(GIVEN), GIVEN[about.id]) is True


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("answers.dream", "to fly"),
        ('answers.has_dog ? "your dog" : "you"', "your dog"),
        ("answers.children + 1", "3"),
        ("answers.height", "1.75"),
        ("answers.height + 0.25", "2"),
        ("6 / (answers.mood - 4)", None),
    ],
)
def test_wordings_become_words(scope: Scope, expression: str, text: str | None) -> None:
    assert scope.wording(expression).text(scope.prepared(GIVEN)) == text


@pytest.mark.parametrize(
    "expression",
    [
        "[1, 2].all(x, x > 0)",
        "answers.pets.all(p, answers.order.all(o, o != p))",
        'answers.dream.split(" ").exists(w, w == "fly")',
        "[answers.mood].map(x, x * 2).size() > 0",
        "answers.pets.filter(p, answers.pets.map(q, q).size() > 0).size() > 0",
    ],
)
def test_only_answers_are_gone_through_and_one_at_a_time(scope: Scope, expression: str) -> None:
    with pytest.raises(ExpressionInvalid, match="go through"):
        scope.condition(expression)


def test_two_answers_may_be_gone_through_one_after_the_other(scope: Scope) -> None:
    both = scope.condition('answers.pets.exists(p, p == "dog") && answers.order.exists(o, o == "cat")')
    assert both.holds(scope.prepared(GIVEN)) is True


def test_a_questionnaire_made_to_be_slow_is_soon_given_up() -> None:
    body = " && ".join(f'!answers.dream.matches("(.*b)*c({n}|x|y)*$")' for n in range(8))
    slow = f"answers.pets.all(p, {body})"
    pets = MultipleChoiceKind(tuple(Option(f"o{n}", "O") for n in range(50)), 0, 50)
    scope = CelConditions().over((asks("dream"), asks("pets", pets)))
    answers: Answers = {
        QuestionId("dream"): Text("ab" * 2000),
        QuestionId("pets"): Choices(tuple(f"o{n}" for n in range(50))),
    }
    condition, prepared = scope.condition(slow), scope.prepared(answers)
    assert condition.holds(prepared) is True
    started = time.thread_time()
    told = [condition.holds(prepared) for _ in range(500)]
    assert time.thread_time() - started < 0.5
    assert told[-1] is None
    assert condition.holds(scope.prepared(answers)) is True


def test_a_questionnaire_of_mixed_numbers_is_not_compiled_for_ever() -> None:
    mixed = " || ".join(["answers.height > 1"] * 20)
    scope = CelConditions().over((asks("height", NumberKind()),))
    scope.condition(mixed)
    started = time.thread_time()
    while time.thread_time() - started < 5:
        try:
            scope.condition(mixed)
        except ExpressionInvalid:
            break
    assert time.thread_time() - started < 2


def test_an_expression_cannot_take_long_whatever_it_says(scope: Scope) -> None:
    slow = 'answers.dream.matches("(a+)+(a+)+$")'
    answers: Answers = {QuestionId("dream"): Text("a" * 4000 + "!")}
    started = time.thread_time()
    assert scope.condition(slow).holds(scope.prepared(answers)) is False
    assert time.thread_time() - started < 0.2


def test_names_are_found_outside_of_strings_and_comments() -> None:
    expression = r'answers.a == "answers.b\"" && answers . c > 1 // answers.d'
    expression += "\n || '''answers.e''' == r\"answers.f\\\" && answers.g"
    assert names_in(expression) == ["a", "c", "g"]


@pytest.mark.parametrize(
    ("expression", "whole"),
    [
        ("answers.a && my.answers.b", False),
        ("answers == answers", True),
        ("[1].exists(answers, answers > 0)", True),
        ('"answers" == ""', False),
    ],
)
def test_answers_as_a_whole_are_noticed(expression: str, whole: bool) -> None:
    assert uses_answers_whole(expression) is whole


@pytest.mark.parametrize(
    ("expression", "known", "possible"),
    [
        ('answers.tone == "epic" && answers.dream == "x"', {"tone": Choice("gentle")}, False),
        ('answers.tone == "epic" && answers.dream == "x"', {"tone": Choice("epic")}, True),
        ('answers.tone == "epic" || answers.dream == "x"', {"tone": Choice("gentle")}, True),
        ("has(answers.tone)", {"tone": None}, False),
        ("has(answers.tone)", {}, True),
        ("!has(answers.tone)", {}, True),
        ("size(answers.pets) > 0 && has(answers.dream)", {"pets": None}, False),
        ("answers.mood > 3.5", {"mood": Scale(3)}, False),
        ("answers.mood > 3.5", {"mood": Scale(4)}, True),
        ("1 > 2", {}, False),
        ("answers.has_dog ? false : false", {}, True),
    ],
)
def test_what_is_unknown_may_be_anything(
    scope: Scope, expression: str, known: dict[QuestionId, Value | None], possible: bool
) -> None:
    assert scope.possibility(expression)(known) is possible
