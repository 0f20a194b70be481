"""Questionnaires, and the caller's responses to them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterable

from encompass.paging import every
from encompass.questionnaire.v1 import (
    questionnaire_pb2,
    questionnaire_service_pb2,
    questionnaire_service_pb2_grpc,
)
from encompass.transport import Transport

Answer = questionnaire_pb2.Answer
Questionnaire = questionnaire_pb2.Questionnaire
Response = questionnaire_pb2.Response


class Questionnaires:
    """What can be answered."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = questionnaire_service_pb2_grpc.QuestionnaireServiceStub(transport.channel)

    async def get(self, questionnaire_id: str, *, version: int = 0) -> Questionnaire:
        """One version of a questionnaire, the latest by default. Raises NotFound."""
        request = questionnaire_service_pb2.GetQuestionnaireRequest(
            questionnaire_id=questionnaire_id, version=version
        )
        return (await self._transport.call(self._stub.GetQuestionnaire, request)).questionnaire

    def list(self) -> AsyncIterator[Questionnaire]:
        """The latest version of each questionnaire."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListQuestionnaires,
                questionnaire_service_pb2.ListQuestionnairesRequest(page_token=page_token),
            ),
            lambda page: page.questionnaires,
        )


class Responses:
    """The caller's answers."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = questionnaire_service_pb2_grpc.QuestionnaireServiceStub(transport.channel)

    async def start(self, questionnaire_id: str, *, request_id: uuid.UUID | None = None) -> Response:
        """Starts a response. The same `request_id` always gives the same response."""
        request = questionnaire_service_pb2.StartResponseRequest(
            request_id=str(request_id or uuid.uuid4()), questionnaire_id=questionnaire_id
        )
        return (await self._transport.call(self._stub.StartResponse, request)).response

    async def get(self, response_id: str) -> Response:
        """One of the caller's responses. Raises NotFound."""
        request = questionnaire_service_pb2.GetResponseRequest(response_id=response_id)
        return (await self._transport.call(self._stub.GetResponse, request)).response

    def list(self) -> AsyncIterator[Response]:
        """The caller's responses, newest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListResponses,
                questionnaire_service_pb2.ListResponsesRequest(page_token=page_token),
            ),
            lambda page: page.responses,
        )

    async def save(self, response_id: str, answers: Iterable[Answer], *, etag: str = "") -> Response:
        """Saves answers; others stay. With an `etag`, raises Aborted when another device was faster."""
        request = questionnaire_service_pb2.SaveAnswersRequest(
            response_id=response_id, answers=answers, etag=etag
        )
        return (await self._transport.call(self._stub.SaveAnswers, request)).response

    async def submit(self, response_id: str, *, etag: str = "") -> Response:
        """Fixes a response. Raises InvalidArgument with every wrong or missing answer in `violations`."""
        request = questionnaire_service_pb2.SubmitResponseRequest(response_id=response_id, etag=etag)
        return (await self._transport.call(self._stub.SubmitResponse, request)).response
