"""The servicer of QuestionnaireService."""

from __future__ import annotations

from typing import Any, TypeAlias
from uuid import UUID

import grpc
from encompass.questionnaire.v1 import questionnaire_pb2, questionnaire_service_pb2_grpc
from encompass.questionnaire.v1 import questionnaire_service_pb2 as pb

from services.kit.db.pages import bounded_page_size
from services.kit.grpc.auditing import audit_message
from services.kit.ids import UserId
from services.kit.principal import current_principal
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.pages import page_of
from services.questionnaire.ports import StartRequest
from services.questionnaire.translate.answers import answers_from
from services.questionnaire.translate.questionnaires import questionnaire_message
from services.questionnaire.translate.responses import (
    form_message,
    report_message,
    response_message,
    revision_message,
)
from services.questionnaire.use_cases.responses import QuestionnaireUseCases
from services.questionnaire.workspaces import workspace_of

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class QuestionnaireHandlers(questionnaire_service_pb2_grpc.QuestionnaireServiceServicer):
    """Messages in, use cases, messages out."""

    def __init__(self, use_cases: QuestionnaireUseCases) -> None:
        self._use_cases = use_cases

    async def ListQuestionnaires(
        self, request: pb.ListQuestionnairesRequest, context: Context
    ) -> pb.ListQuestionnairesResponse:
        page = page_of(
            await self._use_cases.list_questionnaires(workspace_of(current_principal())),
            key=lambda questionnaire: questionnaire.id,
            page_size=bounded_page_size(request.page_size, default=20),
            page_token=request.page_token,
        )
        return pb.ListQuestionnairesResponse(
            questionnaires=[questionnaire_message(item) for item in page.items],
            next_page_token=page.next_page_token,
        )

    async def GetQuestionnaire(
        self, request: pb.GetQuestionnaireRequest, context: Context
    ) -> pb.GetQuestionnaireResponse:
        found, language = await self._use_cases.questionnaire(
            workspace_of(current_principal()),
            QuestionnaireId(request.questionnaire_id),
            request.version,
            request.language,
        )
        return pb.GetQuestionnaireResponse(questionnaire=questionnaire_message(found, language))

    async def StartResponse(
        self, request: pb.StartResponseRequest, context: Context
    ) -> pb.StartResponseResponse:
        principal = current_principal()
        start = StartRequest(UUID(request.request_id), QuestionnaireId(request.questionnaire_id))
        response = await self._use_cases.start(principal.user_id, workspace_of(principal), start)
        return pb.StartResponseResponse(response=await self._message(response))

    async def GetResponse(self, request: pb.GetResponseRequest, context: Context) -> pb.GetResponseResponse:
        response = await self._use_cases.get(_caller(), _response_id(request.response_id))
        return pb.GetResponseResponse(response=await self._message(response))

    async def ListResponses(
        self, request: pb.ListResponsesRequest, context: Context
    ) -> pb.ListResponsesResponse:
        page_size = bounded_page_size(request.page_size, default=20)
        page = await self._use_cases.list(_caller(), page_size, request.page_token, query=request.query)
        return pb.ListResponsesResponse(
            responses=[await self._message(response) for response in page.responses],
            next_page_token=page.next_page_token,
        )

    async def SaveAnswers(self, request: pb.SaveAnswersRequest, context: Context) -> pb.SaveAnswersResponse:
        cleared = {QuestionId(key): None for key in request.cleared_question_ids}
        response = await self._use_cases.save(
            _caller(),
            _response_id(request.response_id),
            {**cleared, **answers_from(request.answers)},
            request.etag,
        )
        return pb.SaveAnswersResponse(response=await self._message(response))

    async def SubmitResponse(
        self, request: pb.SubmitResponseRequest, context: Context
    ) -> pb.SubmitResponseResponse:
        response = await self._use_cases.submit(_caller(), _response_id(request.response_id), request.etag)
        return pb.SubmitResponseResponse(response=await self._message(response))

    async def GetForm(self, request: pb.GetFormRequest, context: Context) -> pb.GetFormResponse:
        standing, content = await self._use_cases.form(
            _caller(), _response_id(request.response_id), request.language
        )
        return pb.GetFormResponse(form=form_message(standing, content))

    async def ReopenResponse(
        self, request: pb.ReopenResponseRequest, context: Context
    ) -> pb.ReopenResponseResponse:
        response = await self._use_cases.reopen(_caller(), _response_id(request.response_id), request.etag)
        return pb.ReopenResponseResponse(response=await self._message(response))

    async def MoveResponse(
        self, request: pb.MoveResponseRequest, context: Context
    ) -> pb.MoveResponseResponse:
        response, report = await self._use_cases.move(
            _caller(),
            _response_id(request.response_id),
            request.version,
            request.etag,
            validate_only=request.validate_only,
        )
        return pb.MoveResponseResponse(response=await self._message(response), report=report_message(report))

    async def ListResponseRevisions(
        self, request: pb.ListResponseRevisionsRequest, context: Context
    ) -> pb.ListResponseRevisionsResponse:
        page_size = bounded_page_size(request.page_size, default=20)
        page, versions = await self._use_cases.revisions(
            _caller(), _response_id(request.response_id), page_size, request.page_token
        )
        return pb.ListResponseRevisionsResponse(
            revisions=[
                revision_message(revision, versions[revision.questionnaire_version])
                for revision in page.revisions
            ],
            next_page_token=page.next_page_token,
        )

    async def DeleteResponse(
        self, request: pb.DeleteResponseRequest, context: Context
    ) -> pb.DeleteResponseResponse:
        await self._use_cases.delete(_caller(), _response_id(request.response_id), request.etag)
        return pb.DeleteResponseResponse()

    async def ListResponseAuditEntries(
        self, request: pb.ListResponseAuditEntriesRequest, context: Context
    ) -> pb.ListResponseAuditEntriesResponse:
        page_size = bounded_page_size(request.page_size, default=20)
        page = await self._use_cases.audit(
            _caller(), _response_id(request.response_id), page_size, request.page_token
        )
        return pb.ListResponseAuditEntriesResponse(
            entries=[audit_message(entry) for entry in page.entries], next_page_token=page.next_page_token
        )

    async def _message(self, response: Response) -> questionnaire_pb2.Response:
        return response_message(await self._use_cases.standing(response))


def _caller() -> UserId:
    return current_principal().user_id


def _response_id(text: str) -> ResponseId:
    return ResponseId(UUID(text))
