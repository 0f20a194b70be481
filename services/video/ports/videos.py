"""Where films are kept."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from services.video.domain.progress import Progress
from services.video.domain.video import Rendition, Segment, Video, VideoFailure, VideoScene


@dataclass(frozen=True, slots=True)
class Reusable:
    """What finished versions of a film have, by what it depends on."""

    segments: Mapping[str, Segment]
    """By their pictures' key."""
    narrations: Mapping[str, tuple[uuid.UUID, int]]
    """By their key: which video has it, and for which scene."""
    scenes: Mapping[str, tuple[uuid.UUID, int]]
    """By the key of a segment's pictures: which video plays them, and in which scene."""


NOTHING_REUSABLE: Final = Reusable({}, {}, {})


@dataclass(frozen=True, slots=True)
class VideoPage:
    """Some of a person's videos, newest first."""

    videos: tuple[Video, ...]
    next_page_token: str


class Videos(Protocol):
    """One person's videos, within one transaction. Every change raises the video's version."""

    async def add(self, video: Video) -> None:
        """A new video, with its scenes."""
        ...

    async def find(self, video_id: uuid.UUID) -> Video | None:
        """A video of this person's."""
        ...

    async def page(
        self,
        page_size: int,
        page_token: str,
        *,
        words: Collection[str] = (),
        script_id: uuid.UUID | None = None,
    ) -> VideoPage:
        """Some films, newest first, each as its current version: with all the words, made from one script.

        Raises PageTokenInvalid: the token is of another list or another search.
        """
        ...

    async def versions(self, film_id: uuid.UUID, *, lock: bool = False) -> Sequence[Video]:
        """All versions of a film, the first one first; `lock` keeps others from changing which there are."""
        ...

    async def version_page(self, film_id: uuid.UUID, page_size: int, page_token: str) -> VideoPage:
        """Some versions of a film, the latest first."""
        ...

    async def make_current(self, video: Video) -> None:
        """Its film is listed as this version from now on."""
        ...

    async def reusable(self, video_id: uuid.UUID) -> Reusable:
        """What other versions of its film have that are READY."""
        ...

    async def some(self, limit: int) -> Sequence[uuid.UUID]:
        """Ids of so many of this person's videos, of no certain order; none when they have none."""
        ...

    async def of_portrait(self, asset_id: uuid.UUID) -> Sequence[uuid.UUID]:
        """Ids of the videos that show the person of this photo."""
        ...

    async def of_script(self, script_id: uuid.UUID) -> Sequence[uuid.UUID]:
        """Ids of the videos of one script."""
        ...

    async def segments(self, video_id: uuid.UUID) -> Sequence[Segment]:
        """The segments that can be played, in order, without a gap."""
        ...

    async def begin_rendering(self, video_id: uuid.UUID) -> None:
        """A worker has taken it up."""
        ...

    async def plan_scenes(self, video_id: uuid.UUID, scenes: Sequence[VideoScene]) -> None:
        """Its timeline is known now."""
        ...

    async def save_progress(self, video_id: uuid.UUID, progress: Progress, frames: Sequence[int]) -> None:
        """How far it is: as a whole, and each scene's encoded frames."""
        ...

    async def add_segment(self, video_id: uuid.UUID, segment: Segment) -> None:
        """Two more seconds can be played. Adding it again changes nothing."""
        ...

    async def add_renditions(self, video_id: uuid.UUID, renditions: Sequence[Rendition]) -> None:
        """Its files are stored. Adding them again changes nothing."""
        ...

    async def finish(self, video_id: uuid.UUID) -> None:
        """It is READY; and what its film is listed as, unless a later version is."""
        ...

    async def fail(self, video_id: uuid.UUID, failure: VideoFailure) -> None:
        """It is FAILED."""
        ...

    async def cancel(self, video_id: uuid.UUID) -> None:
        """It is CANCELLED; its segments are forgotten."""
        ...

    async def queue_again(self, video_id: uuid.UUID) -> None:
        """It is QUEUED again, with all that was made of it."""
        ...

    async def delete(self, video_id: uuid.UUID) -> Sequence[uuid.UUID]:
        """It is gone with all its rows, and noted as `Waste`, as are deleted versions whose objects it kept.
        Returns whose objects can go now: none if it was gone already."""
        ...

    async def kept_objects(self, video_id: uuid.UUID) -> frozenset[str]:
        """Keys of a deleted video's objects that other versions still play."""
        ...
