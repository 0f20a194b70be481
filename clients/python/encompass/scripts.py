"""The caller's stories."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass

from encompass.paging import every
from encompass.script.v1 import script_pb2, script_service_pb2, script_service_pb2_grpc
from encompass.transport import Transport
from encompass.watching import resuming

Scene = script_pb2.Scene
Script = script_pb2.Script
ScriptLength = script_pb2.ScriptLength
ScriptState = script_pb2.ScriptState


@dataclass(frozen=True, slots=True)
class ScriptChange:
    """A script that has changed.

    `script` is the whole script as it now stands. When words were added to a scene, `text` holds them and
    `scene_index` says where.
    """

    script: Script
    scene_index: int = -1
    text: str = ""


class Scripts:
    """Stories: asked for, read along, cancelled."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = script_service_pb2_grpc.ScriptServiceStub(transport.channel)

    async def create(
        self,
        response_id: str,
        *,
        length: ScriptLength = script_pb2.SCRIPT_LENGTH_SHORT,
        seed: int = 0,
        request_id: uuid.UUID | None = None,
    ) -> Script:
        """Asks for a story from a submitted response. Raises FailedPrecondition (RESPONSE_NOT_SUBMITTED)."""
        request = script_service_pb2.CreateScriptRequest(
            request_id=str(request_id or uuid.uuid4()), response_id=response_id, length=length, seed=seed
        )
        return (await self._transport.call(self._stub.CreateScript, request)).script

    async def get(self, script_id: str) -> Script:
        """One of the caller's scripts. Raises NotFound."""
        request = script_service_pb2.GetScriptRequest(script_id=script_id)
        return (await self._transport.call(self._stub.GetScript, request)).script

    def list(self) -> AsyncIterator[Script]:
        """The caller's scripts, newest first."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListScripts, script_service_pb2.ListScriptsRequest(page_token=page_token)
            ),
            lambda page: page.scripts,
        )

    async def watch(self, script_id: str) -> AsyncIterator[ScriptChange]:
        """Yields the script as it stands, then each change, until it is finished, failed or cancelled.

        Reconnects by itself. Raises NotFound, or Unavailable when the service stays away.
        """
        script = Script()
        async for message in resuming(lambda token: self._open(script_id, token)):
            match message.WhichOneof("event"):
                case "script":
                    script = message.script
                    yield ScriptChange(_copy(script))
                case "scene_text":
                    if (change := _append(script, message.scene_text)) is not None:
                        yield change

    async def cancel(self, script_id: str) -> Script:
        """Stops the writing; the state follows within a second. Raises NotFound."""
        request = script_service_pb2.CancelScriptRequest(script_id=script_id)
        return (await self._transport.call(self._stub.CancelScript, request)).script

    async def retry(self, script_id: str) -> Script:
        """Writes a failed script on from its last finished scene. Raises FailedPrecondition."""
        request = script_service_pb2.RetryScriptRequest(script_id=script_id)
        return (await self._transport.call(self._stub.RetryScript, request)).script

    def _open(
        self, script_id: str, resume_token: str
    ) -> AsyncIterator[script_service_pb2.WatchScriptResponse]:
        request = script_service_pb2.WatchScriptRequest(script_id=script_id, resume_token=resume_token)
        return self._transport.stream(self._stub.WatchScript, request)


def _append(script: Script, added: script_service_pb2.SceneText) -> ScriptChange | None:
    """Adds words to a script in place; None when they were there already."""
    while len(script.scenes) <= added.scene_index:
        script.scenes.add(index=len(script.scenes))
    scene = script.scenes[added.scene_index]
    narration = scene.narration[: added.offset] + added.text
    if scene.narration.startswith(narration):
        return None
    scene.narration = narration
    return ScriptChange(_copy(script), added.scene_index, added.text)


def _copy(script: Script) -> Script:
    copy = Script()
    copy.CopyFrom(script)
    return copy
