"""Where a person goes on with a response that they left."""

from __future__ import annotations

from services.questionnaire.domain.questions import QuestionId
from services.questionnaire.domain.visibility import View


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
