"""Questionnaires as a workspace writes them: drafts, versions that never change, documents and figures."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterable, Sequence

from google.protobuf import field_mask_pb2

from encompass.paging import every
from encompass.questionnaire.v1 import (
    authoring_service_pb2,
    authoring_service_pb2_grpc,
    questionnaire_pb2,
)
from encompass.transport import Transport

Analytics = authoring_service_pb2.Analytics
DocumentFormat = authoring_service_pb2.DocumentFormat
Problem = authoring_service_pb2.Problem
Questionnaire = questionnaire_pb2.Questionnaire


class Authoring:
    """The questionnaires of the caller's workspace."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = authoring_service_pb2_grpc.AuthoringServiceStub(transport.channel)

    async def create(
        self, questionnaire: Questionnaire, *, request_id: uuid.UUID | None = None
    ) -> Questionnaire:
        """A new questionnaire with a draft. The same `request_id` always gives the same one."""
        request = authoring_service_pb2.CreateQuestionnaireRequest(
            request_id=str(request_id or uuid.uuid4()), questionnaire=questionnaire
        )
        return (await self._transport.call(self._stub.CreateQuestionnaire, request)).questionnaire

    async def get(self, questionnaire_id: str, *, version: int = 0) -> Questionnaire:
        """A published version; by default the draft, or the latest version. Raises NotFound."""
        request = authoring_service_pb2.GetAuthoredQuestionnaireRequest(
            questionnaire_id=questionnaire_id, version=version
        )
        return (await self._transport.call(self._stub.GetAuthoredQuestionnaire, request)).questionnaire

    def list(self) -> AsyncIterator[Questionnaire]:
        """The workspace's questionnaires without their questions, newest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListAuthoredQuestionnaires,
                authoring_service_pb2.ListAuthoredQuestionnairesRequest(page_token=page_token),
            ),
            lambda page: page.questionnaires,
        )

    async def update(self, questionnaire: Questionnaire, fields: Iterable[str] = ()) -> Questionnaire:
        """Changes `fields` of the draft, or all of it. Raises Aborted when its etag isn't the latest."""
        request = authoring_service_pb2.UpdateQuestionnaireRequest(
            questionnaire=questionnaire, update_mask=field_mask_pb2.FieldMask(paths=fields)
        )
        return (await self._transport.call(self._stub.UpdateQuestionnaire, request)).questionnaire

    async def check(self, questionnaire_id: str) -> Sequence[Problem]:
        """All that keeps the draft from being published."""
        request = authoring_service_pb2.CheckQuestionnaireRequest(questionnaire_id=questionnaire_id)
        return (await self._transport.call(self._stub.CheckQuestionnaire, request)).problems

    async def publish(self, questionnaire_id: str, *, etag: str = "") -> Questionnaire:
        """Publishes the draft. Raises InvalidArgument with every problem in `violations`."""
        request = authoring_service_pb2.PublishQuestionnaireRequest(
            questionnaire_id=questionnaire_id, etag=etag
        )
        return (await self._transport.call(self._stub.PublishQuestionnaire, request)).questionnaire

    async def archive(self, questionnaire_id: str, *, undo: bool = False) -> Questionnaire:
        """Takes no new responses any more, or does so again."""
        request = authoring_service_pb2.ArchiveQuestionnaireRequest(
            questionnaire_id=questionnaire_id, undo=undo
        )
        return (await self._transport.call(self._stub.ArchiveQuestionnaire, request)).questionnaire

    async def delete_draft(self, questionnaire_id: str, *, etag: str = "") -> None:
        """Deletes the draft; what was never published goes with it. Once more changes nothing."""
        request = authoring_service_pb2.DeleteDraftRequest(questionnaire_id=questionnaire_id, etag=etag)
        await self._transport.call(self._stub.DeleteDraft, request)

    def versions(self, questionnaire_id: str) -> AsyncIterator[Questionnaire]:
        """What was published, without questions, the latest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListQuestionnaireVersions,
                authoring_service_pb2.ListQuestionnaireVersionsRequest(
                    questionnaire_id=questionnaire_id, page_token=page_token
                ),
            ),
            lambda page: page.versions,
        )

    async def import_document(
        self,
        document: str,
        document_format: DocumentFormat,
        *,
        questionnaire_id: str = "",
        etag: str = "",
        request_id: uuid.UUID | None = None,
    ) -> tuple[Questionnaire, Sequence[Problem]]:
        """A draft made of a document, and what of it was left out. Raises InvalidArgument."""
        request = authoring_service_pb2.ImportQuestionnaireRequest(
            request_id=str(request_id or uuid.uuid4()),
            questionnaire_id=questionnaire_id,
            etag=etag,
            format=document_format,
            document=document,
        )
        made = await self._transport.call(self._stub.ImportQuestionnaire, request)
        return made.questionnaire, made.left_out

    async def export_document(
        self, questionnaire_id: str, document_format: DocumentFormat, *, version: int = 0
    ) -> tuple[str, Sequence[Problem]]:
        """A version, or the draft, as a document, and what the format can't hold."""
        request = authoring_service_pb2.ExportQuestionnaireRequest(
            questionnaire_id=questionnaire_id, version=version, format=document_format
        )
        written = await self._transport.call(self._stub.ExportQuestionnaire, request)
        return written.document, written.left_out

    async def analytics(self, questionnaire_id: str, *, version: int = 0) -> Analytics:
        """Counts of responses to a version, or to all. Never holds anybody's words."""
        request = authoring_service_pb2.GetQuestionnaireAnalyticsRequest(
            questionnaire_id=questionnaire_id, version=version
        )
        return (await self._transport.call(self._stub.GetQuestionnaireAnalytics, request)).analytics
