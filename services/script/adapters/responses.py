"""The questionnaire service, asked with the caller's own token."""

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


class GrpcResponses:
    """`Responses` over the generated client."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub = QuestionnaireServiceStub(channel)

    async def submitted(self, response_id: UUID) -> SubmittedResponse:
        """See `Responses.submitted`."""
        try:
            answer = await self._stub.GetResponse(
                service.GetResponseRequest(response_id=str(response_id)),
                metadata=person_metadata(),
                timeout=_DEADLINE_SECONDS,
            )
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                raise ResponseNotFound(response_id) from error
            raise Unavailable(
                "The questionnaire service can't be reached right now. Try again in a moment.",
                metadata={"dependency": "questionnaire"},
            ) from error
        response = answer.response
        if response.state != questionnaire.RESPONSE_STATE_SUBMITTED:
            raise ResponseNotSubmitted(response_id)
        texts = {given.question_id: _text(given) for given in response.answers}
        return SubmittedResponse(response_id, response.questionnaire_id, texts)


def _text(answer: questionnaire.Answer) -> str:
    match answer.WhichOneof("value"):
        case "text":
            return answer.text
        case "choice":
            return answer.choice
        case "choices":
            return ", ".join(answer.choices.values)
        case "scale":
            return str(answer.scale)
        case "yes":
            return "yes" if answer.yes else "no"
        case _:
            return ""
