"""What a workspace does with its questionnaires."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID

from services.kit.clock import Clock
from services.kit.ids import UserId, WorkspaceId, new_id
from services.questionnaire.authoring_ports import (
    Authored,
    AuthoredPage,
    CreateRequest,
    Documents,
    DocumentUnreadable,
    Format,
    ManuscriptReader,
    Manuscripts,
    ManuscriptStore,
    ReadDocument,
    Tallies,
    WrittenDocument,
)
from services.questionnaire.domain.analytics import Figures, figures
from services.questionnaire.domain.expressions import Conditions
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.manuscripts import Manuscript, changed, new_manuscript
from services.questionnaire.domain.publishing import findings
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId
from services.questionnaire.errors import (
    DocumentInvalid,
    QuestionnaireChanged,
    QuestionnaireInvalid,
    QuestionnaireNotFound,
    QuestionnairePublished,
    TooManyQuestionnaires,
)

_Look: TypeAlias = Callable[[QuestionnaireId], Awaitable[Manuscript | None]]

MOST_QUESTIONNAIRES: Final = 500
_FIGURES_GOOD_FOR: Final = timedelta(minutes=1)
_FIGURES_KEPT: Final = 500
_MOST_VERSIONS_TOGETHER: Final = 100


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and for which workspace."""

    user_id: UserId
    workspace_id: WorkspaceId


class AuthoringUseCases:
    """Questionnaires of one workspace: another one's aren't found."""

    def __init__(
        self,
        manuscripts: Manuscripts,
        documents: Documents,
        tallies: Tallies,
        conditions: Conditions,
        clock: Clock,
    ) -> None:
        self._manuscripts = manuscripts
        self._documents = documents
        self._tallies = tallies
        self._conditions = conditions
        self._clock = clock
        self._figures: OrderedDict[tuple[QuestionnaireId, int], tuple[datetime, Figures]] = OrderedDict()

    async def create(self, author: Author, request_id: UUID, content: Questionnaire) -> Authored:
        """A new questionnaire with a draft, or what this request created before."""
        request = CreateRequest(request_id, _fingerprint("create", repr(content)))
        return await self._create(author, request, content)

    async def get(self, author: Author, questionnaire_id: QuestionnaireId, version: int = 0) -> Authored:
        """A published version; 0 is the draft, or the latest version. Raises QuestionnaireNotFound."""
        async with self._manuscripts.read(author.workspace_id) as reader:
            return await _authored(reader, questionnaire_id, version)

    async def page(self, author: Author, page_size: int, page_token: str) -> AuthoredPage:
        """The workspace's questionnaires, newest first."""
        async with self._manuscripts.read(author.workspace_id) as reader:
            return await reader.page(page_size, page_token)

    async def versions(
        self, author: Author, questionnaire_id: QuestionnaireId, page_size: int, page_token: str
    ) -> AuthoredPage:
        """What was published, the latest first. Raises QuestionnaireNotFound."""
        async with self._manuscripts.read(author.workspace_id) as reader:
            manuscript = await _found(reader.find, questionnaire_id)
            return await reader.versions(manuscript, page_size, page_token)

    async def update(
        self,
        author: Author,
        questionnaire_id: QuestionnaireId,
        content: Questionnaire,
        fields: Set[str],
        etag: str,
    ) -> Authored:
        """Changes fields of the draft, all of them when none is named.

        Raises QuestionnaireNotFound, QuestionnaireChanged.
        """
        async with self._manuscripts.begin(author.workspace_id) as store:
            manuscript = await _unchanged(store.locked, questionnaire_id, etag)
            draft = manuscript.draft or (await _latest(store, manuscript)).questionnaire
            return await self._redrafted(store, manuscript, changed(draft, content, fields), author)

    async def check(self, author: Author, questionnaire_id: QuestionnaireId) -> Sequence[Finding]:
        """All that keeps the draft from being published. Raises QuestionnaireNotFound."""
        questionnaire = (await self.get(author, questionnaire_id)).questionnaire
        return await asyncio.to_thread(findings, questionnaire, self._conditions)

    async def publish(self, author: Author, questionnaire_id: QuestionnaireId, etag: str) -> Authored:
        """The draft becomes the next version, for ever.

        Raises QuestionnaireNotFound, QuestionnaireChanged, QuestionnairePublished, QuestionnaireInvalid.
        """
        async with self._manuscripts.read(author.workspace_id) as reader:
            checked = await _unchanged(reader.find, questionnaire_id, etag)
        if checked.draft is None:
            raise QuestionnairePublished(questionnaire_id)
        # Takes seconds for the longest ones: no transaction waits meanwhile.
        found = await asyncio.to_thread(findings, checked.draft, self._conditions)
        if found:
            raise QuestionnaireInvalid(found)
        async with self._manuscripts.begin(author.workspace_id) as store:
            await _unchanged(store.locked, questionnaire_id, checked.etag)
            after, publication = checked.published(checked.draft, author.user_id, self._clock.now())
            await store.add_publication(after, publication)
            await store.replace(after)
            return Authored(publication.questionnaire, after, publication)

    async def archive(self, author: Author, questionnaire_id: QuestionnaireId, *, undo: bool) -> Authored:
        """Takes no new responses any more, or does so again. Raises QuestionnaireNotFound."""
        async with self._manuscripts.begin(author.workspace_id) as store:
            manuscript = await _found(store.locked, questionnaire_id)
            after = manuscript.archived(author.user_id, self._clock.now(), undo=undo)
            if after != manuscript:
                await store.replace(after)
            return await _latest(store, after)

    async def delete_draft(self, author: Author, questionnaire_id: QuestionnaireId, etag: str) -> None:
        """Deletes the draft, and with it what was never published. Raises QuestionnaireChanged."""
        async with self._manuscripts.begin(author.workspace_id) as store:
            manuscript = await store.locked(questionnaire_id)
            if manuscript is None or manuscript.draft is None:
                return
            if etag and etag != manuscript.etag:
                raise QuestionnaireChanged(questionnaire_id)
            if manuscript.latest_version:
                await store.replace(manuscript.without_draft(author.user_id, self._clock.now()))
            else:
                await store.remove(questionnaire_id)

    async def import_document(
        self,
        author: Author,
        request_id: UUID,
        questionnaire_id: QuestionnaireId | None,
        etag: str,
        document_format: Format,
        document: str,
    ) -> tuple[Authored, Sequence[Finding]]:
        """A draft made of a document, and what of it was left out: a new questionnaire, or one's draft.

        Raises DocumentInvalid, QuestionnaireNotFound, QuestionnaireChanged, TooManyQuestionnaires.
        """
        content = await self._read(document_format, document)
        if questionnaire_id is None:
            said = _fingerprint("import", document_format.value, document)
            made = await self._create(author, CreateRequest(request_id, said), content.questionnaire)
            return made, content.left_out
        async with self._manuscripts.begin(author.workspace_id) as store:
            manuscript = await _unchanged(store.locked, questionnaire_id, etag)
            changed_draft = await self._redrafted(store, manuscript, content.questionnaire, author)
            return changed_draft, content.left_out

    async def export_document(
        self, author: Author, questionnaire_id: QuestionnaireId, version: int, document_format: Format
    ) -> WrittenDocument:
        """A version, or the draft, as a document. Raises QuestionnaireNotFound."""
        questionnaire = (await self.get(author, questionnaire_id, version)).questionnaire
        return await asyncio.to_thread(self._documents.write, document_format, questionnaire)

    async def analytics(self, author: Author, questionnaire_id: QuestionnaireId, version: int) -> Figures:
        """Figures of the responses to a version, or to the last hundred (0), at most a minute old.

        Raises QuestionnaireNotFound.
        """
        async with self._manuscripts.read(author.workspace_id) as reader:
            manuscript = await _found(reader.find, questionnaire_id)
            now = self._clock.now()
            known = self._figures.get((questionnaire_id, version))
            if known is not None and now - known[0] < _FIGURES_GOOD_FOR:
                return known[1]
            first = max(1, manuscript.latest_version - _MOST_VERSIONS_TOGETHER + 1)
            wanted = [version] if version else range(first, manuscript.latest_version + 1)
            published = [(number, await reader.publication(questionnaire_id, number)) for number in wanted]
        versions = {number: one.questionnaire for number, one in published if one is not None}
        if not versions:
            raise QuestionnaireNotFound(questionnaire_id, version)
        taken = figures(versions[max(versions)], await self._tallies.count(versions), now)
        self._figures[questionnaire_id, version] = (now, taken)
        if len(self._figures) > _FIGURES_KEPT:
            self._figures.popitem(last=False)
        return taken

    async def _create(self, author: Author, request: CreateRequest, content: Questionnaire) -> Authored:
        questionnaire_id = QuestionnaireId(str(new_id()))
        async with self._manuscripts.begin(author.workspace_id) as store:
            known = await store.first_created(request, questionnaire_id)
            if known != questionnaire_id:
                return await _authored(store, known, 0)
            if await store.count() >= MOST_QUESTIONNAIRES:
                raise TooManyQuestionnaires(MOST_QUESTIONNAIRES)
            manuscript = new_manuscript(
                questionnaire_id, author.workspace_id, content, author.user_id, self._clock.now()
            )
            await store.add(manuscript)
            return _of_draft(manuscript)

    async def _redrafted(
        self, store: ManuscriptStore, manuscript: Manuscript, content: Questionnaire, author: Author
    ) -> Authored:
        after = manuscript.with_draft(content, author.user_id, self._clock.now())
        await store.replace(after)
        return _of_draft(after)

    async def _read(self, document_format: Format, document: str) -> ReadDocument:
        try:
            return await asyncio.to_thread(self._documents.read, document_format, document)
        except DocumentUnreadable as error:
            raise DocumentInvalid(document_format.value, error.lines) from error


