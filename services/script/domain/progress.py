"""How the writing of a script goes: each function returns the script after one thing has happened."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from services.script.domain.editing import changed
from services.script.domain.failure import Failure
from services.script.domain.model import Outline, Scene, SceneId, Script, ScriptState, Writer

_SAID_TO_PEOPLE = frozenset({"STORY_MODEL_UNAVAILABLE", "STORY_FAILED"})


def planned(script: Script, outline: Outline, writer: Writer, now: datetime) -> Script:
    """Its outline is made, and somebody writes it."""
    return replace(
        changed(script, now),
        state=ScriptState.WRITING,
        title=outline.title,
        logline=outline.logline,
        scenes=outline.scenes,
        writer=writer,
        failure=None,
    )


def scene_written(script: Script, scene: Scene, now: datetime) -> Script:
    """One of its scenes has its final words."""
    scenes = tuple(
        replace(scene, index=before.index, id=before.id) if _is_same(before, scene) else before
        for before in script.scenes
    )
    return replace(changed(script, now), scenes=scenes)


def finished(script: Script, now: datetime) -> Script:
    """All its scenes are written: a version of the story."""
    return replace(
        changed(script, now),
        state=ScriptState.READY,
        failure=None,
        version=script.version + 1,
        rewriting=(),
        finished_at=script.finished_at or now,
    )


def failed(script: Script, failure: Failure, now: datetime) -> Script:
    """It was given up. Reasons that people can't do anything with become one that says what to do."""
    if failure.reason not in _SAID_TO_PEOPLE:
        failure = Failure(
            "STORY_FAILED", "Something went wrong on our side while the story was written. Try again."
        )
    return replace(changed(script, now), state=ScriptState.FAILED, failure=failure)


def cancelled(script: Script, now: datetime) -> Script:
    """Its owner stopped it."""
    return replace(changed(script, now), state=ScriptState.CANCELLED)


def requeued(script: Script, now: datetime) -> Script:
    """It is to be written on from its last finished scene."""
    return replace(changed(script, now), state=ScriptState.QUEUED, failure=None)


def rewriting(
    script: Script, scene_ids: Collection[SceneId], job_id: UUID, response_revision: int, now: datetime
) -> Script:
    """Some scenes of a finished script are to be written anew; they keep their words until then."""
    return replace(
        changed(script, now),
        state=ScriptState.WRITING,
        job_id=job_id,
        response_revision=response_revision,
        rewriting=tuple(
            scene.id for scene in script.scenes if scene.id is not None and scene.id in scene_ids
        ),
        scenes=tuple(
            replace(scene, finished=scene.id not in scene_ids, index=index)
            for index, scene in enumerate(script.scenes)
        ),
    )


def _is_same(planned_scene: Scene, scene: Scene) -> bool:
    if planned_scene.id is None or scene.id is None:
        return planned_scene.index == scene.index
    return planned_scene.id == scene.id
