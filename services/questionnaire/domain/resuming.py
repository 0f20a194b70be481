"""How far a person is with a response, and where they go on when they come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.questionnaire.domain.questions import QuestionId
from services.questionnaire.domain.visibility import View


@dataclass(frozen=True, slots=True)
class Progress:
    """What conditions make of a response's answers; kept with them, so that a list evaluates none again."""

    missing: Sequence[QuestionId]
    """Visible required questions without an answer, in the order of the questions."""
    hidden: Sequence[QuestionId]
    """Answered questions that are hidden: their answers are kept and not used."""
    next: QuestionId | None
    """Where to go on; None when nothing waits for an answer."""
    visible: int
    """How many questions are visible."""
    answered: int
    """How many of those are answered."""


def progress_of(view: View) -> Progress:
    """How far answers are."""
    return Progress(
        missing=view.missing,
        hidden=list(view.hidden),
        next=next_question(view),
        visible=len(view.visible),
        answered=len(view.used),
    )


def next_question(view: View) -> QuestionId | None:
    """The first visible question that waits for an answer; None when none does.

    One that need not be answered waits until the person has answered a later one: they have skipped it then.
    """
    waiting: QuestionId | None = None
    for question in reversed(view.visible):
        if question.id in view.used:
            break
        waiting = question.id
    for question in view.visible:
        if question.id == waiting:
            break
        if question.required and question.id not in view.used:
            return question.id
    return waiting
