"""Questionnaires that hypothesis makes up."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

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
    QuestionnaireState,
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

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 3) + 0.0)
DAYS = st.dates().map(lambda day: day.isoformat())


def texts(most: int, fewest: int = 0) -> st.SearchStrategy[str]:
    """Any characters that can be stored."""
    return st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        min_size=fewest,
        max_size=min(most, 40),
    )


@st.composite
def options(draw: Any, fewest: int = 0) -> tuple[Option, ...]:
    """Options with values that differ."""
    values = draw(st.lists(KEYS.filter(lambda key: key != "other"), min_size=fewest, max_size=5, unique=True))
    return tuple(Option(value, draw(texts(200, 1))) for value in values)


def kinds() -> st.SearchStrategy[Kind]:
    """Every kind."""
    whole = st.integers(0, 4000)
    return st.one_of(
        st.builds(TextKind, whole, whole, texts(300), st.booleans()),
        st.builds(ChoiceKind, options(), st.booleans()),
        st.builds(MultipleChoiceKind, options(), st.integers(0, 9), st.integers(0, 9), st.booleans()),
        st.builds(ScaleKind, st.integers(-1000, 1000), st.integers(-1000, 1000), texts(120), texts(120)),
        st.just(YesNoKind()),
        st.builds(RankingKind, options()),
        st.builds(DateKind, st.one_of(st.just(""), DAYS), st.one_of(st.just(""), DAYS, st.just("soon"))),
        st.builds(NumberKind, st.none() | NUMBERS, st.none() | NUMBERS, st.booleans(), texts(40)),
        st.just(PhotoKind()),
    )


def questions() -> st.SearchStrategy[Question]:
    """Questions, finished or not."""
    rules = st.builds(Rule, texts(64, 1), texts(500, 1), texts(300, 1))
    return st.builds(
        Question,
        texts(64, 1).map(QuestionId),
        texts(500),
        texts(500),
        st.booleans(),
        kinds(),
        section_id=st.none() | texts(64, 1).map(SectionId),
        visible_if=texts(500),
        rules=st.lists(rules, max_size=2).map(tuple),
        story_role=st.none() | st.sampled_from(StoryRole),
    )


def drafts() -> st.SearchStrategy[Questionnaire]:
    """Drafts, finished or not."""
    sections = st.builds(Section, texts(64, 1).map(SectionId), texts(120), texts(1000), texts(500))
    translations = st.dictionaries(
        texts(35, 1), st.dictionaries(texts(200), texts(1000), max_size=3), max_size=2
    ).map(lambda all_of: tuple(Translation(language, said) for language, said in all_of.items()))
    return st.builds(
        Questionnaire,
        st.just(QuestionnaireId("")),
        st.just(0),
        texts(120),
        texts(1000),
        st.integers(0, 240),
        st.lists(questions(), max_size=4).map(tuple),
        sections=st.lists(sections, max_size=2).map(tuple),
        default_language=texts(35, 1),
        translations=translations,
        audience=st.sampled_from(Audience),
        response_days=st.integers(0, 3650),
        workspace_id=st.none(),
        state=st.just(QuestionnaireState.DRAFT),
    )
