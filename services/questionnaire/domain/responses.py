"""A person's response: a draft that fills up, then is submitted and stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType
from uuid import UUID

from services.questionnaire.domain.answers import Value
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId

ResponseId = NewType("ResponseId", UUID)


@dataclass(frozen=True, slots=True)
class Response:
    """What a person has answered so far; `revision` counts its changes."""

    id: ResponseId
    questionnaire_id: QuestionnaireId
    questionnaire_version: int
    answers: Mapping[QuestionId, Value]
    revision: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None = None

    @property
    def etag(self) -> str:
        """Changes with every change of the response."""
        return str(self.revision)

    def with_answers(self, answers: Mapping[QuestionId, Value | None], now: datetime) -> Response:
        """The response with these answers saved (None: taken back) and all others as they were."""
        merged = {**self.answers, **answers}
        kept = {question_id: value for question_id, value in merged.items() if value is not None}
        return replace(self, answers=kept, revision=self.revision + 1, updated_at=now)

    def submitted(self, now: datetime) -> Response:
        """The response, fixed."""
        return replace(self, revision=self.revision + 1, updated_at=now, submitted_at=now)
