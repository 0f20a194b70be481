"""What authoring needs from the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from uuid import UUID

from services.kit.ids import WorkspaceId
from services.questionnaire.domain.analytics import Tally
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.manuscripts import Manuscript, Publication
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId


@dataclass(frozen=True, slots=True)
class Authored:
    """A draft or a published version, and what is kept around it."""

    questionnaire: Questionnaire
    manuscript: Manuscript
    publication: Publication | None = None


@dataclass(frozen=True, slots=True)
class AuthoredPage:
    """Some of a list, without questions, and the token for those after them; an empty one is the only end."""

    items: Sequence[Authored]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class CreateRequest:
    """A request to create: its id, and what it says, for telling repetitions from mistakes."""

    request_id: UUID
    fingerprint: str


class ManuscriptReader(Protocol):
    """One workspace's questionnaires, to read."""

    async def find(self, questionnaire_id: QuestionnaireId) -> Manuscript | None: ...

    async def publication(self, questionnaire_id: QuestionnaireId, version: int) -> Publication | None:
        """A published version."""
        ...

    async def page(self, page_size: int, page_token: str) -> AuthoredPage:
        """The draft or the latest version of each, newest first. Raises PageTokenInvalid."""
        ...

    async def versions(self, manuscript: Manuscript, page_size: int, page_token: str) -> AuthoredPage:
        """What was published of one, the latest first. Raises PageTokenInvalid."""
        ...


class ManuscriptStore(ManuscriptReader, Protocol):
    """One workspace's questionnaires, for the length of one transaction."""

    async def locked(self, questionnaire_id: QuestionnaireId) -> Manuscript | None:
        """One, locked against other changes until the transaction ends."""
        ...

    async def first_created(
        self, request: CreateRequest, questionnaire_id: QuestionnaireId
    ) -> QuestionnaireId:
        """The id of what this request created before, or `questionnaire_id` for the first time.

        Creations of one workspace wait for each other. Raises RequestIdReused.
        """
        ...

    async def count(self) -> int:
        """How many the workspace has."""
        ...

    async def add(self, manuscript: Manuscript) -> None: ...

    async def replace(self, manuscript: Manuscript) -> None: ...

    async def add_publication(self, manuscript: Manuscript, publication: Publication) -> None: ...

    async def remove(self, questionnaire_id: QuestionnaireId) -> None:
        """Deletes one that was never published."""
        ...


class Manuscripts(Protocol):
    """Where questionnaires of workspaces are kept. Another workspace's can't be seen or changed."""

    def begin(self, workspace_id: WorkspaceId) -> AbstractAsyncContextManager[ManuscriptStore]:
        """One transaction: committed once on a clean exit, else rolled back."""
        ...

    def read(self, workspace_id: WorkspaceId) -> AbstractAsyncContextManager[ManuscriptReader]:
        """Reads what is committed."""
        ...


class Format(Enum):
    """What a document is written in."""

    YAML = "YAML"
    SURVEYJS = "SURVEYJS"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A questionnaire that was read, and what of the document isn't in it."""

    questionnaire: Questionnaire
    left_out: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A document, and what of the questionnaire isn't in it."""

    document: str
    left_out: Sequence[Finding]


class Documents(Protocol):
    """Questionnaires as documents. Neither is quick with a large one: don't call it on an event loop."""

    def read(self, document_format: Format, document: str) -> ReadDocument:
        """The questionnaire in a document. Raises DocumentUnreadable."""
        ...

    def write(self, document_format: Format, questionnaire: Questionnaire) -> WrittenDocument:
        """The document of a questionnaire."""
        ...


class DocumentUnreadable(Exception):
    """A document that isn't one; the lines say why, for its author."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Tallies(Protocol):
    """Counts over everybody's responses to a questionnaire."""

    async def count(self, versions: Mapping[int, Questionnaire]) -> Tally:
        """What the responses to these versions of one questionnaire add up to, on all shards."""
        ...
