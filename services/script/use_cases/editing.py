"""Changing a finished story by hand: each change a new version, in one transaction."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

from google.protobuf.message import Message

from services.kit.clock import Clock
from services.kit.db.idempotency import first_seen
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.ids import new_id
from services.kit.principal import Principal
from services.script.domain import editing
from services.script.domain.model import Beat, Scene, SceneId, Script, ScriptId, Visual
from services.script.domain.versions import VersionChange
from services.script.errors import (
    EditInvalid,
    SceneNotFound,
    TooFewScenes,
    TooManyScenes,
    VersionNotFound,
    VisualInvalid,
)
from services.script.ports import Scripts
from services.script.use_cases.access import ScriptsOf, existing, must_have, record, to_be_changed
from services.script.use_cases.caring import Safeguard


@dataclass(frozen=True, slots=True)
class SceneChange:
    """What an editor says of a scene; None says nothing of it."""

    title: str | None = None
    narration: str | None = None
    visual: Mapping[str, str | tuple[str, ...]] | None = None
    """Fields of the picture."""
    beat: Beat | None = None

    @property
    def texts(self) -> dict[str, str]:
        """What is to be judged, by field."""
        found = {"scene.title": self.title, "scene.narration": self.narration}
        props = (self.visual or {}).get("props", ())
        if props:
            found["scene.visual.props"] = ". ".join(props)
        return {field: text for field, text in found.items() if text}


@dataclass(frozen=True, slots=True)
class NewScene:
    """A scene to be added."""

    request_id: UUID
    script_id: ScriptId
    index: int
    change: SceneChange
    wish: str
    etag: str
    fingerprint: Message

    @property
    def is_by_hand(self) -> bool:
        """Whether its words are given; otherwise they are to be written."""
        return bool(self.change.narration and self.change.narration.strip())


class ScriptEditing:
    """Update, add, remove, reorder, restore."""

    def __init__(self, uow: UnitOfWork, scripts: ScriptsOf, clock: Clock, safeguard: Safeguard) -> None:
        self._uow = uow
        self._scripts = scripts
        self._clock = clock
        self._safeguard = safeguard

    async def update(
        self, caller: Principal, script_id: ScriptId, etag: str, *, title: str | None, logline: str | None
    ) -> Script:
        """Changes the title or the logline; None leaves it.

        Raises:
            ScriptNotFound, ScriptNotReady, EtagMismatch, TextRefused
        """
        if title is not None and not title.strip():
            raise EditInvalid("title", "a story has a title")
        texts = {"title": title, "logline": logline}
        given = {field: text for field, text in texts.items() if text is not None}
        self._safeguard.judge_texts(caller.workspace_id, given)
        async with self._changing(caller, script_id, etag) as (tx, scripts, script):
            if not given:
                return script
            script = editing.edited(script, self._clock.now(), title=title, logline=logline)
            await _keep(scripts, script, VersionChange.EDITED)
            record(tx, script.id, "edited", version=script.version, fields=",".join(given))
            return script

    async def update_scene(
        self, caller: Principal, script_id: ScriptId, scene_id: SceneId, etag: str, change: SceneChange
    ) -> Script:
        """Changes a scene.

        Raises:
            ScriptNotFound, SceneNotFound, ScriptNotReady, VisualInvalid, EtagMismatch, TextRefused
        """
        if change.narration is not None and not change.narration.strip():
            raise EditInvalid("scene.narration", "a scene has words; remove it if it isn't to be told")
        if change.title is not None and not change.title.strip():
            raise EditInvalid("scene.title", "a scene has a title of one to eight words")
        self._safeguard.judge_texts(caller.workspace_id, change.texts)
        async with self._changing(caller, script_id, etag) as (tx, scripts, script):
            scene = script.scene(scene_id)
            if scene is None:
                raise SceneNotFound(script_id, scene_id)
            edited = editing.edited_scene(
                scene,
                title=change.title,
                narration=change.narration,
                visual=None if change.visual is None else pictured(scene.visual, change.visual),
            )
            if edited == scene:
                return script
            script = editing.with_scene(script, edited, self._clock.now())
            await _keep(scripts, script, VersionChange.EDITED)
            record(tx, script.id, "scene_edited", version=script.version, scene=scene.index)
            return script

    async def add_scene(self, caller: Principal, new: NewScene) -> Script:
        """Adds a scene as it is given; the same request again does nothing more.

        Raises:
            ScriptNotFound, ScriptNotReady, TooManyScenes, VisualInvalid, EtagMismatch, TextRefused,
            RequestIdReused
        """
        self._safeguard.judge_texts(caller.workspace_id, new.change.texts)
        async with self._uow.begin(caller.user_id) as tx:
            scripts = self._scripts(tx)
            if not (await seen_before(tx, "AddScene", new.request_id, new.fingerprint, new.script_id)):
                script = await to_be_changed(scripts, new.script_id, new.etag)
                return await self._added(tx, scripts, script, new)
            return await existing(scripts, new.script_id)

    async def remove_scene(
        self, caller: Principal, script_id: ScriptId, scene_id: SceneId, etag: str
    ) -> Script:
        """Removes a scene.

        Raises:
            ScriptNotFound, SceneNotFound, ScriptNotReady, TooFewScenes, EtagMismatch
        """
        async with self._changing(caller, script_id, etag) as (tx, scripts, script):
            must_have(script, scene_id)
            if len(script.scenes) <= editing.FEWEST_SCENES:
                raise TooFewScenes(editing.FEWEST_SCENES)
            script = editing.scene_removed(script, scene_id, self._clock.now())
            await _keep(scripts, script, VersionChange.REMOVED)
            record(tx, script.id, "scene_removed", version=script.version)
            return script

    async def reorder(
        self, caller: Principal, script_id: ScriptId, scene_ids: Sequence[SceneId], etag: str
    ) -> Script:
        """Puts the scenes into another order.

        Raises:
            ScriptNotFound, SceneNotFound, ScriptNotReady, EtagMismatch
        """
        async with self._changing(caller, script_id, etag) as (tx, scripts, script):
            for scene_id in scene_ids:
                must_have(script, scene_id)
            if len(scene_ids) != len(script.scenes):
                raise EditInvalid("scene_ids", "name every scene of the story once, in its new order")
            if [scene.id for scene in script.scenes] == list(scene_ids):
                return script
            script = editing.reordered(script, scene_ids, self._clock.now())
            await _keep(scripts, script, VersionChange.REORDERED)
            record(tx, script.id, "scenes_reordered", version=script.version)
            return script

    async def restore(self, caller: Principal, script_id: ScriptId, version: int, etag: str) -> Script:
        """Brings an earlier version back.

        Raises:
            ScriptNotFound, VersionNotFound, ScriptNotReady, EtagMismatch
        """
        async with self._changing(caller, script_id, etag) as (tx, scripts, script):
            if version == script.version:
                return script
            earlier = await scripts.version(script_id, version)
            if earlier is None:
                raise VersionNotFound(script_id, version)
            script = editing.restored(script, earlier, self._clock.now())
            await _keep(scripts, script, VersionChange.RESTORED)
            record(tx, script.id, "restored", version=script.version, restored=version)
            return script

    async def _added(self, tx: Tx, scripts: Scripts, script: Script, new: NewScene) -> Script:
        index = min(new.index, len(script.scenes))
        scene = scene_to_add(script, index, new.change)
        if not scene.title:
            raise EditInvalid("scene.title", "a scene has a title of one to eight words")
        scene = editing.edited_scene(scene, narration=new.change.narration)
        script = editing.scene_added(script, scene, index, self._clock.now())
        await _keep(scripts, script, VersionChange.ADDED)
        record(tx, script.id, "scene_added", version=script.version, scene=index)
        return script

    @asynccontextmanager
    async def _changing(
        self, caller: Principal, script_id: ScriptId, etag: str
    ) -> AsyncIterator[tuple[Tx, Scripts, Script]]:
        async with self._uow.begin(caller.user_id) as tx:
            scripts = self._scripts(tx)
            yield tx, scripts, await to_be_changed(scripts, script_id, etag)


def scene_to_add(script: Script, index: int, change: SceneChange) -> Scene:
    """A scene without words for this place; what isn't said of it is as in the scene beside it.

    Raises:
        TooManyScenes, VisualInvalid
    """
    if len(script.scenes) >= editing.MOST_SCENES:
        raise TooManyScenes(editing.MOST_SCENES)
    beside = script.scenes[max(0, index - 1)]
    return Scene(
        index=index,
        beat=change.beat or beside.beat,
        title=editing.one_line(change.title or ""),
        visual=beside.visual if change.visual is None else pictured(beside.visual, change.visual),
        answer_ids=(),
        id=SceneId(new_id()),
    )


def pictured(visual: Visual, change: Mapping[str, str | tuple[str, ...]]) -> Visual:
    """A picture with some of its fields changed.

    Raises:
        VisualInvalid: the renderer doesn't know what it says now.
    """
    changed: Visual = replace(visual, **change)  # type: ignore[arg-type]  # the fields are the picture's own
    invalid = editing.invalid_parts(changed)
    if invalid:
        raise VisualInvalid(invalid)
    return changed


async def seen_before(
    tx: Tx, method: str, request_id: UUID, fingerprint: Message, script_id: ScriptId
) -> bool:
    """Whether this request was carried out already.

    Raises:
        RequestIdReused
    """
    seen = await first_seen(
        tx, method=method, request_id=request_id, request=fingerprint, resource_id=script_id
    )
    return not seen.is_new


async def _keep(scripts: Scripts, script: Script, change: VersionChange) -> None:
    await scripts.save(script)
    scripts.add_version(script, change)
