"""What the use cases of scripts share: finding one, guarding it, and taking on work."""

from collections.abc import Callable
from dataclasses import replace

from services.kit import audit
from services.kit.db.unit_of_work import Tx
from services.kit.jobs.admission import Bound, Refusal
from services.script.domain.model import SceneId, Script, ScriptId, ScriptState
from services.script.domain.versions import VersionChange
from services.script.errors import (
    EtagMismatch,
    QueueFull,
    SceneNotFound,
    ScriptNotFound,
    ScriptNotReady,
    TooManyScriptsWaiting,
)
from services.script.ports import Scripts

JOB_KIND = "script"
RESOURCE_KIND = "script"
SEED_RANGE = 2**31

ScriptsOf = Callable[[Tx], Scripts]


async def existing(scripts: Scripts, script_id: ScriptId, *, for_update: bool = False) -> Script:
    """The owner's script.

    Raises:
        ScriptNotFound
    """
    script = await scripts.find(script_id, for_update=for_update)
    if script is None:
        raise ScriptNotFound(script_id)
    return script


async def to_be_changed(scripts: Scripts, script_id: ScriptId, etag: str) -> Script:
    """A finished script, locked: of two editors at once, the second finds the etag that the first left.

    Raises:
        ScriptNotFound, ScriptNotReady, EtagMismatch
    """
    script = await existing(scripts, script_id, for_update=True)
    must_be_as_read(script, etag)
    if script.state is not ScriptState.READY:
        raise ScriptNotReady(script_id, script.state)
    if script.version > 0:
        return script
    # It was finished before versions were kept: what it is now is the first one.
    script = replace(script, version=1)
    scripts.add_version(script, VersionChange.WRITTEN)
    return script


def must_be_as_read(script: Script, etag: str) -> None:
    """Raises EtagMismatch when an etag is given and isn't the script's."""
    if etag and etag != script.etag:
        raise EtagMismatch(script.id, script.etag)


def must_have(script: Script, scene_id: SceneId) -> None:
    """Raises SceneNotFound when it has no such scene."""
    if script.scene(scene_id) is None:
        raise SceneNotFound(script.id, scene_id)


def must_be_admitted(refusal: Refusal | None) -> None:
    """Raises TooManyScriptsWaiting or QueueFull when work isn't taken on."""
    if refusal is None:
        return
    if refusal.bound is Bound.OWNER:
        raise TooManyScriptsWaiting(refusal.limit, refusal.retry_after)
    raise QueueFull(refusal.retry_after)


def record(tx: Tx, script_id: ScriptId, action: str, **details: object) -> None:
    """Notes in the audit log what the owner did."""
    audit.record(
        tx,
        actor=str(tx.owner),
        action=f"script.{action}",
        resource_kind=RESOURCE_KIND,
        resource_id=script_id,
        details={name: str(value) for name, value in details.items()},
    )
