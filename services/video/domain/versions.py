"""How two versions of a film differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.video.domain.video import VideoScene

MOST_VERSIONS: Final = 20
"""Of one film."""


@dataclass(frozen=True, slots=True)
class SceneDifference:
    """What became of one scene; a scene that one version doesn't have differs in everything."""

    index: int
    before: VideoScene | None
    """None where the earlier version has fewer scenes."""
    after: VideoScene | None
    pictures_differ: bool
    narration_differs: bool
    duration_differs: bool


def compared(before: Sequence[VideoScene], after: Sequence[VideoScene]) -> list[SceneDifference]:
    """The scenes of two versions, place by place.

    Scenes that aren't planned yet have no keys, and count as different.
    """
    return [
        _difference(
            index,
            before[index] if index < len(before) else None,
            after[index] if index < len(after) else None,
        )
        for index in range(max(len(before), len(after)))
    ]


def _difference(index: int, before: VideoScene | None, after: VideoScene | None) -> SceneDifference:
    if before is None or after is None:
        return SceneDifference(index, before, after, True, True, True)
    return SceneDifference(
        index,
        before,
        after,
        pictures_differ=not before.pictures_key or before.pictures_key != after.pictures_key,
        narration_differs=not before.narration_key or before.narration_key != after.narration_key,
        duration_differs=before.duration_ms != after.duration_ms,
    )
