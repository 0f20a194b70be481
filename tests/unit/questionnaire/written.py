"""Questionnaires for tests, in few words."""

from __future__ import annotations

from services.questionnaire.domain.questions import (
    ChoiceKind,
    Kind,
    Option,
    Question,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    QuestionnaireState,
    Rule,
    Section,
    SectionId,
    TextKind,
    Translation,
)

WORDS = TextKind(1, 200)


def asks(
    key: str,
    kind: Kind = WORDS,
    text: str = "",
    *,
    visible_if: str = "",
    section: str | None = None,
    rules: tuple[Rule, ...] = (),
    required: bool = False,
    help: str = "",
) -> Question:
    """A question, whose text is its key unless it is given."""
    return Question(
        QuestionId(key),
        text or key,
        help,
        required,
        kind,
        section_id=None if section is None else SectionId(section),
        visible_if=visible_if,
        rules=rules,
    )


def one_of(*values: str, allows_other: bool = False) -> ChoiceKind:
    """A choice, whose labels are the values in capitals."""
    return ChoiceKind(tuple(Option(value, value.upper()) for value in values), allows_other)


def questionnaire(
    *questions: Question,
    sections: tuple[Section, ...] = (),
    translations: tuple[Translation, ...] = (),
    state: QuestionnaireState = QuestionnaireState.DRAFT,
) -> Questionnaire:
    """A draft of these questions."""
    return Questionnaire(
        QuestionnaireId("pets"),
        1,
        "Pets",
        "About yours.",
        2,
        questions,
        sections=sections,
        translations=translations,
        state=state,
    )
