"""What the use cases of questionnaires need from the world."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from services.kit.audit_entries import AuditPage
from services.kit.ids import UserId, WorkspaceId
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseDeed, ResponseId, Revision


class Catalogue(Protocol):
    """Every published version of every questionnaire: those of Encompass, and those of workspaces.

    It doesn't ask who may answer: see `Questionnaire.may_be_answered_by`.
    """

    async def find(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire | None:
        """One published version; 0 means the latest, as it stands now.

        A version by its number is kept in memory and costs nothing: all of it is fixed but its `state`, which
        is that of when it was read.
        """
        ...

    async def listed(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        """The latest version of each that takes responses and is shown to a workspace, by id.

        Those are Encompass's and the workspace's own; what others opened to anybody is found by its id alone.
        """
        ...


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """Some responses of a list, and the token for those after them."""

    responses: Sequence[Response]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word that a response has in what the person wrote, or in the title of its questionnaire."""

    word: str
    titled: frozenset[QuestionnaireId]
    """Questionnaires that have the word in their title."""


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Some revisions of a response, the latest first, and the token for those after them."""

    revisions: Sequence[Revision]
    next_page_token: str


@dataclass(frozen=True, slots=True)
class StartRequest:
    """A request to start a response: its id, and what it says, for telling repetitions from mistakes."""

    request_id: UUID
    questionnaire_id: QuestionnaireId


class ResponseReader(Protocol):
    """One person's responses, to read."""

    async def find(self, response_id: ResponseId) -> Response | None: ...

    async def page(self, page_size: int, page_token: str, sought: Sequence[SoughtWord] = ()) -> ResponsePage:
        """Newest first, those that have all the words.

        Raises PageTokenInvalid: the token is of another list or another search.
        """
        ...

    async def questionnaire_ids(self) -> Collection[QuestionnaireId]:
        """Of all questionnaires that this person has responses to."""
        ...

    async def revisions(self, response_id: ResponseId, page_size: int, page_token: str) -> RevisionPage:
        """What was submitted, the latest first. Raises PageTokenInvalid."""
        ...

    async def audit(self, response_id: ResponseId, page_size: int, page_token: str) -> AuditPage:
        """Who saw or changed a response, the latest first; also of one that is gone.

        Raises PageTokenInvalid.
        """
        ...


class ResponseStore(ResponseReader, Protocol):
    """One person's responses, for the length of one transaction."""

    async def locked(self, response_id: ResponseId) -> Response | None:
        """The response, locked against other changes until the transaction ends."""
        ...

    async def first_started(self, request: StartRequest, response_id: ResponseId) -> ResponseId:
        """The id of what this request started before, or `response_id` for the first time.

        Raises RequestIdReused when the same request id came with another body.
        """
        ...

    async def add(self, response: Response) -> None: ...

    async def replace(self, response: Response) -> None: ...

    async def fix(self, response: Response, revision: Revision) -> None:
        """Replaces a response that is submitted now, and keeps what was submitted."""
        ...

    async def remove(self, response_id: ResponseId) -> None:
        """Deletes a response with its revisions."""
        ...

    async def remove_all(self) -> None:
        """Deletes all responses of this person with their revisions."""
        ...

    async def note(
        self,
        response_id: ResponseId,
        done: ResponseDeed,
        *,
        actor: str,
        at: datetime,
        details: Mapping[str, str],
    ) -> None:
        """Adds what was done to the audit log, and tells whoever listens to events of responses."""
        ...


class Responses(Protocol):
    """Where responses are kept: each on its owner's shard."""

    def begin(self, owner: UserId) -> AbstractAsyncContextManager[ResponseStore]:
        """One transaction: committed once on a clean exit, else rolled back."""
        ...

    def read(self, owner: UserId) -> AbstractAsyncContextManager[ResponseReader]:
        """Reads what is committed."""
        ...


@dataclass(frozen=True, slots=True)
class ExpiredResponse:
    """A response that was not submitted in time, and whose it is."""

    owner: UserId
    response_id: ResponseId


class ExpiredResponses(Protocol):
    """Everybody's responses that were not submitted in time."""

    @property
    def shards(self) -> Sequence[str]:
        """Where people are."""
        ...

    async def before(self, shard: str, moment: datetime, limit: int) -> Sequence[ExpiredResponse]:
        """Those of a shard that expired before a moment, the longest expired first."""
        ...
