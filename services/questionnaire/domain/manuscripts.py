"""What a workspace keeps of a questionnaire: a draft, and the versions that were published of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from services.kit.ids import UserId, WorkspaceId
from services.questionnaire.domain.questions import (
    ChoiceKind,
    DateKind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    Question,
    Questionnaire,
    QuestionnaireId,
    QuestionnaireState,
    RankingKind,
    Rule,
    ScaleKind,
    Section,
    TextKind,
    Translation,
)

PartT = TypeVar("PartT")

_UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")

CHANGEABLE: Final = (
    "title",
    "introduction",
    "questions",
    "sections",
    "estimated_minutes",
    "default_language",
    "translations",
    "audience",
    "response_days",
)
"""What an author changes of a questionnaire."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A published version, which never changes."""

    questionnaire: Questionnaire
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A questionnaire of a workspace, without the text of what was published."""

    id: QuestionnaireId
    workspace_id: WorkspaceId
    draft: Questionnaire | None
    changes: int
    """How often it has changed, its creation included."""
    latest_version: int
    """0: nothing was published yet."""
    changed_by: UserId
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None = None

    @property
    def etag(self) -> str:
        """Changes with every change."""
        return str(self.changes)

    @property
    def published_state(self) -> QuestionnaireState:
        """Where its published versions stand."""
        return QuestionnaireState.PUBLISHED if self.archived_at is None else QuestionnaireState.ARCHIVED

    def with_draft(self, content: Questionnaire, author: UserId, now: datetime) -> Manuscript:
        """With this as its draft, whatever the content says about its id, version and state."""
        draft = replace(
            storable(content),
            id=self.id,
            version=self.latest_version + 1,
            workspace_id=self.workspace_id,
            state=QuestionnaireState.DRAFT,
        )
        return replace(self._changed(author, now), draft=draft)

    def without_draft(self, author: UserId, now: datetime) -> Manuscript:
        """With its published versions alone."""
        return replace(self._changed(author, now), draft=None)

    def published(
        self, draft: Questionnaire, author: UserId, now: datetime
    ) -> tuple[Manuscript, Publication]:
        """With its draft as the next version."""
        fixed = replace(draft, state=self.published_state)
        after = replace(self._changed(author, now), draft=None, latest_version=fixed.version)
        return after, Publication(fixed, now)

    def archived(self, author: UserId, now: datetime, *, undo: bool) -> Manuscript:
        """Taking no new responses, or taking them again. As it is where that is so already."""
        if (self.archived_at is None) == undo:
            return self
        return replace(self._changed(author, now), archived_at=None if undo else now)

    def _changed(self, author: UserId, now: datetime) -> Manuscript:
        return replace(self, changes=self.changes + 1, changed_by=author, updated_at=now)


def new_manuscript(
    questionnaire_id: QuestionnaireId,
    workspace_id: WorkspaceId,
    content: Questionnaire,
    author: UserId,
    now: datetime,
) -> Manuscript:
    """A manuscript with its first draft."""
    blank = Manuscript(questionnaire_id, workspace_id, None, 0, 0, author, now, now)
    return blank.with_draft(content, author, now)


def storable(part: PartT) -> PartT:
    """The same without the characters that can't be stored or sent: NUL, and halves of surrogate pairs.

    Of a questionnaire, or of the data of a document.
    """
    return cast("PartT", _storable(part))


def changed(draft: Questionnaire, content: Questionnaire, fields: Set[str]) -> Questionnaire:
    """The draft with some fields of the content; with none named, with all of them."""
    wanted = [name for name in CHANGEABLE if not fields or name in fields]
    return replace(draft, **{name: getattr(content, name) for name in wanted})


def _storable(part: object) -> object:
    match part:
        case str():
            return _UNSTORABLE.sub("", part)
        case tuple() | list():
            return type(part)(_storable(each) for each in part)
        case Mapping():
            return {_storable(key): _storable(value) for key, value in part.items()}
        case Questionnaire() | Translation() | Section() | Question() | Rule() | Option():
            return _with_parts(part)
        case (
            TextKind()
            | ChoiceKind()
            | MultipleChoiceKind()
            | RankingKind()
            | ScaleKind()
            | NumberKind()
            | DateKind()
        ):
            return _with_parts(part)
        case _:
            return part


def _with_parts(part: Any) -> object:
    return replace(part, **{each.name: _storable(getattr(part, each.name)) for each in fields(part)})
