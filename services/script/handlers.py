"""The servicer: messages to use cases and back."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, TypeAlias
from uuid import UUID

import grpc
from encompass.script.v1 import script_service_pb2 as service
from encompass.script.v1.script_service_pb2_grpc import ScriptServiceServicer
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from services.kit.bus import Bus
from services.kit.grpc.auditing import audit_message
from services.kit.principal import current_principal
from services.kit.streaming import Watched
from services.script.domain.hero import NOBODY
from services.script.domain.model import SceneId, ScriptId
from services.script.errors import EditInvalid
from services.script.translation import (
    beat_of,
    difference_message,
    length_of,
    listed_message,
    offer_message,
    options_of,
    scene_id_of,
    script_message,
    version_message,
)
from services.script.use_cases.editing import NewScene, SceneChange, ScriptEditing
from services.script.use_cases.rewriting import RewriteAskedFor, ScriptRewriting
from services.script.use_cases.scripts import AskedFor, ScriptUseCases
from services.script.use_cases.versions import ScriptHistory
from services.script.use_cases.watching import ScriptShown, Shown, watch_script

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

_VISUAL_FIELDS = ("setting", "time", "weather", "mood", "camera", "hero", "props", "companion")


class ScriptServicer(ScriptServiceServicer):
    """encompass.script.v1.ScriptService"""

    def __init__(
        self,
        scripts: ScriptUseCases,
        editing: ScriptEditing,
        rewriting: ScriptRewriting,
        history: ScriptHistory,
        bus: Bus,
    ) -> None:
        self._scripts = scripts
        self._editing = editing
        self._rewriting = rewriting
        self._history = history
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
            options=options_of(request.options),
        )
        script = await self._scripts.create(current_principal(), asked)
        return service.CreateScriptResponse(script=script_message(script))

    async def GetScript(
        self, request: service.GetScriptRequest, context: Context
    ) -> service.GetScriptResponse:
        script = await self._scripts.get(current_principal().user_id, _id(request.script_id))
        return service.GetScriptResponse(script=script_message(script))

    async def ListScripts(
        self, request: service.ListScriptsRequest, context: Context
    ) -> service.ListScriptsResponse:
        page = await self._scripts.page(
            current_principal().user_id,
            request.page_size,
            request.page_token,
            query=request.query,
            response_id=UUID(request.response_id) if request.response_id else None,
        )
        return service.ListScriptsResponse(
            scripts=[listed_message(script) for script in page.scripts], next_page_token=page.next_page_token
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

    async def UpdateScript(
        self, request: service.UpdateScriptRequest, context: Context
    ) -> service.UpdateScriptResponse:
        named = _named(request.update_mask, ("title", "logline"), request)
        script = await self._editing.update(
            current_principal(),
            _id(request.script_id),
            request.etag,
            title=request.title if "title" in named else None,
            logline=request.logline if "logline" in named else None,
        )
        return service.UpdateScriptResponse(script=script_message(script))

    async def UpdateScene(
        self, request: service.UpdateSceneRequest, context: Context
    ) -> service.UpdateSceneResponse:
        script = await self._editing.update_scene(
            current_principal(),
            _id(request.script_id),
            _scene_id(request.scene.id),
            request.etag,
            _change(request.scene, request.update_mask),
        )
        return service.UpdateSceneResponse(script=script_message(script))

    async def AddScene(self, request: service.AddSceneRequest, context: Context) -> service.AddSceneResponse:
        new = NewScene(
            request_id=UUID(request.request_id),
            script_id=_id(request.script_id),
            index=request.index,
            change=_given(request.scene),
            wish=request.wish,
            etag=request.etag,
            fingerprint=request,
        )
        adder = self._editing if new.is_by_hand else self._rewriting
        script = await adder.add_scene(current_principal(), new)
        return service.AddSceneResponse(script=script_message(script))

    async def RemoveScene(
        self, request: service.RemoveSceneRequest, context: Context
    ) -> service.RemoveSceneResponse:
        script = await self._editing.remove_scene(
            current_principal(), _id(request.script_id), _scene_id(request.scene_id), request.etag
        )
        return service.RemoveSceneResponse(script=script_message(script))

    async def ReorderScenes(
        self, request: service.ReorderScenesRequest, context: Context
    ) -> service.ReorderScenesResponse:
        scene_ids = [_scene_id(each) for each in request.scene_ids]
        script = await self._editing.reorder(
            current_principal(), _id(request.script_id), scene_ids, request.etag
        )
        return service.ReorderScenesResponse(script=script_message(script))

    async def RewriteScenes(
        self, request: service.RewriteScenesRequest, context: Context
    ) -> service.RewriteScenesResponse:
        asked = RewriteAskedFor(
            request_id=UUID(request.request_id),
            script_id=_id(request.script_id),
            scene_ids=tuple(_scene_id(each) for each in request.scene_ids),
            wish=request.wish,
            etag=request.etag,
            fingerprint=request,
        )
        script = await self._rewriting.rewrite(current_principal(), asked)
        return service.RewriteScenesResponse(script=script_message(script))

    async def GetRewriteOffer(
        self, request: service.GetRewriteOfferRequest, context: Context
    ) -> service.GetRewriteOfferResponse:
        offer = await self._rewriting.offer(current_principal().user_id, _id(request.script_id))
        return service.GetRewriteOfferResponse(offer=offer_message(offer))

    async def ListScriptVersions(
        self, request: service.ListScriptVersionsRequest, context: Context
    ) -> service.ListScriptVersionsResponse:
        page = await self._history.page(
            current_principal().user_id, _id(request.script_id), request.page_size, request.page_token
        )
        return service.ListScriptVersionsResponse(
            versions=[version_message(version) for version in page.versions],
            next_page_token=page.next_page_token,
        )

    async def GetScriptVersion(
        self, request: service.GetScriptVersionRequest, context: Context
    ) -> service.GetScriptVersionResponse:
        owner = current_principal().user_id
        version = await self._history.get(owner, _id(request.script_id), request.version)
        return service.GetScriptVersionResponse(version=version_message(version))

    async def CompareScriptVersions(
        self, request: service.CompareScriptVersionsRequest, context: Context
    ) -> service.CompareScriptVersionsResponse:
        differences, title_changed = await self._history.compare(
            current_principal().user_id, _id(request.script_id), request.from_version, request.to_version
        )
        return service.CompareScriptVersionsResponse(
            scenes=[difference_message(each) for each in differences], title_changed=title_changed
        )

    async def RestoreScriptVersion(
        self, request: service.RestoreScriptVersionRequest, context: Context
    ) -> service.RestoreScriptVersionResponse:
        script = await self._editing.restore(
            current_principal(), _id(request.script_id), request.version, request.etag
        )
        return service.RestoreScriptVersionResponse(script=script_message(script))

    async def DeleteScript(
        self, request: service.DeleteScriptRequest, context: Context
    ) -> service.DeleteScriptResponse:
        await self._scripts.delete(current_principal().user_id, _id(request.script_id), request.etag)
        return service.DeleteScriptResponse()

    async def ListScriptAuditEntries(
        self, request: service.ListScriptAuditEntriesRequest, context: Context
    ) -> service.ListScriptAuditEntriesResponse:
        page = await self._history.audit(
            current_principal().user_id, _id(request.script_id), request.page_size, request.page_token
        )
        return service.ListScriptAuditEntriesResponse(
            entries=[audit_message(entry) for entry in page.entries], next_page_token=page.next_page_token
        )


def _id(text: str) -> ScriptId:
    return ScriptId(UUID(text))


def _scene_id(text: str) -> SceneId:
    try:
        return scene_id_of(text)
    except ValueError:
        raise EditInvalid("scene.id", "must be the id of a scene") from None


def _named(
    mask: FieldMask, fields: tuple[str, ...], sent: Message, more: tuple[str, ...] = ()
) -> frozenset[str]:
    """The fields that a mask names; an empty one names those that were sent."""
    known = (*fields, *more)
    if not set(mask.paths) <= set(known):
        raise EditInvalid("update_mask", f"may name: {', '.join(known)}")
    there = (descriptor.name for descriptor, _ in sent.ListFields())
    return frozenset(mask.paths or set(there) & set(fields))


def _change(scene: service.SceneEdit, mask: FieldMask) -> SceneChange:
    """What an update says of a scene."""
    parts = tuple(f"visual.{field}" for field in _VISUAL_FIELDS)
    named = _named(mask, ("title", "narration", "visual"), scene, parts)
    visual = {
        field: value
        for field, value in _visual(scene).items()
        if "visual" in named or f"visual.{field}" in named
    }
    return SceneChange(
        title=scene.title if "title" in named else None,
        narration=scene.narration if "narration" in named else None,
        visual=visual or None,
    )


def _given(scene: service.SceneEdit) -> SceneChange:
    """What is said of a scene that is added."""
    return SceneChange(
        title=scene.title or None,
        narration=scene.narration or None,
        visual=_visual(scene) if scene.HasField("visual") else None,
        beat=beat_of(scene.beat),
    )


def _visual(scene: service.SceneEdit) -> dict[str, str | tuple[str, ...]]:
    fields = {field: getattr(scene.visual, field) for field in _VISUAL_FIELDS}
    return {**fields, "props": tuple(scene.visual.props), "companion": scene.visual.companion or NOBODY}


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
