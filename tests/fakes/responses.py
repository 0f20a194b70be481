"""Responses in memory: what the Postgres adapter of the questionnaire service does, without a database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from services.kit.errors import RequestIdReused
from services.kit.ids import UserId
from services.questionnaire.domain.questions import QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.ports import ResponsePage, ResponseReader, ResponseStore, StartRequest


class FakeResponses:
    """Each owner's responses; a block that raises changes nothing."""

    def __init__(self) -> None:
        self.stores: dict[UserId, FakeStore] = {}

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator[ResponseStore]:
        store = self.stores.setdefault(owner, FakeStore())
        rows, started = dict(store.rows), dict(store.started)
        try:
            yield store
        except BaseException:
            store.rows, store.started = rows, started
            raise

    @asynccontextmanager
    async def read(self, owner: UserId) -> AsyncIterator[ResponseReader]:
        yield self.stores.get(owner, FakeStore())


class FakeStore:
    """One owner's responses."""

    def __init__(self) -> None:
        self.rows: dict[ResponseId, Response] = {}
        self.started: dict[UUID, tuple[QuestionnaireId, ResponseId]] = {}

    async def find(self, response_id: ResponseId) -> Response | None:
        return self.rows.get(response_id)

    async def locked(self, response_id: ResponseId) -> Response | None:
        return self.rows.get(response_id)

    async def page(self, page_size: int, page_token: str) -> ResponsePage:
        rows = sorted(self.rows.values(), key=lambda row: row.id, reverse=True)
        first = int(page_token or 0)
        more = str(first + page_size) if first + page_size < len(rows) else ""
        return ResponsePage(rows[first : first + page_size], more)

    async def first_started(self, request: StartRequest, response_id: ResponseId) -> ResponseId:
        known = self.started.setdefault(request.request_id, (request.questionnaire_id, response_id))
        if known[0] != request.questionnaire_id:
            raise RequestIdReused("used before", metadata={"request_id": str(request.request_id)})
        return known[1]

    async def add(self, response: Response) -> None:
        self.rows[response.id] = response

    async def replace(self, response: Response) -> None:
        self.rows[response.id] = response