async def _authored(reader: ManuscriptReader, questionnaire_id: QuestionnaireId, version: int) -> Authored:
    manuscript = await _found(reader.find, questionnaire_id)
    if version == 0:
        return _of_draft(manuscript) if manuscript.draft is not None else await _latest(reader, manuscript)
    publication = await reader.publication(questionnaire_id, version)
    if publication is None:
        raise QuestionnaireNotFound(questionnaire_id, version)
    return Authored(publication.questionnaire, manuscript, publication)


async def _found(look: _Look, questionnaire_id: QuestionnaireId) -> Manuscript:
    manuscript = await look(questionnaire_id)
    if manuscript is None:
        raise QuestionnaireNotFound(questionnaire_id, 0)
    return manuscript


async def _unchanged(look: _Look, questionnaire_id: QuestionnaireId, etag: str) -> Manuscript:
    manuscript = await _found(look, questionnaire_id)
    if etag and etag != manuscript.etag:
        raise QuestionnaireChanged(questionnaire_id)
    return manuscript


async def _latest(reader: ManuscriptReader, manuscript: Manuscript) -> Authored:
    publication = await reader.publication(manuscript.id, manuscript.latest_version)
    if publication is None:
        raise QuestionnaireNotFound(manuscript.id, manuscript.latest_version)
    return Authored(publication.questionnaire, manuscript, publication)


def _of_draft(manuscript: Manuscript) -> Authored:
    if manuscript.draft is None:
        raise QuestionnaireNotFound(manuscript.id, 0)
    return Authored(manuscript.draft, manuscript)


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
