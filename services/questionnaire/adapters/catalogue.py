"""All published questionnaires: Encompass's from documents, those of workspaces from the directory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from services.kit.db.databases import Directory
from services.kit.ids import WorkspaceId
from services.questionnaire.adapters.document_format import read
from services.questionnaire.adapters.manuscript_rows import QuestionnaireRow, VersionRow
from services.questionnaire.adapters.manuscripts import uuid_of
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId, QuestionnaireState
from services.questionnaire.ports import Catalogue

_KEPT: Final = 1_000
_MOST_LISTED: Final = 500


class WholeCatalogue:
    """`Catalogue` over both. Versions are kept in memory: they never change."""

    def __init__(self, ours: Catalogue, directory: Directory) -> None:
        self._ours = ours
        self._directory = directory
        self._kept: OrderedDict[tuple[UUID, int], Questionnaire] = OrderedDict()

    async def find(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire | None:
        key = uuid_of(questionnaire_id)
        if key is None:
            return await self._ours.find(questionnaire_id, version)
        known = self._kept.get((key, version))
        if known is not None:
            self._kept.move_to_end((key, version))
            return known
        wanted = (
            (VersionRow.version == version)
            if version
            else (VersionRow.version == QuestionnaireRow.latest_version)
        )
        query = (
            select(
                QuestionnaireRow.workspace_id,
                QuestionnaireRow.archived_at,
                VersionRow.version,
                VersionRow.document,
            )
            .join(VersionRow, VersionRow.questionnaire_id == QuestionnaireRow.id)
            .where(QuestionnaireRow.id == key, wanted)
        )
        async with self._directory.read() as session:
            row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        state = QuestionnaireState.PUBLISHED if row.archived_at is None else QuestionnaireState.ARCHIVED
        return self._keep(key, row.version, row.document, WorkspaceId(row.workspace_id), state)

    async def listed(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        query = (
            select(QuestionnaireRow.id, VersionRow.version, VersionRow.document)
            .join(
                VersionRow,
                (VersionRow.questionnaire_id == QuestionnaireRow.id)
                & (VersionRow.version == QuestionnaireRow.latest_version),
            )
            .where(QuestionnaireRow.workspace_id == workspace_id, QuestionnaireRow.archived_at.is_(None))
            .order_by(QuestionnaireRow.id)
            .limit(_MOST_LISTED)
        )
        async with self._directory.read() as session:
            rows = (await session.execute(query)).all()
        theirs = [
            self._keep(row.id, row.version, row.document, workspace_id, QuestionnaireState.PUBLISHED)
            for row in rows
        ]
        return sorted([*theirs, *await self._ours.listed(workspace_id)], key=lambda one: one.id)

    def _keep(
        self, key: UUID, version: int, document: Any, workspace_id: WorkspaceId, state: QuestionnaireState
    ) -> Questionnaire:
        found = read(document, workspace_id=workspace_id, state=state)
        self._kept[key, version] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found
