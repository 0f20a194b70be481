"""A video as its owner knows it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from services.video.domain.language import USUAL
from services.video.domain.options import RenderOptions
from services.video.domain.timeline import SEGMENT_MS

VideoId = NewType("VideoId", uuid.UUID)


class VideoState(StrEnum):
    """Where a video stands."""

    QUEUED = "QUEUED"
    RENDERING = "RENDERING"
    READY = "READY"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_final(self) -> bool:
        """Nothing more happens by itself."""
        return self in (VideoState.READY, VideoState.FAILED, VideoState.CANCELLED)


class RenditionKind(StrEnum):
    """What a file of a finished film is."""

    MP4 = "MP4"
    POSTER = "POSTER"
    CAPTIONS = "CAPTIONS"
    CHAPTERS = "CHAPTERS"
    PREVIEW = "PREVIEW"
    THUMBNAILS = "THUMBNAILS"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a finished film."""

    kind: RenditionKind
    content_type: str
    size_bytes: int
    blob_key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Two seconds that can be played."""

    index: int
    scene_index: int
    blob_key: str
    frame_count: int
    size_bytes: int
    pictures_key: str = ""
    """What its pictures depend on, hashed."""
    small_blob_key: str = ""
    """The same two seconds for phones; empty where the film is small already."""
    small_size_bytes: int = 0
    captions_key: str = ""
    """What is said in it, as WebVTT; empty where captions are in the picture."""


@dataclass(frozen=True, slots=True)
class VideoScene:
    """One scene; frames and times are 0 until its narration is spoken."""

    index: int
    title: str
    start_ms: int = 0
    duration_ms: int = 0
    rendered_frames: int = 0
    total_frames: int = 0
    pictures_key: str = ""
    """What its pictures depend on, hashed; empty until that is known."""
    narration_key: str = ""
    """What its narration depends on, hashed."""


@dataclass(frozen=True, slots=True)
class VideoFailure:
    """Why a video was given up."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Video:
    """A narrated film of a script."""

    id: VideoId
    script_id: uuid.UUID
    job_id: uuid.UUID
    title: str
    options: RenderOptions
    state: VideoState
    version: int
    """Grows with every change."""
    created_at: datetime
    updated_at: datetime
    scenes: tuple[VideoScene, ...] = ()
    progress: float = 0.0
    time_left_ms: int | None = None
    segment_count: int = 0
    """Segments from the start without a gap: what can be played."""
    renditions: tuple[Rendition, ...] = ()
    failure: VideoFailure | None = None
    finished_at: datetime | None = None
    film_id: uuid.UUID | None = None
    """Id of the first version of its film; None for the first itself."""
    number: int = 1
    """Of the version."""
    is_current: bool = True
    """Whether its film is listed as this version."""
    seed: int = 0
    """Of the pictures and the music; 0 for one that is older than this field."""
    hero_name: str = ""
    """What the story calls its hero; empty for a film that is older than this field."""
    language: str = USUAL
    """Tag (BCP 47) of what it is told in."""

    @property
    def film(self) -> uuid.UUID:
        """Id of the film that it is a version of."""
        return self.film_id or self.id

    @property
    def duration_ms(self) -> int:
        return sum(scene.duration_ms for scene in self.scenes)

    @property
    def playable_ms(self) -> int:
        return self.segment_count * SEGMENT_MS

    def rendition(self, kind: RenditionKind) -> Rendition | None:
        """The file of this kind, if there is one."""
        return next((rendition for rendition in self.renditions if rendition.kind is kind), None)


def playable_count(indices: list[int]) -> int:
    """How many segments follow each other from the first without a gap.

    Args:
        indices: of the segments that are stored, rising.
    """
    count = 0
    for index in indices:
        if index != count:
            break
        count += 1
    return count
