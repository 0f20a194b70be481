"""Responses in Postgres, each person's on their shard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import Any

from encompass.questionnaire.v1 import questionnaire_service_pb2

from services.kit.db.idempotency import first_seen
from services.kit.db.pages import fetch_page
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId
from services.questionnaire.adapters.rows import ResponseRow
from services.questionnaire.domain.answers import Choice, Choices, Scale, Text, Value, YesNo
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.ports import ResponsePage, ResponseReader, ResponseStore, StartRequest

_START = "encompass.questionnaire.v1.QuestionnaireService/StartResponse"


class SqlResponses:
    """`Responses` over the shards."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator[ResponseStore]:
        async with self._uow.begin(owner) as tx:
            yield SqlResponseStore(tx)

    def read(self, owner: UserId) -> AbstractAsyncContextManager[ResponseReader]:
        return _Read(self._uow.read(owner))


class _Read(AbstractAsyncContextManager[ResponseReader]):
    """Written out: around the most frequent call, a generator for it costs as much as building the answer."""

    def __init__(self, unit: AbstractAsyncContextManager[Tx]) -> None:
        self._unit = unit

    async def __aenter__(self) -> ResponseReader:
        return SqlResponseStore(await self._unit.__aenter__())

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return await self._unit.__aexit__(kind, error, trace)


class SqlResponseStore:
    """One person's responses in one transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, response_id: ResponseId) -> Response | None:
        row = await self._tx.find(ResponseRow, response_id)
        return None if row is None else _to_domain(row)

    async def locked(self, response_id: ResponseId) -> Response | None:
        row = await self._tx.find(ResponseRow, response_id, for_update=True)
        return None if row is None else _to_domain(row)

    async def page(self, page_size: int, page_token: str) -> ResponsePage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(ResponseRow),
            keys=[ResponseRow.id],  # time-ordered ids: the newest have the highest
            page_size=page_size,
            page_token=page_token,
            list_name="responses",
        )
        return ResponsePage([_to_domain(row) for row in page.rows], page.next_page_token)

    async def first_started(self, request: StartRequest, response_id: ResponseId) -> ResponseId:
        message = questionnaire_service_pb2.StartResponseRequest(
            request_id=str(request.request_id), questionnaire_id=request.questionnaire_id
        )
        seen = await first_seen(
            self._tx,
            method=_START,
            request_id=request.request_id,
            request=message,
            resource_id=response_id,
        )
        return ResponseId(seen.resource_id)

    async def add(self, response: Response) -> None:
        self._tx.add(ResponseRow(id=response.id, created_at=response.created_at, **_columns(response)))
        await self._tx.flush()

    async def replace(self, response: Response) -> None:
        change = self._tx.owned_update(ResponseRow).where(ResponseRow.id == response.id)
        await self._tx.session.execute(change.values(**_columns(response)))


def _columns(response: Response) -> dict[str, Any]:
    return {
        "questionnaire_id": response.questionnaire_id,
        "questionnaire_version": response.questionnaire_version,
        "answers": {key: _stored(value) for key, value in response.answers.items()},
        "revision": response.revision,
        "updated_at": response.updated_at,
        "submitted_at": response.submitted_at,
    }


def _to_domain(row: ResponseRow) -> Response:
    return Response(
        id=ResponseId(row.id),
        questionnaire_id=QuestionnaireId(row.questionnaire_id),
        questionnaire_version=row.questionnaire_version,
        answers=_loaded(row.answers),
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
        submitted_at=row.submitted_at,
    )


def _stored(value: Value) -> list[Any]:
    match value:
        case Text(text):
            return ["text", text]
        case Choice(chosen):
            return ["choice", chosen]
        case Choices(values):
            return ["choices", list(values)]
        case Scale(number):
            return ["scale", number]
        case YesNo(yes):
            return ["yes_no", yes]


def _loaded(answers: Mapping[str, list[Any]]) -> dict[QuestionId, Value]:
    return {QuestionId(key): _value(kind, stored) for key, (kind, stored) in answers.items()}


def _value(kind: str, stored: Any) -> Value:
    match kind:
        case "text":
            return Text(stored)
        case "choice":
            return Choice(stored)
        case "choices":
            return Choices(tuple(stored))
        case "scale":
            return Scale(stored)
        case _:
            return YesNo(stored)
