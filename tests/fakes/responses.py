"""Responses in memory: what the Postgres adapter of the questionnaire service does, without a database."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from services.kit.audit_entries import AuditEntry, AuditPage
from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import UserId, new_id
from services.kit.searching import has_all
from services.questionnaire.domain.answers import own_words
from services.questionnaire.domain.questions import QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseDeed, ResponseId, Revision
from services.questionnaire.ports import (
    ResponsePage,
    ResponseReader,
    ResponseStore,
    RevisionPage,
    SoughtWord,
    StartRequest,
)

Item = TypeVar("Item")


class FakeResponses:
    """Each owner's responses; a block that raises changes nothing."""

    def __init__(self) -> None:
        self.stores: dict[UserId, FakeStore] = {}

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator[ResponseStore]:
        store = self.stores.setdefault(owner, FakeStore())
        before = store.snapshot()
        try:
            yield store
        except BaseException:
            store.restore(before)
            raise

    @asynccontextmanager
    async def read(self, owner: UserId) -> AsyncIterator[ResponseReader]:
        yield self.stores.get(owner, FakeStore())


class FakeStore:
    """One owner's responses."""

    def __init__(self) -> None:
        self.rows: dict[ResponseId, Response] = {}
        self.started: dict[UUID, tuple[QuestionnaireId, ResponseId]] = {}
        self.submitted: dict[ResponseId, list[Revision]] = {}
        self.noted: list[AuditEntry] = []
        self.writes = 0

    def snapshot(self) -> Mapping[str, object]:
        return copy.deepcopy(vars(self))

    def restore(self, before: Mapping[str, object]) -> None:
        vars(self).update(before)

    async def find(self, response_id: ResponseId) -> Response | None:
        return self.rows.get(response_id)

    async def locked(self, response_id: ResponseId) -> Response | None:
        return self.rows.get(response_id)

    async def page(self, page_size: int, page_token: str, sought: Sequence[SoughtWord] = ()) -> ResponsePage:
        rows = sorted(self.rows.values(), key=lambda row: row.id, reverse=True)
        found = [row for row in rows if all(_has(row, each) for each in sought)]
        list_name = " ".join(each.word for each in sought)
        return ResponsePage(*_page(found, page_size, page_token, list_name))

    async def questionnaire_ids(self) -> Collection[QuestionnaireId]:
        return {row.questionnaire_id for row in self.rows.values()}

    async def revisions(self, response_id: ResponseId, page_size: int, page_token: str) -> RevisionPage:
        return RevisionPage(*_page(self.submitted.get(response_id, [])[::-1], page_size, page_token))

    async def audit(self, response_id: ResponseId, page_size: int, page_token: str) -> AuditPage:
        entries = [entry for entry in reversed(self.noted) if entry.resource_id == response_id]
        return AuditPage(*_page(entries, page_size, page_token))

    async def first_started(self, request: StartRequest, response_id: ResponseId) -> ResponseId:
        known = self.started.setdefault(request.request_id, (request.questionnaire_id, response_id))
        if known[0] != request.questionnaire_id:
            raise RequestIdReused("used before", metadata={"request_id": str(request.request_id)})
        return known[1]

    async def add(self, response: Response) -> None:
        self.rows[response.id] = response

    async def replace(self, response: Response) -> None:
        self.rows[response.id] = response
        self.writes += 1

    async def fix(self, response: Response, revision: Revision) -> None:
        await self.replace(response)
        self.submitted.setdefault(response.id, []).append(revision)

    async def remove(self, response_id: ResponseId) -> None:
        del self.rows[response_id]
        self.submitted.pop(response_id, None)

    async def remove_all(self) -> None:
        self.rows.clear()
        self.submitted.clear()

    async def note(
        self,
        response_id: ResponseId,
        done: ResponseDeed,
        *,
        actor: str,
        at: datetime,
        details: Mapping[str, str],
    ) -> None:
        action = f"response.{done.value}"
        self.noted.append(AuditEntry(new_id(), actor, action, "response", response_id, details, at))


def _has(response: Response, sought: SoughtWord) -> bool:
    return response.questionnaire_id in sought.titled or has_all(own_words(response.answers), [sought.word])


def _page(
    items: Sequence[Item], page_size: int, page_token: str, list_name: str = ""
) -> tuple[Sequence[Item], str]:
    of_list, _, place = page_token.rpartition("/")
    if of_list != (list_name if page_token else ""):
        raise PageTokenInvalid("This token is of another list.")
    first = int(place or 0)
    more = f"{list_name}/{first + page_size}" if first + page_size < len(items) else ""
    return items[first : first + page_size], more
