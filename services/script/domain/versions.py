"""Versions of a story: its text and pictures as they were, and how two of them differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from services.script.domain.model import Scene, SceneId


class VersionChange(StrEnum):
    """What makes a version."""

    WRITTEN = "WRITTEN"
    EDITED = "EDITED"
    REWRITTEN = "REWRITTEN"
    REORDERED = "REORDERED"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    RESTORED = "RESTORED"


@dataclass(frozen=True, slots=True)
class ScriptVersion:
    """A story as it was."""

    version: int
    title: str
    logline: str
    scenes: tuple[Scene, ...]
    """Empty in lists."""
    scene_count: int
    change: VersionChange
    wish: str
    response_revision: int
    created_at: datetime


class PieceKind(StrEnum):
    """Which version has a piece of text."""

    SAME = "SAME"
    REMOVED = "REMOVED"
    ADDED = "ADDED"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text that two versions share, or that one of them has."""

    text: str
    kind: PieceKind


@dataclass(frozen=True, slots=True)
class SceneDifference:
    """How a scene differs between two versions."""

    scene_id: SceneId | None
    before: Scene | None
    after: Scene | None
    changed_fields: tuple[str, ...]
    narration_pieces: tuple[TextPiece, ...]


def compared(before: Sequence[Scene], after: Sequence[Scene]) -> list[SceneDifference]:
    """Every scene of two versions, in the order of the second, removed ones where they were."""
    earlier = {scene.id: scene for scene in before}
    differences = [_difference(earlier.get(scene.id), scene) for scene in after]
    kept = {scene.id for scene in after}
    for position, scene in enumerate(before):
        if scene.id in kept:
            continue
        above = {other.id for other in before[:position]}
        places = [place for place, item in enumerate(differences, start=1) if item.scene_id in above]
        differences.insert(max(places, default=0), _difference(scene, None))
    return differences


def pieces(before: str, after: str) -> tuple[TextPiece, ...]:
    """The differences of two texts, word by word, in order.

    What is the same and what was removed make the first; what is the same and what was added make the second.
    """
    first, second = _words(before), _words(after)
    found: list[TextPiece] = []
    for tag, a, b, c, d in SequenceMatcher(a=first, b=second, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(TextPiece("".join(first[a:b]), PieceKind.SAME))
            continue
        if b > a:
            found.append(TextPiece("".join(first[a:b]), PieceKind.REMOVED))
        if d > c:
            found.append(TextPiece("".join(second[c:d]), PieceKind.ADDED))
    return tuple(found)


def _difference(before: Scene | None, after: Scene | None) -> SceneDifference:
    scene_id = before.id if before is not None else after.id if after is not None else None
    if before is None or after is None:
        return SceneDifference(scene_id, before, after, (), ())
    fields = tuple(
        field
        for field in ("index", "title", "narration", "visual")
        if getattr(before, field) != getattr(after, field)
    )
    told = pieces(before.narration, after.narration) if "narration" in fields else ()
    return SceneDifference(scene_id, before, after, fields, told)


def _words(text: str) -> list[str]:
    """Words, each with the space after it."""
    return re.findall(r"\S+\s*", text)
