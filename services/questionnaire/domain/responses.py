"""A person's response: a draft that fills up, is submitted and may be reopened.

Two devices may fill it at once: every change has a number, and each answer knows at which one it last
changed. So only those who change the same answer are in each other's way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import NewType
from uuid import UUID

from services.questionnaire.domain.answers import Value
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.resuming import Progress

ResponseId = NewType("ResponseId", UUID)


class ResponseState(Enum):
    """Where a response stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    EXPIRED = "expired"
    """Not submitted in time."""


class ResponseDeed(Enum):
    """What is done to a response that others want to know of."""

    SUBMITTED = "submitted"
    REOPENED = "reopened"
    MOVED = "moved"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers to one question; None where there is none, or where one was taken back."""

    question_id: QuestionId
    yours: Value | None
    saved: Value | None


@dataclass(frozen=True, slots=True)
class AnswersConflict:
    """What each side has; nothing was saved."""

    conflicts: Sequence[Conflict]
    etag: str
    """The response's etag now."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a person has answered so far."""

    id: ResponseId
    questionnaire_id: QuestionnaireId
    questionnaire_version: int
    answers: Mapping[QuestionId, Value]
    changes: int
    """How often it has changed, its start included."""
    created_at: datetime
    updated_at: datetime
    answer_changes: Mapping[QuestionId, int] = field(default_factory=dict)
    """What `changes` was when the answer to a question last changed, or was taken back."""
    revision: int = 0
    """How often it was submitted."""
    submitted_at: datetime | None = None
    """When it last was."""
    reopened_at: datetime | None = None
    """Set from a reopening to the next submission."""
    expires_at: datetime | None = None
    progress: Progress | None = None
    """How far its answers are; None until somebody has worked it out."""

    @property
    def etag(self) -> str:
        """Changes with every change of the response."""
        return str(self.changes)

    @property
    def is_submitted(self) -> bool:
        """Whether it is fixed."""
        return self.submitted_at is not None and self.reopened_at is None

    def state(self, now: datetime) -> ResponseState:
        """Where it stands."""
        if self.is_submitted:
            return ResponseState.SUBMITTED
        if self.expires_at is not None and now >= self.expires_at:
            return ResponseState.EXPIRED
        return ResponseState.DRAFT

    def conflict(self, answers: Mapping[QuestionId, Value | None], etag: str) -> AnswersConflict | None:
        """What stands against saving these (None: taken back) over the response of this etag.

        An answer that has become the same on both sides is no conflict: a save may be repeated. With an etag
        that it never had, all that differs is one.
        """
        seen = int(etag) if etag.isascii() and etag.isdecimal() and len(etag) < 10 else 0
        known = 0 < seen <= self.changes
        conflicts = [
            Conflict(question_id, value, self.answers.get(question_id))
            for question_id, value in answers.items()
            if value != self.answers.get(question_id)
            and (not known or self.answer_changes.get(question_id, 0) > seen)
        ]
        return AnswersConflict(conflicts, self.etag) if conflicts else None

    def with_answers(self, answers: Mapping[QuestionId, Value | None], now: datetime) -> Response:
        """The response with these answers (None: taken back) and all others as they were."""
        changed = {key: value for key, value in answers.items() if value != self.answers.get(key)}
        if not changed:
            return self
        return replace(
            self._changed(now),
            answers=_without_none({**self.answers, **changed}),
            answer_changes={**self.answer_changes, **dict.fromkeys(changed, self.changes + 1)},
            progress=None,
        )

    def submitted(self, now: datetime) -> Response:
        """The response, fixed. It doesn't expire any more, not even when it is reopened."""
        return replace(
            self._changed(now),
            revision=self.revision + 1,
            submitted_at=now,
            reopened_at=None,
            expires_at=None,
        )

    def reopened(self, now: datetime) -> Response:
        """The response, a draft again."""
        return replace(self._changed(now), reopened_at=now)

    def moved(self, version: int, answers: Mapping[QuestionId, Value], now: datetime) -> Response:
        """The response at another version, with those of its answers that are left."""
        lost = [question_id for question_id in self.answers if question_id not in answers]
        return replace(
            self._changed(now),
            questionnaire_version=version,
            answers=answers,
            answer_changes={**self.answer_changes, **dict.fromkeys(lost, self.changes + 1)},
            progress=None,
        )

    def at(self, progress: Progress) -> Response:
        """The response, with how far it is."""
        return replace(self, progress=progress)

    def _changed(self, now: datetime) -> Response:
        return replace(self, changes=self.changes + 1, updated_at=now)


@dataclass(frozen=True, slots=True)
class Revision:
    """Answers as they were submitted: those to questions that were visible."""

    revision: int
    questionnaire_version: int
    answers: Mapping[QuestionId, Value]
    submitted_at: datetime


def _without_none(answers: Mapping[QuestionId, Value | None]) -> dict[QuestionId, Value]:
    return {question_id: value for question_id, value in answers.items() if value is not None}
