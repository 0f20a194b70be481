"""The servicer: messages to use cases and back."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, TypeAlias
from uuid import UUID

import grpc
from encompass.script.v1 import script_service_pb2 as service
from encompass.script.v1.script_service_pb2_grpc import ScriptServiceServicer

from services.kit.bus import Bus
from services.kit.principal import current_principal
from services.kit.streaming import Watched
from services.script.domain.model import ScriptId
from services.script.translation import length_of, script_message
from services.script.use_cases.scripts import AskedFor, ScriptUseCases
from services.script.use_cases.watching import ScriptShown, Shown, watch_script

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class ScriptServicer(ScriptServiceServicer):
    """encompass.script.v1.ScriptService"""

    def __init__(self, scripts: ScriptUseCases, bus: Bus) -> None:
        self._scripts = scripts
        self._bus = bus

    async def CreateScript(
        self, request: service.CreateScriptRequest, context: Context
    ) -> service.CreateScriptResponse:
        asked = AskedFor(
            request_id=UUID(request.request_id),
            response_id=UUID(request.response_id),
            length=length_of(request.length),
            seed=request.seed,
            fingerprint=request,
        )
        caller = current_principal()
        script = await self._scripts.create(caller.user_id, asked, plan=caller.plan)
        return service.CreateScriptResponse(script=script_message(script))

    async def GetScript(
        self, request: service.GetScriptRequest, context: Context
    ) -> service.GetScriptResponse:
        script = await self._scripts.get(current_principal().user_id, _id(request.script_id))
        return service.GetScriptResponse(script=script_message(script))

    async def ListScripts(
        self, request: service.ListScriptsRequest, context: Context
    ) -> service.ListScriptsResponse:
        page = await self._scripts.page(current_principal().user_id, request.page_size, request.page_token)
        return service.ListScriptsResponse(
            scripts=[script_message(script) for script in page.scripts], next_page_token=page.next_page_token
        )

    async def WatchScript(
        self, request: service.WatchScriptRequest, context: Context
    ) -> AsyncIterator[service.WatchScriptResponse]:
        watching = watch_script(
            self._scripts.get,
            self._bus,
            current_principal().user_id,
            _id(request.script_id),
            request.resume_token,
        )
        async with aclosing(watching) as messages:
            async for watched in messages:
                yield _watch_message(watched)

    async def CancelScript(
        self, request: service.CancelScriptRequest, context: Context
    ) -> service.CancelScriptResponse:
        script = await self._scripts.cancel(current_principal().user_id, _id(request.script_id))
        return service.CancelScriptResponse(script=script_message(script))

    async def RetryScript(
        self, request: service.RetryScriptRequest, context: Context
    ) -> service.RetryScriptResponse:
        script = await self._scripts.retry(current_principal().user_id, _id(request.script_id))
        return service.RetryScriptResponse(script=script_message(script))


def _id(text: str) -> ScriptId:
    return ScriptId(UUID(text))


def _watch_message(watched: Watched[Shown]) -> service.WatchScriptResponse:
    message = service.WatchScriptResponse(resume_token=watched.resume_token)
    match watched.item:
        case None:
            message.checkpoint.SetInParent()
        case ScriptShown(script, unfinished):
            message.script.CopyFrom(script_message(script, unfinished))
        case words:
            message.scene_text.scene_index = words.scene_index
            message.scene_text.offset = words.offset
            message.scene_text.text = words.text
    return message
