"""The questionnaire service, asked with the caller's own token."""

from collections import OrderedDict
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

import grpc
from encompass.questionnaire.v1 import questionnaire_pb2 as questionnaire
from encompass.questionnaire.v1 import questionnaire_service_pb2 as service
from encompass.questionnaire.v1.questionnaire_service_pb2_grpc import QuestionnaireServiceStub

from services.kit.errors import Unavailable
from services.kit.grpc.client import person_metadata
from services.script.errors import ResponseNotFound, ResponseNotSubmitted
from services.script.ports import SubmittedResponse

_DEADLINE_SECONDS = 5.0
_MOST_KEPT = 200
_KEYS = {
    number: name.removeprefix("STORY_ROLE_").lower()
    for name, number in questionnaire.StoryRole.items()
    if number != questionnaire.STORY_ROLE_UNSPECIFIED
}
"""What the engine calls the answers of each role."""
_VALUES = frozenset({"pronouns", "age_band", "tone"})
"""Roles whose options are told apart by value; of others a story tells what the person read."""

ResponseT = TypeVar("ResponseT")


class GrpcResponses:
    """`Responses` over the generated client. Published questionnaires never change, so they are kept."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = QuestionnaireServiceStub(channel)
        self._kept: OrderedDict[tuple[str, int], Sequence[questionnaire.Question]] = OrderedDict()

    async def submitted(self, response_id: UUID) -> SubmittedResponse:
        """See `Responses.submitted`."""
        response = await self._response(response_id)
        if response.state != questionnaire.RESPONSE_STATE_SUBMITTED:
            raise ResponseNotSubmitted(response_id)
        return await self._understood(response)

    async def last_submitted(self, response_id: UUID) -> SubmittedResponse:
        """See `Responses.last_submitted`."""
        response = await self._response(response_id)
        if response.state == questionnaire.RESPONSE_STATE_SUBMITTED:
            return await self._understood(response)
        revisions = await self._asked(
            response_id,
            self._stub.ListResponseRevisions(
                service.ListResponseRevisionsRequest(response_id=str(response_id), page_size=1),
                metadata=person_metadata(),
                timeout=_DEADLINE_SECONDS,
            ),
        )
        if not revisions.revisions:
            raise ResponseNotSubmitted(response_id)
        latest = revisions.revisions[0]
        return await self._meant(
            response_id,
            response.questionnaire_id,
            latest.questionnaire_version,
            latest.answers,
            latest.revision,
        )

    async def _response(self, response_id: UUID) -> questionnaire.Response:
        answer = await self._asked(
            response_id,
            self._stub.GetResponse(
                service.GetResponseRequest(response_id=str(response_id)),
                metadata=person_metadata(),
                timeout=_DEADLINE_SECONDS,
            ),
        )
        return answer.response

    async def _understood(self, response: questionnaire.Response) -> SubmittedResponse:
        hidden = set(response.hidden_question_ids)
        return await self._meant(
            UUID(response.id),
            response.questionnaire_id,
            response.questionnaire_version,
            [answer for answer in response.answers if answer.question_id not in hidden],
            response.revision,
        )

    async def _meant(
        self,
        response_id: UUID,
        questionnaire_id: str,
        version: int,
        answers: Iterable[questionnaire.Answer],
        revision: int,
    ) -> SubmittedResponse:
        questions = {
            question.id: question
            for question in await self._questions(response_id, questionnaire_id, version)
        }
        texts = {
            each.question_id: _text(each, questions.get(each.question_id, questionnaire.Question()))
            for each in answers
        }
        return SubmittedResponse(
            response_id, questionnaire_id, texts, question_ids(questions.values(), texts), revision
        )

    async def _questions(
        self, response_id: UUID, questionnaire_id: str, version: int
    ) -> Sequence[questionnaire.Question]:
        key = (questionnaire_id, version)
        if key not in self._kept:
            found = await self._asked(
                response_id,
                self._stub.GetQuestionnaire(
                    service.GetQuestionnaireRequest(questionnaire_id=questionnaire_id, version=version),
                    metadata=person_metadata(),
                    timeout=_DEADLINE_SECONDS,
                ),
            )
            self._kept[key] = list(found.questionnaire.questions)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    async def _asked(self, response_id: UUID, call: Awaitable[ResponseT]) -> ResponseT:
        try:
            return await call
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                raise ResponseNotFound(response_id) from error
            raise Unavailable(
                "The questionnaire service can't be reached right now. Try again in a moment.",
                metadata={"dependency": "questionnaire"},
            ) from error


def question_ids(questions: Iterable[questionnaire.Question], answers: Mapping[str, str]) -> dict[str, str]:
    """The questions by what their answers mean to a story.

    By their role, or, where no question of the questionnaire has one, by the keys of “who would you be”. Of
    two with the same role the answered one counts.
    """
    asked = list(questions)
    has_roles = any(question.story_role for question in asked)
    found: dict[str, str] = {}
    for question in asked:
        key = _KEYS.get(question.story_role, "") if has_roles else question.id
        if key in _KEYS.values() and not answers.get(found.get(key, "")):
            found[key] = question.id
    return found


def _text(answer: questionnaire.Answer, question: questionnaire.Question) -> str:
    labels = _labels(question)
    match answer.WhichOneof("value"):
        case "text":
            return answer.text
        case "choice":
            return labels.get(answer.choice, answer.choice)
        case "choices":
            chosen = [labels.get(value, value) for value in answer.choices.values]
            return ", ".join([*chosen, answer.choices.other] if answer.choices.other else chosen)
        case "ranking":
            return ", ".join(labels.get(value, value) for value in answer.ranking.values)
        case "scale":
            return str(answer.scale)
        case "number":
            return f"{answer.number:g}"
        case "yes":
            return "yes" if answer.yes else "no"
        case "other":
            return answer.other
        case "date":
            return answer.date
        case _:
            return ""


def _labels(question: questionnaire.Question) -> dict[str, str]:
    """What a person read for each value; nothing where a story needs the value itself."""
    if (_KEYS.get(question.story_role) or question.id) in _VALUES:
        return {}
    match question.WhichOneof("kind"):
        case "choice_question":
            options = question.choice_question.options
        case "multiple_choice_question":
            options = question.multiple_choice_question.options
        case "ranking_question":
            options = question.ranking_question.options
        case _:
            return {}
    return {option.value: option.label for option in options}
