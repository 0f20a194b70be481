"""All the work on pictures and sound that isn't a model's."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.captions import Cue
from services.video.domain.chapters import Chapter
from services.video.domain.options import PictureFormat
from services.video.domain.provenance import MadeOf, Shows
from services.video.domain.thumbnails import Sheet
from services.video.domain.timeline import SceneTiming, Timeline
from services.video.domain.transitions import Transition
from services.video.ports.models import FrameChunk
from services.video.ports.scripts import Visual


@dataclass(frozen=True, slots=True)
class Voice:
    """A spoken narration and when it starts in the film."""

    load: Callable[[], bytes]
    """Reads its sound, from a thread; called once, when the film has come to it."""
    sample_rate: int
    start_ms: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class ScenePictures:
    """What the lettering and the joins of one scene depend on."""

    timing: SceneTiming
    cues: tuple[Cue, ...]
    title: str
    """Of the film; shown over the first scene."""
    name: str
    is_first: bool
    is_last: bool
    transition: Transition = Transition.DISSOLVE
    """From the scene before."""
    captions: CaptionStyle | None = CaptionStyle.CLASSIC
    """How they are burnt in; None leaves the pictures without."""


@dataclass(frozen=True, slots=True)
class EncodedSegment:
    """The encoded pictures of one segment, without their sound."""

    number: int
    """Counted within the scene."""
    frame_count: int
    packets: tuple[tuple[bytes, bool], ...]
    """Data of each frame, and whether it is a key frame."""
    small_packets: tuple[tuple[bytes, bool], ...] = ()
    """The same pictures for phones; empty where the film is small already."""


class SceneCutter(Protocol):
    """Turns the frames of one scene into segments."""

    async def add(
        self, chunk: FrameChunk, tail: FrameChunk | None, *, preset: str
    ) -> Sequence[EncodedSegment]:
        """Takes the scene's next frames, in order, and returns the segments that they complete.

        Args:
            tail: what comes after the end of the scene before, to fade over from; None where none is needed.
            preset: x264's, for segments that begin with these frames.
        """
        ...


class Sound(Protocol):
    """The encoded sound of a film."""

    @property
    def init_segment(self) -> bytes:
        """What a player needs before any segment."""
        ...

    @property
    def small_init_segment(self) -> bytes | None:
        """The one of the segments for phones; None where there are none."""
        ...

    async def reached(self, index: int) -> None:
        """Waits until the sound of a segment is there."""
        ...

    def go_on(self) -> None:
        """Lets what comes after the first segment be made: somebody waits for that one's pictures first."""
        ...

    def segment(self, index: int, pictures: EncodedSegment) -> bytes:
        """A whole media segment: pictures with their sound, which has to be there."""
        ...

    def small_segment(self, index: int, pictures: EncodedSegment) -> bytes | None:
        """The one for phones; None where there is none."""
        ...


class GrowingSound(Sound, Protocol):
    """The sound of a film while it is being made. The same film always gets the same."""

    async def write(self, target: Path) -> None:
        """Writes all of it to a file, once it is made.

        Raises:
            WorkspaceFull
        """
        ...

    def close(self) -> None:
        """Breaks off what isn't made yet."""
        ...


class Studio(Protocol):
    """Composes, letters, encodes and joins: all the work on pictures and sound that isn't a model's."""

    async def score(
        self,
        timeline: Timeline,
        visuals: Sequence[Visual],
        voices: Sequence[Voice],
        picture: PictureFormat,
        *,
        tone: str,
        seed: int,
        music: bool,
    ) -> GrowingSound:
        """Begins to make the film's sound: music for its scenes, the sound of their places, voices."""
        ...

    async def sound(self, file: Path, picture: PictureFormat) -> Sound:
        """Reads the file of a `GrowingSound`, which may be deleted then.

        Raises:
            WorkspaceFull
        """
        ...

    def cutter(self, scene: ScenePictures, picture: PictureFormat, *, segments: Sequence[int]) -> SceneCutter:
        """Cuts a scene into segments: those of these numbers, rising; only their frames come."""
        ...

    async def pictures(self, segment: bytes, small: bytes | None, number: int) -> EncodedSegment:
        """The pictures of media segments that a `Sound` made.

        Args:
            small: the one for phones; None where there is none.
            number: what the segment is to be called.
        """
        ...

    async def still(self, frame: FrameChunk, picture: PictureFormat) -> bytes:
        """A PNG of one frame."""
        ...

    async def poster(
        self, frames: Sequence[FrameChunk], picture: PictureFormat, *, title: str, name: str
    ) -> bytes:
        """A JPEG of the best of some frames, with the title on it."""
        ...

    async def join(self, parts: AsyncIterator[bytes], target: Path, chapters: Sequence[Chapter]) -> None:
        """Writes init segment and segments, in order, as one MP4 that starts to play before it is loaded.
        Nothing is encoded again. Nothing but the target is left in its folder, and not that if it fails.

        Raises:
            WorkspaceFull
        """
        ...

    async def sign(self, film: Path, made_of: MadeOf) -> None:
        """Signs into a finished film from what and by what it was made; nothing, where there is no key.

        Raises:
            WorkspaceFull: the film is as it was.
        """
        ...

    async def sign_picture(self, picture: bytes, content_type: str, made_of: MadeOf, shows: Shows) -> bytes:
        """The picture with the same signed into it: a JPEG or WebP; as it is, where there is no key."""
        ...

    async def thumbnails(self, film: Path, sheet: Sheet) -> bytes:
        """A JPEG of small stills of a finished film."""
        ...

    async def preview(self, film: Path, moments_ms: Sequence[int]) -> bytes:
        """A WebP that moves: some moments of a finished film, given by when they begin."""
        ...
