"""Questionnaires, and the caller's responses to them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterable

from encompass.audit.v1 import audit_pb2
from encompass.paging import every
from encompass.questionnaire.v1 import (
    questionnaire_pb2,
    questionnaire_service_pb2,
    questionnaire_service_pb2_grpc,
)
from encompass.transport import Transport

Answer = questionnaire_pb2.Answer
Questionnaire = questionnaire_pb2.Questionnaire
AuditEntry = audit_pb2.AuditEntry
AnswersConflict = questionnaire_pb2.AnswersConflict
Form = questionnaire_pb2.Form
MoveReport = questionnaire_pb2.MoveReport
Response = questionnaire_pb2.Response
ResponseRevision = questionnaire_pb2.ResponseRevision


class Questionnaires:
    """What can be answered."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = questionnaire_service_pb2_grpc.QuestionnaireServiceStub(transport.channel)

    async def get(self, questionnaire_id: str, *, version: int = 0, language: str = "") -> Questionnaire:
        """One version of a questionnaire, the latest by default, in a language. Raises NotFound."""
        request = questionnaire_service_pb2.GetQuestionnaireRequest(
            questionnaire_id=questionnaire_id, version=version, language=language
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

    def list(self, *, query: str = "") -> AsyncIterator[Response]:
        """The caller's responses, newest first: all of them, or those that have every word of `query`."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListResponses,
                questionnaire_service_pb2.ListResponsesRequest(page_token=page_token, query=query),
            ),
            lambda page: page.responses,
        )

    async def form(self, response_id: str, *, language: str = "") -> Form:
        """What is to be asked now: the visible questions, earlier answers in their texts. Raises NotFound."""
        request = questionnaire_service_pb2.GetFormRequest(response_id=response_id, language=language)
        return (await self._transport.call(self._stub.GetForm, request)).form

    async def save(
        self,
        response_id: str,
        answers: Iterable[Answer] = (),
        *,
        cleared: Iterable[str] = (),
        etag: str = "",
    ) -> Response:
        """Saves answers and takes those to the `cleared` questions back; others stay.

        Raises InvalidArgument with every wrong answer in `violations`. With an `etag`, raises Aborted when
        another device has changed one of the same answers since: `error.detail(AnswersConflict)` holds both.
        """
        request = questionnaire_service_pb2.SaveAnswersRequest(
            response_id=response_id, answers=answers, cleared_question_ids=cleared, etag=etag
        )
        return (await self._transport.call(self._stub.SaveAnswers, request)).response

    async def submit(self, response_id: str, *, etag: str = "") -> Response:
        """Fixes a response. Raises InvalidArgument with every wrong or missing answer in `violations`."""
        request = questionnaire_service_pb2.SubmitResponseRequest(response_id=response_id, etag=etag)
        return (await self._transport.call(self._stub.SubmitResponse, request)).response

    async def reopen(self, response_id: str, *, etag: str = "") -> Response:
        """Makes a submitted response a draft again; what was submitted stays as a revision."""
        request = questionnaire_service_pb2.ReopenResponseRequest(response_id=response_id, etag=etag)
        return (await self._transport.call(self._stub.ReopenResponse, request)).response

    async def move(
        self, response_id: str, *, version: int = 0, etag: str = "", validate_only: bool = False
    ) -> tuple[Response, MoveReport]:
        """Moves a draft to another version, the latest by default; `validate_only` says what would change."""
        request = questionnaire_service_pb2.MoveResponseRequest(
            response_id=response_id, version=version, etag=etag, validate_only=validate_only
        )
        moved = await self._transport.call(self._stub.MoveResponse, request)
        return moved.response, moved.report

    def revisions(self, response_id: str) -> AsyncIterator[ResponseRevision]:
        """What was submitted, the latest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListResponseRevisions,
                questionnaire_service_pb2.ListResponseRevisionsRequest(
                    response_id=response_id, page_token=page_token
                ),
            ),
            lambda page: page.revisions,
        )

    async def delete(self, response_id: str, *, etag: str = "") -> None:
        """Deletes a response with its revisions, for good; once more changes nothing."""
        request = questionnaire_service_pb2.DeleteResponseRequest(response_id=response_id, etag=etag)
        await self._transport.call(self._stub.DeleteResponse, request)

    def audit(self, response_id: str) -> AsyncIterator[AuditEntry]:
        """Who saw or changed a response, the latest first; also of one that is deleted."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListResponseAuditEntries,
                questionnaire_service_pb2.ListResponseAuditEntriesRequest(
                    response_id=response_id, page_token=page_token
                ),
            ),
            lambda page: page.entries,
        )
