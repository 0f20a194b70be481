"""Scripts, asked of their service on behalf of the person who is calling."""

import uuid
from typing import Final

import grpc
from encompass.script.v1 import script_pb2
from encompass.script.v1.script_service_pb2 import GetScriptRequest
from encompass.script.v1.script_service_pb2_grpc import ScriptServiceStub

from services.kit.errors import Unavailable
from services.kit.grpc.client import person_metadata
from services.video.domain.language import language_tag
from services.video.look_messages import story_hero
from services.video.ports import ScriptSnapshot
from services.video.scene_messages import scene_of

_SECONDS: Final = 5.0


class GrpcScripts:
    """See `ports.Scripts`."""

    def __init__(self, scripts: ScriptServiceStub) -> None:
        self._scripts = scripts

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
        return ScriptSnapshot(
            script_id=script_id,
            state=script_pb2.ScriptState.Name(script.state).removeprefix("SCRIPT_STATE_"),
            title=script.title,
            scenes=tuple(scene_of(scene) for scene in script.scenes),
            name=script.hero_name,
            tone=_tone(script.options.tone),
            hero=story_hero(script.hero),
            language=language_tag(script.options.language),
        )


def _tone(tone: script_pb2.Tone) -> str:
    if tone == script_pb2.TONE_UNSPECIFIED:
        return ""
    return script_pb2.Tone.Name(tone).removeprefix("TONE_").lower()
