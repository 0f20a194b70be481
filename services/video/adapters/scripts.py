"""Scripts, asked of their service on behalf of the person who is calling.

Whose story it is and in what tone it is told stand in the answers that it was written from; a film can do
without either.
"""

import uuid
from typing import Final

import grpc
from encompass.questionnaire.v1.questionnaire_service_pb2 import GetResponseRequest
from encompass.questionnaire.v1.questionnaire_service_pb2_grpc import QuestionnaireServiceStub
from encompass.script.v1 import script_pb2
from encompass.script.v1.script_service_pb2 import GetScriptRequest
from encompass.script.v1.script_service_pb2_grpc import ScriptServiceStub

from services.kit.errors import Unavailable
from services.kit.grpc.client import person_metadata
from services.kit.logging import get_logger
from services.video.ports import SceneText, ScriptSnapshot, Visual

_SECONDS: Final = 5.0
_NAME: Final = "name"
_TONE: Final = "tone"

log = get_logger(__name__)


class GrpcScripts:
    """See `ports.Scripts`."""

    def __init__(self, scripts: ScriptServiceStub, questionnaires: QuestionnaireServiceStub) -> None:
        self._scripts = scripts
        self._questionnaires = questionnaires

    async def find(self, script_id: uuid.UUID) -> ScriptSnapshot | None:
        try:
            response = await self._scripts.GetScript(
                GetScriptRequest(script_id=str(script_id)), metadata=person_metadata(), timeout=_SECONDS
            )
        except grpc.aio.AioRpcError as error:
            if error.code() == grpc.StatusCode.NOT_FOUND:
                return None
            raise Unavailable(
                "The script can't be read now; try again.", metadata={"dependency": "script"}
            ) from error
        script = response.script
        answers = await self._answers(script.response_id)
        return ScriptSnapshot(
            script_id=script_id,
            state=script_pb2.ScriptState.Name(script.state).removeprefix("SCRIPT_STATE_"),
            title=script.title,
            scenes=tuple(_scene(scene) for scene in script.scenes),
            name=answers.get(_NAME, ""),
            tone=answers.get(_TONE, ""),
        )

    async def _answers(self, response_id: str) -> dict[str, str]:
        try:
            response = await self._questionnaires.GetResponse(
                GetResponseRequest(response_id=response_id), metadata=person_metadata(), timeout=_SECONDS
            )
        except grpc.aio.AioRpcError as error:
            log.warning("answers.unreadable", response_id=response_id, code=error.code().name)
            return {}
        return {
            answer.question_id: answer.text or answer.choice
            for answer in response.response.answers
            if answer.question_id in (_NAME, _TONE)
        }


def _scene(scene: script_pb2.Scene) -> SceneText:
    visual = scene.visual
    return SceneText(
        scene.title,
        scene.narration,
        Visual(
            visual.setting,
            visual.time,
            visual.weather,
            visual.mood,
            visual.camera,
            visual.hero,
            tuple(visual.props),
        ),
    )
