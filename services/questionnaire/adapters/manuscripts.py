"""Questionnaires of workspaces in the directory: every query names the workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import TEXT, array, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from services.kit.db.databases import Directory
from services.kit.db.pages import decode_token, encode_token
from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import UserId, WorkspaceId
from services.questionnaire.adapters.document_format import read, written
from services.questionnaire.adapters.manuscript_rows import CreateRequestRow, QuestionnaireRow, VersionRow
from services.questionnaire.authoring_ports import (
    Authored,
    AuthoredPage,
    CreateRequest,
    ManuscriptReader,
    ManuscriptStore,
)
from services.questionnaire.domain.manuscripts import Manuscript, Publication
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId, QuestionnaireState

KeyT = TypeVar("KeyT")

_BULKY: Final = array(["questions", "sections", "translations"], type_=TEXT)


class DirectoryManuscripts:
    """`Manuscripts` in the directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    @asynccontextmanager
    async def begin(self, workspace_id: WorkspaceId) -> AsyncIterator[ManuscriptStore]:
        async with self._directory.begin() as session:
            yield _Store(session, workspace_id)

    @asynccontextmanager
    async def read(self, workspace_id: WorkspaceId) -> AsyncIterator[ManuscriptReader]:
        async with self._directory.read() as session:
            yield _Store(session, workspace_id)


class _Store:
    """One workspace's questionnaires over one session."""

    def __init__(self, session: AsyncSession, workspace_id: WorkspaceId) -> None:
        self._session = session
        self._workspace_id = workspace_id

    async def find(self, questionnaire_id: QuestionnaireId) -> Manuscript | None:
        return await self._one(questionnaire_id, self._mine())

    async def locked(self, questionnaire_id: QuestionnaireId) -> Manuscript | None:
        return await self._one(questionnaire_id, self._mine().with_for_update())

    async def publication(self, questionnaire_id: QuestionnaireId, version: int) -> Publication | None:
        key = uuid_of(questionnaire_id)
        if key is None:
            return None
        query = (
            select(VersionRow, QuestionnaireRow.archived_at)
            .join(QuestionnaireRow, QuestionnaireRow.id == VersionRow.questionnaire_id)
            .where(QuestionnaireRow.workspace_id == self._workspace_id)
            .where(VersionRow.questionnaire_id == key, VersionRow.version == version)
        )
        found = (await self._session.execute(query)).one_or_none()
        if found is None:
            return None
        row, archived_at = found
        state = QuestionnaireState.PUBLISHED if archived_at is None else QuestionnaireState.ARCHIVED
        document = read(row.document, workspace_id=self._workspace_id, state=state)
        return Publication(document, row.published_at)

    async def page(self, page_size: int, page_token: str) -> AuthoredPage:
        scope = f"questionnaires/{self._workspace_id}"
        draft = QuestionnaireRow.draft
        query = (
            select(
                QuestionnaireRow,
                draft.is_not(None).label("is_draft"),
                _without_bulk(case((draft.is_not(None), draft), else_=VersionRow.document)).label("header"),
                VersionRow.published_at,
            )
            .options(defer(draft, raiseload=True))
            .outerjoin(
                VersionRow,
                (VersionRow.questionnaire_id == QuestionnaireRow.id)
                & (VersionRow.version == QuestionnaireRow.latest_version),
            )
            .where(QuestionnaireRow.workspace_id == self._workspace_id)
            .order_by(QuestionnaireRow.id.desc())  # time-ordered ids: the newest have the highest
            .limit(page_size + 1)
        )
        if page_token:
            query = query.where(QuestionnaireRow.id < _one_of(UUID, decode_token(scope, page_token)))
        rows = (await self._session.execute(query)).all()
        shown = rows[:page_size]
        token = encode_token(scope, [shown[-1][0].id]) if len(rows) > page_size else ""
        return AuthoredPage([self._listed(*row) for row in shown], token)

    async def versions(self, manuscript: Manuscript, page_size: int, page_token: str) -> AuthoredPage:
        scope = f"versions/{manuscript.id}"
        query = (
            select(
                VersionRow.version,
                _without_bulk(VersionRow.document).label("header"),
                VersionRow.published_at,
            )
            .where(VersionRow.questionnaire_id == uuid_of(manuscript.id))
            .order_by(VersionRow.version.desc())
            .limit(page_size + 1)
        )
        if page_token:
            query = query.where(VersionRow.version < _one_of(int, decode_token(scope, page_token)))
        rows = (await self._session.execute(query)).all()
        shown = rows[:page_size]
        token = encode_token(scope, [shown[-1].version]) if len(rows) > page_size else ""
        items = []
        for row in shown:
            header = read(row.header, workspace_id=self._workspace_id, state=manuscript.published_state)
            items.append(Authored(header, manuscript, Publication(header, row.published_at)))
        return AuthoredPage(items, token)

    async def first_created(
        self, request: CreateRequest, questionnaire_id: QuestionnaireId
    ) -> QuestionnaireId:
        await self._session.execute(select(func.pg_advisory_xact_lock(self._workspace_id.int & (2**63 - 1))))
        remember = (
            insert(CreateRequestRow)
            .values(
                workspace_id=self._workspace_id,
                request_id=request.request_id,
                fingerprint=request.fingerprint,
                questionnaire_id=uuid_of(questionnaire_id),
            )
            .on_conflict_do_nothing()
            .returning(CreateRequestRow.questionnaire_id)
        )
        if (await self._session.execute(remember)).first() is not None:
            return questionnaire_id
        query = select(CreateRequestRow).where(
            CreateRequestRow.workspace_id == self._workspace_id,
            CreateRequestRow.request_id == request.request_id,
        )
        row = (await self._session.scalars(query)).one()
        if row.fingerprint != request.fingerprint:
            raise RequestIdReused(
                "This request id was used before, for something else.",
                metadata={"request_id": str(request.request_id)},
            )
        return QuestionnaireId(str(row.questionnaire_id))

    async def count(self) -> int:
        query = (
            select(func.count())
            .select_from(QuestionnaireRow)
            .where(QuestionnaireRow.workspace_id == self._workspace_id)
        )
        return (await self._session.scalars(query)).one()

    async def add(self, manuscript: Manuscript) -> None:
        self._session.add(
            QuestionnaireRow(
                id=UUID(manuscript.id),
                workspace_id=self._workspace_id,
                created_at=manuscript.created_at,
                **_columns(manuscript),
            )
        )
        await self._session.flush()

    async def replace(self, manuscript: Manuscript) -> None:
        await self._session.execute(
            update(QuestionnaireRow).where(*self._is(manuscript.id)).values(**_columns(manuscript))
        )

    async def add_publication(self, manuscript: Manuscript, publication: Publication) -> None:
        self._session.add(
            VersionRow(
                questionnaire_id=UUID(manuscript.id),
                version=publication.questionnaire.version,
                document=written(publication.questionnaire),
                published_by=manuscript.changed_by,
                published_at=publication.published_at,
            )
        )
        await self._session.flush()

    async def remove(self, questionnaire_id: QuestionnaireId) -> None:
        await self._session.execute(delete(QuestionnaireRow).where(*self._is(questionnaire_id)))

    def _mine(self) -> Select[QuestionnaireRow]:
        return select(QuestionnaireRow).where(QuestionnaireRow.workspace_id == self._workspace_id)

    def _is(self, questionnaire_id: QuestionnaireId) -> tuple[ColumnElement[bool], ...]:
        return (
            QuestionnaireRow.workspace_id == self._workspace_id,
            QuestionnaireRow.id == uuid_of(questionnaire_id),
        )

    async def _one(
        self, questionnaire_id: QuestionnaireId, query: Select[QuestionnaireRow]
    ) -> Manuscript | None:
        key = uuid_of(questionnaire_id)
        if key is None:
            return None
        row = (await self._session.scalars(query.where(QuestionnaireRow.id == key))).one_or_none()
        if row is None:
            return None
        return _manuscript(
            row, None if row.draft is None else read(row.draft, workspace_id=self._workspace_id)
        )

    def _listed(self, row: QuestionnaireRow, is_draft: bool, header: Any, published_at: Any) -> Authored:
        if is_draft:
            draft = read(header, workspace_id=self._workspace_id)
            return Authored(draft, _manuscript(row, draft))
        manuscript = _manuscript(row, None)
        latest = read(header, workspace_id=self._workspace_id, state=manuscript.published_state)
        return Authored(latest, manuscript, Publication(latest, published_at))


