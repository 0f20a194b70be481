"""Scenes as columns of their table, and as JSON in a version."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.script.adapters.tables import SceneRow
from services.script.domain.hero import NOBODY
from services.script.domain.model import Beat, Check, Origin, Scene, SceneId, Sentence, Visual

SCENE_FIELDS = (
    "index",
    "id",
    "beat",
    "title",
    "narration",
    "finished",
    "answer_ids",
    "setting",
    "time",
    "weather",
    "mood",
    "camera",
    "hero",
    "props",
    "sentences",
    "checks",
    "entry_id",
    "basis",
    "companion",
)


def scene_columns(scene: Scene) -> dict[str, Any]:
    """A scene by column."""
    if scene.id is None:
        raise ValueError(f"scene {scene.index} has no id yet")
    return {
        "index": scene.index,
        "id": scene.id,
        "beat": scene.beat.value,
        "title": scene.title,
        "narration": scene.narration,
        "finished": scene.finished,
        "answer_ids": list(scene.answer_ids),
        "setting": scene.visual.setting,
        "time": scene.visual.time,
        "weather": scene.visual.weather,
        "mood": scene.visual.mood,
        "camera": scene.visual.camera,
        "hero": scene.visual.hero,
        "props": list(scene.visual.props),
        "sentences": [[each.text, list(each.answer_ids), each.origin.value] for each in scene.sentences],
        "checks": [[each.name, each.score, each.explanation] for each in scene.checks],
        "entry_id": scene.entry_id,
        "basis": [list(each) for each in scene.basis],
        "companion": scene.visual.companion,
    }


def scene_json(scene: Scene) -> dict[str, Any]:
    """A scene in a version."""
    return {**scene_columns(scene), "id": str(scene.id)}


def scene_of_row(row: SceneRow) -> Scene:
    """The scene in a row of its table."""
    return scene_of_columns({name: getattr(row, name) for name in SCENE_FIELDS})


def scene_of_columns(columns: Mapping[str, Any]) -> Scene:
    """The scene in its columns, from the table or from a version."""
    scene_id = columns["id"]
    return Scene(
        index=columns["index"],
        beat=Beat(columns["beat"]),
        title=columns["title"],
        visual=Visual(
            columns["setting"],
            columns["time"],
            columns["weather"],
            columns["mood"],
            columns["camera"],
            columns["hero"],
            tuple(columns["props"]),
            columns.get("companion", NOBODY),
        ),
        answer_ids=tuple(columns["answer_ids"]),
        narration=columns["narration"],
        finished=columns["finished"],
        id=SceneId(scene_id if isinstance(scene_id, UUID) else UUID(scene_id)),
        sentences=tuple(
            Sentence(said, tuple(answer_ids), Origin(origin))
            for said, answer_ids, origin in columns["sentences"]
        ),
        checks=tuple(Check(name, score, why) for name, score, why in columns["checks"]),
        entry_id=columns["entry_id"],
        basis=tuple((answer_id, seen) for answer_id, seen in columns["basis"]),
    )
