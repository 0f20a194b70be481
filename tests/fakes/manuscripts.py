"""Questionnaires of workspaces in memory: what the directory's adapter does, without a database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import replace
from uuid import UUID

from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import WorkspaceId
from services.questionnaire.authoring_ports import (
    Authored,
    AuthoredPage,
    CreateRequest,
    ManuscriptReader,
    ManuscriptStore,
)
from services.questionnaire.domain.analytics import Tally
from services.questionnaire.domain.manuscripts import Manuscript, Publication
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId


class FakeManuscripts:
    """Each workspace's questionnaires; a block that raises changes nothing."""

    def __init__(self) -> None:
        self.stores: dict[WorkspaceId, FakeManuscriptStore] = {}

    @asynccontextmanager
    async def begin(self, workspace_id: WorkspaceId) -> AsyncIterator[ManuscriptStore]:
        store = self.stores.setdefault(workspace_id, FakeManuscriptStore())
        before = deepcopy(store.__dict__)
        try:
            yield store
        except BaseException:
            store.__dict__.update(before)
            raise

    @asynccontextmanager
    async def read(self, workspace_id: WorkspaceId) -> AsyncIterator[ManuscriptReader]:
        yield self.stores.get(workspace_id, FakeManuscriptStore())


class FakeManuscriptStore:
    """One workspace's questionnaires."""

    def __init__(self) -> None:
        self.rows: dict[QuestionnaireId, Manuscript] = {}
        self.published: dict[tuple[QuestionnaireId, int], Publication] = {}
        self.requests: dict[UUID, tuple[str, QuestionnaireId]] = {}

    async def find(self, questionnaire_id: QuestionnaireId) -> Manuscript | None:
        return self.rows.get(questionnaire_id)

    async def locked(self, questionnaire_id: QuestionnaireId) -> Manuscript | None:
        return self.rows.get(questionnaire_id)

    async def publication(self, questionnaire_id: QuestionnaireId, version: int) -> Publication | None:
        found, row = self.published.get((questionnaire_id, version)), self.rows.get(questionnaire_id)
        if found is None or row is None:
            return None
        return replace(found, questionnaire=replace(found.questionnaire, state=row.published_state))

    async def page(self, page_size: int, page_token: str) -> AuthoredPage:
        items = []
        for key in sorted(self.rows, reverse=True):
            row = self.rows[key]
            latest = await self.publication(key, row.latest_version)
            if row.draft is not None:
                header = _header(row.draft)
                items.append(Authored(header, replace(row, draft=header)))
            elif latest is not None:
                items.append(_listed(row, latest))
        return _page(items, page_size, page_token)

    async def versions(self, manuscript: Manuscript, page_size: int, page_token: str) -> AuthoredPage:
        found = [
            await self.publication(manuscript.id, version)
            for version in range(manuscript.latest_version, 0, -1)
        ]
        return _page([_listed(manuscript, one) for one in found if one is not None], page_size, page_token)

    async def first_created(
        self, request: CreateRequest, questionnaire_id: QuestionnaireId
    ) -> QuestionnaireId:
        said, known = self.requests.setdefault(request.request_id, (request.fingerprint, questionnaire_id))
        if said != request.fingerprint:
            raise RequestIdReused("used before", metadata={"request_id": str(request.request_id)})
        return known

    async def count(self) -> int:
        return len(self.rows)

    async def add(self, manuscript: Manuscript) -> None:
        self.rows[manuscript.id] = manuscript

    async def replace(self, manuscript: Manuscript) -> None:
        self.rows[manuscript.id] = manuscript

    async def add_publication(self, manuscript: Manuscript, publication: Publication) -> None:
        self.published[manuscript.id, publication.questionnaire.version] = publication

    async def remove(self, questionnaire_id: QuestionnaireId) -> None:
        del self.rows[questionnaire_id]


class FakeTallies:
    """Counts that a test decides."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.asked: list[list[int]] = []

    async def count(self, versions: Mapping[int, Questionnaire]) -> Tally:
        self.asked.append(sorted(versions))
        return self.tally


def _header(questionnaire: Questionnaire) -> Questionnaire:
    return replace(questionnaire, questions=(), sections=(), translations=())


def _listed(manuscript: Manuscript, publication: Publication) -> Authored:
    header = _header(publication.questionnaire)
    return Authored(header, replace(manuscript, draft=None), Publication(header, publication.published_at))


def _page(items: list[Authored], page_size: int, page_token: str) -> AuthoredPage:
    if not page_token.isdecimal() and page_token:
        raise PageTokenInvalid("This page token doesn't belong to this list. Start from the first page.")
    first = int(page_token or 0)
    more = str(first + page_size) if first + page_size < len(items) else ""
    return AuthoredPage(items[first : first + page_size], more)
