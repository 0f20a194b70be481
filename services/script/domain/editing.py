"""Changing a finished story by hand: each function returns the script after one edit, a new version of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from services.script.domain.hero import COMPANIONS
from services.script.domain.model import Origin, Scene, SceneId, Script, ScriptState, Visual
from services.script.domain.sentences import attributed
from services.script.domain.versions import ScriptVersion
from services.script.domain.writing.places import CAMERAS, HEROES, MOODS, SETTINGS, TIMES, WEATHERS

FEWEST_SCENES = 3
MOST_SCENES = 12
MOST_PROPS = 3
_LONGEST_PROP = 40
_VOCABULARY: Mapping[str, Sequence[str]] = {
    "setting": SETTINGS,
    "time": TIMES,
    "weather": WEATHERS,
    "mood": MOODS,
    "camera": CAMERAS,
    "hero": HEROES,
    "companion": COMPANIONS,
}


def changed(script: Script, now: datetime) -> Script:
    """The script with another etag."""
    return replace(script, changes=script.changes + 1, updated_at=now)


def edited(script: Script, now: datetime, *, title: str | None = None, logline: str | None = None) -> Script:
    """With another title or logline; None leaves it."""
    return replace(
        _next_version(script, now),
        title=script.title if title is None else one_line(title),
        logline=script.logline if logline is None else one_line(logline),
    )


def with_scene(script: Script, scene: Scene, now: datetime) -> Script:
    """With another form of one of its scenes."""
    scenes = [scene if before.id == scene.id else before for before in script.scenes]
    return replace(_next_version(script, now), scenes=_numbered(scenes))


def scene_added(script: Script, scene: Scene, index: int, now: datetime) -> Script:
    """With one more scene; the ones from its place on move back."""
    return replace(_next_version(script, now), scenes=inserted(script.scenes, scene, index))


def scene_removed(script: Script, scene_id: SceneId, now: datetime) -> Script:
    """Without one of its scenes."""
    scenes = [scene for scene in script.scenes if scene.id != scene_id]
    return replace(_next_version(script, now), scenes=_numbered(scenes))


def reordered(script: Script, scene_ids: Sequence[SceneId], now: datetime) -> Script:
    """With all its scenes in the order of these ids."""
    by_id = {scene.id: scene for scene in script.scenes}
    return replace(_next_version(script, now), scenes=_numbered([by_id[each] for each in scene_ids]))


def restored(script: Script, version: ScriptVersion, now: datetime) -> Script:
    """As it was in an earlier version."""
    return replace(
        _next_version(script, now), title=version.title, logline=version.logline, scenes=version.scenes
    )


def back_to(script: Script, version: ScriptVersion, now: datetime) -> Script:
    """As its last version has it: what was begun to be written anew is given up."""
    return replace(
        changed(script, now),
        state=ScriptState.READY,
        title=version.title,
        logline=version.logline,
        scenes=version.scenes,
        response_revision=version.response_revision,
        rewriting=(),
    )


def edited_scene(
    scene: Scene, *, title: str | None = None, narration: str | None = None, visual: Visual | None = None
) -> Scene:
    """A scene changed by hand; None leaves it. Sentences that stay keep their sources, and so does what they
    depend on; the scene's checks are of other words and go."""
    edited = replace(
        scene,
        title=scene.title if title is None else one_line(title),
        visual=scene.visual if visual is None else visual,
    )
    if narration is None:
        return edited
    sentences = attributed(narration, scene.sentences)
    known = {answer_id for sentence in sentences for answer_id in sentence.answer_ids}
    kept = tuple(item for item in scene.basis if item[0] in known or item[0] not in scene.answer_ids)
    written = replace(edited, answer_ids=()).written(sentences)
    is_all_theirs = all(sentence.origin is Origin.EDITOR for sentence in sentences)
    return replace(written, basis=() if is_all_theirs else kept)


def invalid_parts(visual: Visual) -> dict[str, str]:
    """What of a picture the renderer doesn't know, by field, each with what it may be."""
    found: dict[str, str] = {}
    for field, known in _VOCABULARY.items():
        if getattr(visual, field) not in known:
            found[field] = f"must be one of: {', '.join(known)}"
    if len(visual.props) > MOST_PROPS:
        found["props"] = f"at most {MOST_PROPS} things can be shown"
    for position, prop in enumerate(visual.props):
        if not prop.strip() or len(prop) > _LONGEST_PROP:
            found[f"props[{position}]"] = f"must have 1 to {_LONGEST_PROP} characters"
    return found


def inserted(scenes: Sequence[Scene], scene: Scene, index: int) -> tuple[Scene, ...]:
    """The scenes with one more at this place; past the end means at the end."""
    return _numbered([*scenes[:index], scene, *scenes[index:]])


def one_line(text: str) -> str:
    """A text without line breaks and double spaces."""
    return " ".join(text.split())


def _numbered(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
    return tuple(replace(scene, index=index) for index, scene in enumerate(scenes))


def _next_version(script: Script, now: datetime) -> Script:
    return replace(changed(script, now), version=script.version + 1)
