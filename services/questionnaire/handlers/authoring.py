"""The servicer of AuthoringService."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias
from uuid import UUID

import grpc
from encompass.questionnaire.v1 import authoring_service_pb2 as pb
from encompass.questionnaire.v1 import authoring_service_pb2_grpc

from services.kit.db.pages import bounded_page_size
from services.kit.errors import FieldViolation, InvalidArgument
from services.kit.principal import current_principal
from services.questionnaire.domain.manuscripts import CHANGEABLE
from services.questionnaire.domain.questions import QuestionnaireId
from services.questionnaire.translate.authoring import (
    analytics_message,
    authored_header,
    authored_message,
    content_from,
    format_from,
    problem_messages,
)
from services.questionnaire.use_cases.authoring import Author, AuthoringUseCases
from services.questionnaire.workspaces import workspace_of

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

_DEFAULT_PAGE = 20


class AuthoringHandlers(authoring_service_pb2_grpc.AuthoringServiceServicer):
    """Messages in, use cases, messages out."""

    def __init__(self, use_cases: AuthoringUseCases) -> None:
        self._use_cases = use_cases

    async def CreateQuestionnaire(
        self, request: pb.CreateQuestionnaireRequest, context: Context
    ) -> pb.CreateQuestionnaireResponse:
        made = await self._use_cases.create(
            _author(), UUID(request.request_id), content_from(request.questionnaire)
        )
        return pb.CreateQuestionnaireResponse(questionnaire=authored_message(made))

    async def GetAuthoredQuestionnaire(
        self, request: pb.GetAuthoredQuestionnaireRequest, context: Context
    ) -> pb.GetAuthoredQuestionnaireResponse:
        found = await self._use_cases.get(
            _author(), QuestionnaireId(request.questionnaire_id), request.version
        )
        return pb.GetAuthoredQuestionnaireResponse(questionnaire=authored_message(found))

    async def ListAuthoredQuestionnaires(
        self, request: pb.ListAuthoredQuestionnairesRequest, context: Context
    ) -> pb.ListAuthoredQuestionnairesResponse:
        size = bounded_page_size(request.page_size, default=_DEFAULT_PAGE)
        page = await self._use_cases.page(_author(), size, request.page_token)
        return pb.ListAuthoredQuestionnairesResponse(
            questionnaires=[authored_header(item) for item in page.items],
            next_page_token=page.next_page_token,
        )

    async def UpdateQuestionnaire(
        self, request: pb.UpdateQuestionnaireRequest, context: Context
    ) -> pb.UpdateQuestionnaireResponse:
        changed = await self._use_cases.update(
            _author(),
            QuestionnaireId(request.questionnaire.id),
            content_from(request.questionnaire),
            _fields(request.update_mask.paths),
            request.questionnaire.etag,
        )
        return pb.UpdateQuestionnaireResponse(questionnaire=authored_message(changed))

    async def CheckQuestionnaire(
        self, request: pb.CheckQuestionnaireRequest, context: Context
    ) -> pb.CheckQuestionnaireResponse:
        found = await self._use_cases.check(_author(), QuestionnaireId(request.questionnaire_id))
        return pb.CheckQuestionnaireResponse(problems=problem_messages(found))

    async def PublishQuestionnaire(
        self, request: pb.PublishQuestionnaireRequest, context: Context
    ) -> pb.PublishQuestionnaireResponse:
        published = await self._use_cases.publish(
            _author(), QuestionnaireId(request.questionnaire_id), request.etag
        )
        return pb.PublishQuestionnaireResponse(questionnaire=authored_message(published))

    async def ArchiveQuestionnaire(
        self, request: pb.ArchiveQuestionnaireRequest, context: Context
    ) -> pb.ArchiveQuestionnaireResponse:
        archived = await self._use_cases.archive(
            _author(), QuestionnaireId(request.questionnaire_id), undo=request.undo
        )
        return pb.ArchiveQuestionnaireResponse(questionnaire=authored_message(archived))

    async def DeleteDraft(self, request: pb.DeleteDraftRequest, context: Context) -> pb.DeleteDraftResponse:
        await self._use_cases.delete_draft(_author(), QuestionnaireId(request.questionnaire_id), request.etag)
        return pb.DeleteDraftResponse()

    async def ListQuestionnaireVersions(
        self, request: pb.ListQuestionnaireVersionsRequest, context: Context
    ) -> pb.ListQuestionnaireVersionsResponse:
        page = await self._use_cases.versions(
            _author(),
            QuestionnaireId(request.questionnaire_id),
            bounded_page_size(request.page_size, default=_DEFAULT_PAGE),
            request.page_token,
        )
        return pb.ListQuestionnaireVersionsResponse(
            versions=[authored_header(item) for item in page.items], next_page_token=page.next_page_token
        )

    async def ImportQuestionnaire(
        self, request: pb.ImportQuestionnaireRequest, context: Context
    ) -> pb.ImportQuestionnaireResponse:
        made, left_out = await self._use_cases.import_document(
            _author(),
            UUID(request.request_id),
            QuestionnaireId(request.questionnaire_id) if request.questionnaire_id else None,
            request.etag,
            format_from(request.format),
            request.document,
        )
        return pb.ImportQuestionnaireResponse(
            questionnaire=authored_message(made), left_out=problem_messages(left_out)
        )

    async def ExportQuestionnaire(
        self, request: pb.ExportQuestionnaireRequest, context: Context
    ) -> pb.ExportQuestionnaireResponse:
        written = await self._use_cases.export_document(
            _author(), QuestionnaireId(request.questionnaire_id), request.version, format_from(request.format)
        )
        return pb.ExportQuestionnaireResponse(
            document=written.document, left_out=problem_messages(written.left_out)
        )

    async def GetQuestionnaireAnalytics(
        self, request: pb.GetQuestionnaireAnalyticsRequest, context: Context
    ) -> pb.GetQuestionnaireAnalyticsResponse:
        figures = await self._use_cases.analytics(
            _author(), QuestionnaireId(request.questionnaire_id), request.version
        )
        return pb.GetQuestionnaireAnalyticsResponse(analytics=analytics_message(figures))


def _author() -> Author:
    principal = current_principal()
    return Author(principal.user_id, workspace_of(principal))


def _fields(paths: Iterable[str]) -> frozenset[str]:
    named = frozenset(paths)
    unknown = sorted(named - set(CHANGEABLE))
    if unknown:
        raise InvalidArgument(
            "Some of these fields can't be changed.",
            violations=[
                FieldViolation("update_mask", f"{name!r} isn't one of {', '.join(CHANGEABLE)}")
                for name in unknown
            ],
        )
    return named
