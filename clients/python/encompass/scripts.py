"""The caller's stories."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass

from google.protobuf.field_mask_pb2 import FieldMask

from encompass.audit.v1 import audit_pb2
from encompass.paging import every
from encompass.script.v1 import script_pb2, script_service_pb2, script_service_pb2_grpc
from encompass.transport import Transport
from encompass.watching import resuming

AuditEntry = audit_pb2.AuditEntry
RewriteOffer = script_pb2.RewriteOffer
Scene = script_pb2.Scene
SceneDifference = script_pb2.SceneDifference
SceneEdit = script_service_pb2.SceneEdit
Script = script_pb2.Script
ScriptLength = script_pb2.ScriptLength
ScriptOptions = script_pb2.ScriptOptions
ScriptState = script_pb2.ScriptState
ScriptVersion = script_pb2.ScriptVersion


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
    """Stories: asked for, read along, changed.

    Edits take the `etag` of the script as it was read; they raise Aborted when another editor was quicker.
    Without one they overwrite.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._stub = script_service_pb2_grpc.ScriptServiceStub(transport.channel)

    async def create(
        self,
        response_id: str,
        *,
        length: ScriptLength = script_pb2.SCRIPT_LENGTH_SHORT,
        seed: int = 0,
        options: ScriptOptions | None = None,
        request_id: uuid.UUID | None = None,
    ) -> Script:
        """Asks for a story from a submitted response.

        Raises FailedPrecondition: RESPONSE_NOT_SUBMITTED, or ANSWERS_NEED_CARE with words that a person wrote
        in `message` and with `help_links`.
        """
        request = script_service_pb2.CreateScriptRequest(
            request_id=str(request_id or uuid.uuid4()),
            response_id=response_id,
            length=length,
            seed=seed,
            options=options,
        )
        return (await self._transport.call(self._stub.CreateScript, request)).script

    async def get(self, script_id: str) -> Script:
        """One of the caller's scripts. Raises NotFound."""
        request = script_service_pb2.GetScriptRequest(script_id=script_id)
        return (await self._transport.call(self._stub.GetScript, request)).script

    def list(self, *, query: str = "", response_id: str = "") -> AsyncIterator[Script]:
        """The caller's scripts, newest first: all of them, or those that have every word of `query`.

        `response_id` leaves only those that were made from one response.
        """
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListScripts,
                script_service_pb2.ListScriptsRequest(
                    page_token=page_token, query=query, response_id=response_id
                ),
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

    async def update(
        self, script_id: str, *, title: str | None = None, logline: str | None = None, etag: str = ""
    ) -> Script:
        """Changes the title or the logline of a finished story."""
        named = [name for name, value in (("title", title), ("logline", logline)) if value is not None]
        request = script_service_pb2.UpdateScriptRequest(
            script_id=script_id,
            title=title or "",
            logline=logline or "",
            update_mask=FieldMask(paths=named),
            etag=etag,
        )
        return (await self._transport.call(self._stub.UpdateScript, request)).script

    async def update_scene(
        self, script_id: str, scene: SceneEdit, *, fields: Iterable[str] = (), etag: str = ""
    ) -> Script:
        """Changes a scene: all that `scene` says, or only `fields` (`title`, `narration`, `visual.mood`).

        Raises InvalidArgument (VISUAL_INVALID) with what can't be drawn in `violations`.
        """
        request = script_service_pb2.UpdateSceneRequest(
            script_id=script_id, scene=scene, update_mask=FieldMask(paths=list(fields)), etag=etag
        )
        return (await self._transport.call(self._stub.UpdateScene, request)).script

    async def add_scene(
        self,
        script_id: str,
        index: int,
        scene: SceneEdit | None = None,
        *,
        wish: str = "",
        etag: str = "",
        request_id: uuid.UUID | None = None,
    ) -> Script:
        """Adds a scene at a place; without a narration it is written, and `watch` shows the words."""
        request = script_service_pb2.AddSceneRequest(
            request_id=str(request_id or uuid.uuid4()),
            script_id=script_id,
            index=index,
            scene=scene,
            wish=wish,
            etag=etag,
        )
        return (await self._transport.call(self._stub.AddScene, request)).script

    async def remove_scene(self, script_id: str, scene_id: str, *, etag: str = "") -> Script:
        """Removes a scene; three have to stay."""
        request = script_service_pb2.RemoveSceneRequest(script_id=script_id, scene_id=scene_id, etag=etag)
        return (await self._transport.call(self._stub.RemoveScene, request)).script

    async def reorder(self, script_id: str, scene_ids: Iterable[str], *, etag: str = "") -> Script:
        """Puts all scenes into another order."""
        request = script_service_pb2.ReorderScenesRequest(script_id=script_id, scene_ids=scene_ids, etag=etag)
        return (await self._transport.call(self._stub.ReorderScenes, request)).script

    async def rewrite(
        self,
        script_id: str,
        scene_ids: Iterable[str],
        *,
        wish: str = "",
        etag: str = "",
        request_id: uuid.UUID | None = None,
    ) -> Script:
        """Has scenes written anew from the answers as they are now; `watch` shows the words."""
        request = script_service_pb2.RewriteScenesRequest(
            request_id=str(request_id or uuid.uuid4()),
            script_id=script_id,
            scene_ids=scene_ids,
            wish=wish,
            etag=etag,
        )
        return (await self._transport.call(self._stub.RewriteScenes, request)).script

    async def rewrite_offer(self, script_id: str) -> RewriteOffer:
        """Which scenes came from answers that were changed and submitted since."""
        request = script_service_pb2.GetRewriteOfferRequest(script_id=script_id)
        return (await self._transport.call(self._stub.GetRewriteOffer, request)).offer

    def versions(self, script_id: str) -> AsyncIterator[ScriptVersion]:
        """The versions of a story, the latest first, without their scenes."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListScriptVersions,
                script_service_pb2.ListScriptVersionsRequest(script_id=script_id, page_token=page_token),
            ),
            lambda page: page.versions,
        )

    async def version(self, script_id: str, version: int) -> ScriptVersion:
        """One version of a story. Raises NotFound."""
        request = script_service_pb2.GetScriptVersionRequest(script_id=script_id, version=version)
        return (await self._transport.call(self._stub.GetScriptVersion, request)).version

    async def compare(
        self, script_id: str, from_version: int, to_version: int = 0
    ) -> tuple[Sequence[SceneDifference], bool]:
        """How two versions differ, the second the latest by default, and whether their titles do."""
        request = script_service_pb2.CompareScriptVersionsRequest(
            script_id=script_id, from_version=from_version, to_version=to_version
        )
        compared = await self._transport.call(self._stub.CompareScriptVersions, request)
        return compared.scenes, compared.title_changed

    async def restore(self, script_id: str, version: int, *, etag: str = "") -> Script:
        """Brings an earlier version back, as a new one."""
        request = script_service_pb2.RestoreScriptVersionRequest(
            script_id=script_id, version=version, etag=etag
        )
        return (await self._transport.call(self._stub.RestoreScriptVersion, request)).script

    async def delete(self, script_id: str, *, etag: str = "") -> None:
        """Deletes a script with its versions, for good; once more changes nothing."""
        request = script_service_pb2.DeleteScriptRequest(script_id=script_id, etag=etag)
        await self._transport.call(self._stub.DeleteScript, request)

    def audit(self, script_id: str) -> AsyncIterator[AuditEntry]:
        """Who saw or changed a script, the latest first; also of one that is deleted."""
        return every(
            lambda page_token: self._transport.call(
                self._stub.ListScriptAuditEntries,
                script_service_pb2.ListScriptAuditEntriesRequest(script_id=script_id, page_token=page_token),
            ),
            lambda page: page.entries,
        )

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
