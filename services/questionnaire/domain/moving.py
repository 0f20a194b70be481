"""What becomes of a response that moves to another version of its questionnaire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.questionnaire.domain.answers import Answers, Problem, Value, wrong
from services.questionnaire.domain.questions import QuestionId
from services.questionnaire.domain.visibility import CompiledQuestionnaire


@dataclass(frozen=True, slots=True)
class MoveReport:
    """What carries over, what goes and what is asked now."""

    from_version: int
    to_version: int
    carried: Sequence[QuestionId]
    """Questions whose answers stay as they are."""
    gone: Sequence[QuestionId]
    """Answered questions that the other version doesn't have."""
    changed: Sequence[Problem]
    """Questions that both have, and whose answers are none any more."""
    newly_asked: Sequence[QuestionId]
    """Visible questions without an answer that weren't asked before."""


def moved(
    answers: Answers, old: CompiledQuestionnaire, new: CompiledQuestionnaire
) -> tuple[dict[QuestionId, Value], MoveReport]:
    """The answers that carry over, and the report, in the order of the questions.

    An answer goes where it is no answer of the question's kind any more. One that only breaks a new rule
    stays: its person can mend it, and has to before they submit.
    """
    kept: dict[QuestionId, Value] = {}
    changed: list[Problem] = []
    for question in new.questionnaire.questions:
        value = answers.get(question.id)
        if value is None:
            continue
        if description := wrong(question.kind, value):
            changed.append(Problem(question.id, description))
        else:
            kept[question.id] = value
    there = {question.id for question in new.questionnaire.questions}
    asked_before = {question.id for question in old.view(answers).visible}
    report = MoveReport(
        from_version=old.questionnaire.version,
        to_version=new.questionnaire.version,
        carried=list(kept),
        gone=[q.id for q in old.questionnaire.questions if q.id in answers and q.id not in there],
        changed=changed,
        newly_asked=[
            question.id
            for question in new.view(kept).visible
            if question.id not in kept and question.id not in asked_before
        ],
    )
    return kept, report
