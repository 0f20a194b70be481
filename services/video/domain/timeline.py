"""When everything happens in a film.

Every scene lasts a whole number of segments, so that the film can be cut, encoded, sent and resumed
segment by segment, each a closed group of pictures of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FPS: Final = 24
SEGMENT_MS: Final = 2000
SEGMENT_FRAMES: Final = FPS * SEGMENT_MS // 1000
CROSS_FADE_FRAMES: Final = 24
"""Over how many of its first frames a scene emerges from the one before it."""

TITLE_LEAD_IN_MS: Final = 3500
"""The first scene shows the title before anybody speaks."""
LEAD_IN_MS: Final = 900
BREATH_MS: Final = 600
CLOSING_BREATH_MS: Final = 3200
"""The last scene lingers, shows the closing line and fades out."""
LONGEST_DELAY_MS: Final = 700
"""The most that rounding may delay a narration."""


@dataclass(frozen=True, slots=True)
class SceneTiming:
    """Where a scene lies in the film, and its narration in the scene."""

    index: int
    start_frame: int
    frame_count: int
    narration_start_ms: int
    """From the start of the film."""
    narration_ms: int

    @property
    def start_ms(self) -> int:
        return self.start_frame * 1000 // FPS

    @property
    def duration_ms(self) -> int:
        return self.frame_count * 1000 // FPS

    @property
    def segment_count(self) -> int:
        return self.frame_count // SEGMENT_FRAMES

    @property
    def first_segment(self) -> int:
        """Number of its first segment, counted through the film."""
        return self.start_frame // SEGMENT_FRAMES


@dataclass(frozen=True, slots=True)
class SegmentTiming:
    """Two seconds of one scene."""

    index: int
    """Counted through the film."""
    scene_index: int
    number: int
    """Counted within the scene."""

    @property
    def start_frame(self) -> int:
        return self.index * SEGMENT_FRAMES

    @property
    def first_scene_frame(self) -> int:
        """Its first frame, counted within the scene."""
        return self.number * SEGMENT_FRAMES


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole film."""

    scenes: tuple[SceneTiming, ...]

    @property
    def frame_count(self) -> int:
        return sum(scene.frame_count for scene in self.scenes)

    @property
    def duration_ms(self) -> int:
        return self.frame_count * 1000 // FPS

    @property
    def segment_count(self) -> int:
        return self.frame_count // SEGMENT_FRAMES

    def segments(self, scene_index: int) -> Iterator[SegmentTiming]:
        """The segments of a scene, in order."""
        scene = self.scenes[scene_index]
        for number in range(scene.segment_count):
            yield SegmentTiming(scene.first_segment + number, scene_index, number)


def plan_timeline(narrations_ms: Sequence[int]) -> Timeline:
    """Lays scenes out one after another, each long enough for its narration and rounded up to whole segments.

    Args:
        narrations_ms: how long each scene's narration is spoken.
    """
    scenes: list[SceneTiming] = []
    start_frame = 0
    last = len(narrations_ms) - 1
    for index, narration_ms in enumerate(narrations_ms):
        lead_in = TITLE_LEAD_IN_MS if index == 0 else LEAD_IN_MS
        breath = CLOSING_BREATH_MS if index == last else BREATH_MS
        needed = lead_in + narration_ms + breath
        segments = -(-needed // SEGMENT_MS)
        spare = segments * SEGMENT_MS - needed
        start_ms = start_frame * 1000 // FPS + lead_in + min(spare * 2 // 5, LONGEST_DELAY_MS)
        scenes.append(SceneTiming(index, start_frame, segments * SEGMENT_FRAMES, start_ms, narration_ms))
        start_frame += segments * SEGMENT_FRAMES
    return Timeline(tuple(scenes))
