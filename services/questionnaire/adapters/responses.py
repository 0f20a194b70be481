"""Responses in Postgres, each person's on their shard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from types import TracebackType
from typing import Any, Final

from encompass.jobs.v1.event_pb2 import Event
from encompass.questionnaire.v1 import questionnaire_service_pb2
from sqlalchemy import ColumnElement, Update, insert, or_

from services.kit import audit
from services.kit.audit_entries import AuditPage
from services.kit.db.idempotency import first_seen
from services.kit.db.pages import fetch_page
from services.kit.db.searching import has_word, listing
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import UserId, new_id
from services.kit.jobs.queue import publish_event
from services.questionnaire.adapters.own_words import own_words
from services.questionnaire.adapters.rows import ResponseRow, RevisionRow
from services.questionnaire.adapters.stored_answers import loaded, stored, weight
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseDeed, ResponseId, Revision
from services.questionnaire.domain.resuming import Progress
from services.questionnaire.ports import (
    ResponsePage,
    ResponseReader,
    ResponseStore,
    RevisionPage,
    SoughtWord,
    StartRequest,
)

RESOURCE_KIND: Final = "response"
"""What the audit log calls it."""
_PLAIN: Final = {"synchronize_session": False}
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
        self._locked: Response | None = None

    async def find(self, response_id: ResponseId) -> Response | None:
        row = await self._tx.find(ResponseRow, response_id)
        return None if row is None else _to_domain(row)

    async def locked(self, response_id: ResponseId) -> Response | None:
        row = await self._tx.find(ResponseRow, response_id, for_update=True)
        self._locked = None if row is None else _to_domain(row)
        return self._locked

    async def page(self, page_size: int, page_token: str, sought: Sequence[SoughtWord] = ()) -> ResponsePage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(ResponseRow).where(*(_has(each) for each in sought)),
            keys=[ResponseRow.id],  # time-ordered ids: the newest have the highest
            page_size=page_size,
            page_token=page_token,
            list_name=listing("responses", words=" ".join(each.word for each in sought)),
            weigh=_weight,
        )
        return ResponsePage([_to_domain(row) for row in page.rows], page.next_page_token)

    async def questionnaire_ids(self) -> Collection[QuestionnaireId]:
        query = self._tx.owned(ResponseRow).with_only_columns(ResponseRow.questionnaire_id).distinct()
        return [QuestionnaireId(each) for each in await self._tx.session.scalars(query)]

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

    async def revisions(self, response_id: ResponseId, page_size: int, page_token: str) -> RevisionPage:
        page = await fetch_page(
            self._tx,
            self._tx.owned(RevisionRow).where(RevisionRow.response_id == response_id),
            keys=[RevisionRow.revision],
            page_size=page_size,
            page_token=page_token,
            list_name=f"revisions/{response_id}",
            weigh=_weight,
        )
        return RevisionPage([_revision(row) for row in page.rows], page.next_page_token)

    async def audit(self, response_id: ResponseId, page_size: int, page_token: str) -> AuditPage:
        return await audit.entries(self._tx, RESOURCE_KIND, response_id, page_size, page_token)

    async def add(self, response: Response) -> None:
        columns = {**_columns(response), **_answer_columns(response)}
        self._tx.add(ResponseRow(id=response.id, created_at=response.created_at, **columns))
        await self._tx.flush()

    async def replace(self, response: Response) -> None:
        await self._tx.session.execute(self._change(response), execution_options=_PLAIN)

    async def fix(self, response: Response, revision: Revision) -> None:
        # In one round trip: people wait for a submission, and it has more to write than any other call.
        keep = insert(RevisionRow).values(
            slot=self._tx.slot,
            user_id=self._tx.owner,
            response_id=response.id,
            revision=revision.revision,
            questionnaire_version=revision.questionnaire_version,
            answers=stored(revision.answers),
            submitted_at=revision.submitted_at,
        )
        fixed = self._change(response).returning(ResponseRow.id).cte("fixed")
        await self._tx.session.execute(keep.add_cte(fixed), execution_options=_PLAIN)

    def _change(self, response: Response) -> Update:
        change = self._tx.owned_update(ResponseRow).where(ResponseRow.id == response.id)
        columns = _columns(response)
        # Answers are most of a row, and a change of state alone doesn't touch them.
        if self._locked is None or self._locked.answers is not response.answers:
            columns.update(_answer_columns(response))
        return change.values(**columns)

    async def remove(self, response_id: ResponseId) -> None:
        gone = self._tx.owned_delete(ResponseRow).where(ResponseRow.id == response_id)
        await self._tx.session.execute(gone, execution_options=_PLAIN)

    async def remove_all(self) -> None:
        await self._tx.session.execute(self._tx.owned_delete(ResponseRow), execution_options=_PLAIN)

    async def note(
        self,
        response_id: ResponseId,
        done: ResponseDeed,
        *,
        actor: str,
        at: datetime,
        details: Mapping[str, str],
    ) -> None:
        audit.record(
            self._tx,
            actor=actor,
            action=f"response.{done.value}",
            resource_kind=RESOURCE_KIND,
            resource_id=response_id,
            details=details,
        )
        event = Event(
            event_id=str(new_id()),
            type=f"questionnaire.response.{done.value}",
            user_id=str(self._tx.owner),
            resource_id=str(response_id),
        )
        event.occur_time.FromDatetime(at)
        await publish_event(self._tx, f"events.questionnaire.response.{done.value}", event)


def _has(sought: SoughtWord) -> ColumnElement[bool]:
    is_titled = ResponseRow.questionnaire_id.in_(sorted(sought.titled))
    return or_(is_titled, has_word(own_words(), sought.word))


def _weight(row: ResponseRow | RevisionRow) -> int:
    return weight(row.answers)


def _columns(response: Response) -> dict[str, Any]:
    return {
        "questionnaire_id": response.questionnaire_id,
        "questionnaire_version": response.questionnaire_version,
        "revision": response.changes,
        "submissions": response.revision,
        "updated_at": response.updated_at,
        "submitted_at": response.submitted_at,
        "reopened_at": response.reopened_at,
        "expires_at": response.expires_at,
        "progress": None if response.progress is None else asdict(response.progress),
    }


def _answer_columns(response: Response) -> dict[str, Any]:
    return {"answers": stored(response.answers), "answer_changes": dict(response.answer_changes)}


def _to_domain(row: ResponseRow) -> Response:
    return Response(
        id=ResponseId(row.id),
        questionnaire_id=QuestionnaireId(row.questionnaire_id),
        questionnaire_version=row.questionnaire_version,
        answers=loaded(row.answers),
        changes=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
        answer_changes={QuestionId(key): change for key, change in row.answer_changes.items()},
        revision=row.submissions,
        submitted_at=row.submitted_at,
        reopened_at=row.reopened_at,
        expires_at=row.expires_at,
        progress=None if row.progress is None else Progress(**row.progress),
    )


def _revision(row: RevisionRow) -> Revision:
    return Revision(row.revision, row.questionnaire_version, loaded(row.answers), row.submitted_at)
