"""A questionnaire of a hundred questions, as a thorough workspace writes it, and somebody's answers to it.

Every kind of question is in it; four sections of ten and half of the questions have a condition, a third of
the texts hold earlier answers, a fifth of the questions have a rule.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.questionnaire.domain.answers import (
    Choice,
    Choices,
    Day,
    Number,
    Photo,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
)
from services.questionnaire.domain.questions import (
    Audience,
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
    Rule,
    ScaleKind,
    Section,
    SectionId,
    TextKind,
    Translation,
    YesNoKind,
)

QUESTIONS: Final = 100
SECTIONS: Final = 10
ID: Final = QuestionnaireId("a-long-one")

_OPTIONS: Final = tuple(Option(value, value.title()) for value in ("sea", "sky", "city", "moor", "river"))
_STORY: Final = "I walk down to the harbour before anybody is up, and the boats tell me of the night. "


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One kind of question: what it is, what an answer to it is, and how conditions and rules look at it."""

    kind: Kind
    answer: Callable[[int], Value]
    condition: Callable[[str], str]
    rule: str


_PATTERNS: Final = (
    _Pattern(
        TextKind(1, 200),
        lambda n: Text(f"the {_OPTIONS[n % 5].value} number {n}"),
        lambda key: f"size({key}) > 3",
        "size(value) < 150",
    ),
    _Pattern(
        ChoiceKind(_OPTIONS, allows_other=True),
        lambda n: Choice(_OPTIONS[n % 5].value),
        lambda key: f"{key} in ['sea', 'sky', 'city', 'moor', 'river']",
        "value != 'other'",
    ),
    _Pattern(
        TextKind(1, 2000, long=True),
        lambda n: Text(_STORY * (1 + n % 3)),
        lambda key: f"{key} != ''",
        "value.contains('a')",
    ),
    _Pattern(ScaleKind(1, 10), lambda n: Scale(1 + n % 10), lambda key: f"{key} >= 1", "value <= 10"),
    _Pattern(YesNoKind(), lambda n: YesNo(n % 4 != 1), lambda key: f"has({key})", "value || !value"),
    _Pattern(
        MultipleChoiceKind(_OPTIONS, 1, 4),
        lambda n: Choices(tuple(option.value for option in _OPTIONS[: 1 + n % 4])),
        lambda key: f"size({key}) > 0",
        "value.all(v, v != 'hill')",
    ),
    _Pattern(
        NumberKind(0, 10_000),
        lambda n: Number(n * 1.5),
        lambda key: f"{key} < 400.0",
        "value >= 0.0",
    ),
    _Pattern(
        RankingKind(_OPTIONS),
        lambda n: Ranking(tuple(option.value for option in (*_OPTIONS[n % 5 :], *_OPTIONS[: n % 5]))),
        lambda key: f"{key}[0] != 'hill'",
        "size(value) == 5",
    ),
    _Pattern(
        DateKind("1900-01-01", "2100-01-01"),
        lambda n: Day(f"20{n % 30 + 10}-05-{n % 28 + 1:02}"),
        lambda key: f"{key} > timestamp('1950-01-01T00:00:00Z')",
        "value > timestamp('1900-01-01T00:00:00Z')",
    ),
    _Pattern(PhotoKind(), lambda n: Photo(uuid.UUID(int=n)), lambda key: f"{key} != ''", "value != ''"),
)


def long_questionnaire() -> Questionnaire:
    """The questionnaire, published."""
    return Questionnaire(
        id=ID,
        version=1,
        title="All of you",
        introduction="A hundred questions, and time for each.",
        estimated_minutes=60,
        questions=tuple(_question(number) for number in range(QUESTIONS)),
        sections=tuple(_section(number) for number in range(SECTIONS)),
        translations=(
            Translation(
                "de",
                {f"questions.{_key(number)}.text": f"Frage {number}" for number in range(0, QUESTIONS, 2)},
            ),
        ),
        audience=Audience.ANYONE,
        response_days=365,
    )


def complete_answers(variant: int) -> Mapping[QuestionId, Value]:
    """Answers to all of its questions, which differ a little from person to person."""
    return {
        QuestionId(_key(number)): _pattern(number).answer(number + (variant if number % 7 == 0 else 0))
        for number in range(QUESTIONS)
    }


def _key(number: int) -> str:
    return f"question_{number:02}"


def _pattern(number: int) -> _Pattern:
    return _PATTERNS[number % len(_PATTERNS)]


def _section(number: int) -> Section:
    before = number * (QUESTIONS // SECTIONS) - 7
    condition = "" if number in (0, 1, 3, 5, 7, 9) else _pattern(before).condition(f"answers.{_key(before)}")
    return Section(SectionId(f"section_{number}"), f"Part {number}", "…", condition)


def _question(number: int) -> Question:
    pattern, earlier = _pattern(number), f"answers.{_key(max(0, number - 3))}"
    question = Question(
        QuestionId(_key(number)),
        f"Question {number}: what comes to your mind?",
        "Take your time.",
        required=number % 3 != 0,
        kind=pattern.kind,
        section_id=SectionId(f"section_{number * SECTIONS // QUESTIONS}"),
    )
    if number % 2 and number > 3:
        question = replace(question, visible_if=_pattern(number - 3).condition(earlier))
    if number % 3 == 1 and number > 3:
        question = replace(question, text=f"Question {number}: you said {{{{ {earlier} }}}}. And then?")
    if number % 5 == 2:
        question = replace(question, rules=(Rule("sound", pattern.rule, "look at this once more"),))
    return question