def uuid_of(questionnaire_id: QuestionnaireId) -> UUID | None:
    """The id of a workspace's questionnaire; None for the name of one of Encompass's."""
    try:
        return UUID(questionnaire_id)
    except ValueError:
        return None


def _columns(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "draft": None if manuscript.draft is None else written(manuscript.draft),
        "changes": manuscript.changes,
        "latest_version": manuscript.latest_version,
        "changed_by": manuscript.changed_by,
        "updated_at": manuscript.updated_at,
        "archived_at": manuscript.archived_at,
    }


def _manuscript(row: QuestionnaireRow, draft: Questionnaire | None) -> Manuscript:
    return Manuscript(
        id=QuestionnaireId(str(row.id)),
        workspace_id=WorkspaceId(row.workspace_id),
        draft=draft,
        changes=row.changes,
        latest_version=row.latest_version,
        changed_by=UserId(row.changed_by),
        created_at=row.created_at,
        updated_at=row.updated_at,
        archived_at=row.archived_at,
    )


def _without_bulk(document: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    return document.op("-")(_BULKY)


def _one_of(kind: type[KeyT], keys: list[Any]) -> KeyT:
    if len(keys) != 1 or not isinstance(keys[0], kind):
        raise PageTokenInvalid("This page token doesn't belong to this list. Start from the first page.")
    return keys[0]
