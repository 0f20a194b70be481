"""When everything happens in a film.

Every scene lasts a whole number of segments, so that the film can be cut, encoded, sent and resumed
segment by segment, each a closed group of pictures of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

FPS: Final = 24
"""Frames a second of a film for which nobody asked for others."""
SEGMENT_MS: Final = 2000
CROSS_FADE_MS: Final = 1000
"""Over how much of its beginning a scene emerges from the one before it."""
SEGMENT_FRAMES: Final = FPS * SEGMENT_MS // 1000
"""Frames of a segment at `FPS`."""
CROSS_FADE_FRAMES: Final = FPS * CROSS_FADE_MS // 1000
"""Frames of a cross-fade at `FPS`."""

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
    fps: int = FPS

    @property
    def start_ms(self) -> int:
        return self.start_frame * 1000 // self.fps

    @property
    def duration_ms(self) -> int:
        return self.frame_count * 1000 // self.fps

    @property
    def segment_frames(self) -> int:
        """Frames of each segment."""
        return self.fps * SEGMENT_MS // 1000

    @property
    def cross_fade_frames(self) -> int:
        """Over how many of its first frames it emerges from the scene before."""
        return self.fps * CROSS_FADE_MS // 1000

    @property
    def segment_count(self) -> int:
        return self.frame_count // self.segment_frames

    @property
    def first_segment(self) -> int:
        """Number of its first segment, counted through the film."""
        return self.start_frame // self.segment_frames


@dataclass(frozen=True, slots=True)
class SegmentTiming:
    """Two seconds of one scene."""

    index: int
    """Counted through the film."""
    scene_index: int
    number: int
    """Counted within the scene."""
    frame_count: int

    @property
    def start_frame(self) -> int:
        return self.index * self.frame_count

    @property
    def first_scene_frame(self) -> int:
        """Its first frame, counted within the scene."""
        return self.number * self.frame_count


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole film."""

    scenes: tuple[SceneTiming, ...]

    @property
    def frame_count(self) -> int:
        return sum(scene.frame_count for scene in self.scenes)

    @property
    def duration_ms(self) -> int:
        return self.segment_count * SEGMENT_MS

    @property
    def segment_count(self) -> int:
        return sum(scene.segment_count for scene in self.scenes)

    def segments(self, scene_index: int) -> Iterator[SegmentTiming]:
        """The segments of a scene, in order."""
        scene = self.scenes[scene_index]
        for number in range(scene.segment_count):
            yield SegmentTiming(scene.first_segment + number, scene_index, number, scene.segment_frames)


def plan_timeline(narrations_ms: Sequence[int], fps: int = FPS) -> Timeline:
    """Lays scenes out one after another, each long enough for its narration and rounded up to whole segments.

    Args:
        narrations_ms: how long each scene's narration is spoken.
        fps: frames a second of the film; the times don't depend on it.
    """
    scenes: list[SceneTiming] = []
    segment_frames = fps * SEGMENT_MS // 1000
    start = 0
    last = len(narrations_ms) - 1
    for index, narration_ms in enumerate(narrations_ms):
        lead_in = TITLE_LEAD_IN_MS if index == 0 else LEAD_IN_MS
        breath = CLOSING_BREATH_MS if index == last else BREATH_MS
        needed = lead_in + narration_ms + breath
        segments = -(-needed // SEGMENT_MS)
        spare = segments * SEGMENT_MS - needed
        start_ms = start * SEGMENT_MS + lead_in + min(spare * 2 // 5, LONGEST_DELAY_MS)
        scenes.append(
            SceneTiming(index, start * segment_frames, segments * segment_frames, start_ms, narration_ms, fps)
        )
        start += segments
    return Timeline(tuple(scenes))
