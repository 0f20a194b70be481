"""What people do with questionnaires."""

from __future__ import annotations

from collections.abc import Sequence

from services.kit.clock import Clock
from services.kit.ids import UserId, WorkspaceId, new_id
from services.questionnaire.domain.answers import Answers, Problem, checked, missing
from services.questionnaire.domain.questions import Questionnaire, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.errors import (
    AnswersInvalid,
    EtagMismatch,
    QuestionnaireNotFound,
    ResponseAlreadySubmitted,
    ResponseNotFound,
)
from services.questionnaire.ports import Catalogue, ResponsePage, Responses, ResponseStore, StartRequest


class QuestionnaireUseCases:
    """Questionnaires, and one person's responses to them."""

    def __init__(self, catalogue: Catalogue, responses: Responses, clock: Clock) -> None:
        self._catalogue = catalogue
        self._responses = responses
        self._clock = clock

    async def list_questionnaires(self, workspace_id: WorkspaceId) -> Sequence[Questionnaire]:
        """The latest version of each that is shown to a workspace."""
        return await self._catalogue.listed(workspace_id)

    async def questionnaire(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire:
        """One version, the latest by default. Raises QuestionnaireNotFound."""
        questionnaire = await self._catalogue.find(questionnaire_id, version)
        if questionnaire is None:
            raise QuestionnaireNotFound(questionnaire_id, version)
        return questionnaire

    async def start(self, owner: UserId, request: StartRequest) -> Response:
        """Starts a response, or returns the one that this request has started before."""
        questionnaire = await self.questionnaire(request.questionnaire_id)
        response_id = ResponseId(new_id())
        async with self._responses.begin(owner) as store:
            known = await store.first_started(request, response_id)
            if known != response_id:
                return await _existing(store, known)
            now = self._clock.now()
            response = Response(
                id=response_id,
                questionnaire_id=questionnaire.id,
                questionnaire_version=questionnaire.version,
                answers={},
                revision=1,
                created_at=now,
                updated_at=now,
            )
            await store.add(response)
            return response

    async def get(self, owner: UserId, response_id: ResponseId) -> Response:
        """One of the owner's responses. Raises ResponseNotFound."""
        async with self._responses.read(owner) as reader:
            response = await reader.find(response_id)
        if response is None:
            raise ResponseNotFound(response_id)
        return response

    async def list(self, owner: UserId, page_size: int, page_token: str) -> ResponsePage:
        """The owner's responses, newest first."""
        async with self._responses.read(owner) as reader:
            return await reader.page(page_size, page_token)

    async def save(self, owner: UserId, response_id: ResponseId, answers: Answers, etag: str) -> Response:
        """Saves all of the answers, or none when one is invalid."""
        async with self._responses.begin(owner) as store:
            response = await _unchanged(store, response_id, etag)
            if response.submitted_at is not None:
                raise ResponseAlreadySubmitted(response_id)
            clean, problems = checked(await self.of(response), answers)
            if problems:
                raise AnswersInvalid(problems)
            saved = response.with_answers(clean, self._clock.now())
            await store.replace(saved)
            return saved

    async def submit(self, owner: UserId, response_id: ResponseId, etag: str) -> Response:
        """Fixes a complete response; one that is submitted already is returned as it is."""
        async with self._responses.begin(owner) as store:
            response = await _existing(store, response_id)
            if response.submitted_at is not None:
                return response
            if etag and etag != response.etag:
                raise EtagMismatch(response_id)
            questionnaire = await self.of(response)
            _, problems = checked(questionnaire, response.answers)
            problems += [
                Problem(question_id, "this question needs an answer")
                for question_id in missing(questionnaire, response.answers)
            ]
            if problems:
                raise AnswersInvalid(problems)
            submitted = response.submitted(self._clock.now())
            await store.replace(submitted)
            return submitted

    async def of(self, response: Response) -> Questionnaire:
        """The version that a response answers."""
        return await self.questionnaire(response.questionnaire_id, response.questionnaire_version)


async def _existing(store: ResponseStore, response_id: ResponseId) -> Response:
    response = await store.locked(response_id)
    if response is None:
        raise ResponseNotFound(response_id)
    return response


async def _unchanged(store: ResponseStore, response_id: ResponseId, etag: str) -> Response:
    response = await _existing(store, response_id)
    if etag and etag != response.etag:
        raise EtagMismatch(response_id)
    return response
