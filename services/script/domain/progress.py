"""How a script changes: each function returns the script after one thing has happened."""

from dataclasses import replace
from datetime import datetime

from services.script.domain.failure import Failure
from services.script.domain.model import Outline, Scene, Script, ScriptState

_SAID_TO_PEOPLE = frozenset({"STORY_MODEL_UNAVAILABLE", "STORY_FAILED"})


def planned(script: Script, outline: Outline, now: datetime) -> Script:
    """Its outline is made, and somebody writes it."""
    return replace(
        _changed(script, now),
        state=ScriptState.WRITING,
        title=outline.title,
        logline=outline.logline,
        scenes=outline.scenes,
        failure=None,
    )


def scene_written(script: Script, scene: Scene, now: datetime) -> Script:
    """One of its scenes has its final words."""
    scenes = tuple(
        scene if planned_scene.index == scene.index else planned_scene for planned_scene in script.scenes
    )
    return replace(_changed(script, now), scenes=scenes)


def finished(script: Script, now: datetime) -> Script:
    """All its scenes are written."""
    return replace(_changed(script, now), state=ScriptState.READY, failure=None, finished_at=now)


def failed(script: Script, failure: Failure, now: datetime) -> Script:
    """It was given up. Reasons that people can't do anything with become one that says what to do."""
    if failure.reason not in _SAID_TO_PEOPLE:
        failure = Failure(
            "STORY_FAILED", "Something went wrong on our side while the story was written. Try again."
        )
    return replace(_changed(script, now), state=ScriptState.FAILED, failure=failure)


def cancelled(script: Script, now: datetime) -> Script:
    """Its owner stopped it."""
    return replace(_changed(script, now), state=ScriptState.CANCELLED)


def requeued(script: Script, now: datetime) -> Script:
    """It is to be written on from its last finished scene."""
    return replace(_changed(script, now), state=ScriptState.QUEUED, failure=None)


def _changed(script: Script, now: datetime) -> Script:
    return replace(script, version=script.version + 1, updated_at=now)
