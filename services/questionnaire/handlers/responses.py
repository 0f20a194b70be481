"""The servicer of QuestionnaireService."""

from __future__ import annotations

from typing import Any, TypeAlias
from uuid import UUID

import grpc
from encompass.questionnaire.v1 import questionnaire_pb2, questionnaire_service_pb2_grpc
from encompass.questionnaire.v1 import questionnaire_service_pb2 as pb

from services.kit.db.pages import bounded_page_size
from services.kit.principal import current_principal
from services.questionnaire.domain.questions import QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.pages import page_of
from services.questionnaire.ports import StartRequest
from services.questionnaire.translate.responses import answers_from, questionnaire_message, response_message
from services.questionnaire.use_cases.responses import QuestionnaireUseCases

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class QuestionnaireHandlers(questionnaire_service_pb2_grpc.QuestionnaireServiceServicer):
    """Messages in, use cases, messages out."""

    def __init__(self, use_cases: QuestionnaireUseCases) -> None:
        self._use_cases = use_cases

    async def ListQuestionnaires(
        self, request: pb.ListQuestionnairesRequest, context: Context
    ) -> pb.ListQuestionnairesResponse:
        page = page_of(
            await self._use_cases.list_questionnaires(current_principal().workspace_id),
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
        found = await self._use_cases.questionnaire(
            QuestionnaireId(request.questionnaire_id), request.version
        )
        return pb.GetQuestionnaireResponse(questionnaire=questionnaire_message(found))

    async def StartResponse(
        self, request: pb.StartResponseRequest, context: Context
    ) -> pb.StartResponseResponse:
        start = StartRequest(UUID(request.request_id), QuestionnaireId(request.questionnaire_id))
        response = await self._use_cases.start(current_principal().user_id, start)
        return pb.StartResponseResponse(response=await self._message(response))

    async def GetResponse(self, request: pb.GetResponseRequest, context: Context) -> pb.GetResponseResponse:
        response = await self._use_cases.get(current_principal().user_id, _response_id(request.response_id))
        return pb.GetResponseResponse(response=await self._message(response))

    async def ListResponses(
        self, request: pb.ListResponsesRequest, context: Context
    ) -> pb.ListResponsesResponse:
        page = await self._use_cases.list(
            current_principal().user_id, bounded_page_size(request.page_size, default=20), request.page_token
        )
        return pb.ListResponsesResponse(
            responses=[await self._message(response) for response in page.responses],
            next_page_token=page.next_page_token,
        )

    async def SaveAnswers(self, request: pb.SaveAnswersRequest, context: Context) -> pb.SaveAnswersResponse:
        response = await self._use_cases.save(
            current_principal().user_id,
            _response_id(request.response_id),
            answers_from(request.answers),
            request.etag,
        )
        return pb.SaveAnswersResponse(response=await self._message(response))

    async def SubmitResponse(
        self, request: pb.SubmitResponseRequest, context: Context
    ) -> pb.SubmitResponseResponse:
        response = await self._use_cases.submit(
            current_principal().user_id, _response_id(request.response_id), request.etag
        )
        return pb.SubmitResponseResponse(response=await self._message(response))

    async def _message(self, response: Response) -> questionnaire_pb2.Response:
        return response_message(response, await self._use_cases.of(response))


def _response_id(text: str) -> ResponseId:
    return ResponseId(UUID(text))
