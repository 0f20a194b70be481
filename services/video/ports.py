"""What the use cases of films need from outside."""

import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from services.kit.ids import UserId
from services.video.domain.caption_style import CaptionStyle
from services.video.domain.captions import Cue, Word
from services.video.domain.chapters import Chapter
from services.video.domain.look import HeroLook, StoryHero
from services.video.domain.options import PictureFormat
from services.video.domain.progress import Progress
from services.video.domain.provenance import MadeOf
from services.video.domain.sound_options import SoundOptions
from services.video.domain.thumbnails import Sheet
from services.video.domain.timeline import SceneTiming, Timeline
from services.video.domain.transitions import Transition
from services.video.domain.video import Rendition, Segment, Video, VideoFailure, VideoScene


@dataclass(frozen=True, slots=True)
class Visual:
    """What is seen in a scene, in the words that the renderer knows."""

    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: tuple[str, ...]
    companion: str = "nobody"
    """Who is seen with the hero: nobody, a child, an adult or an elder."""


@dataclass(frozen=True, slots=True)
class SceneText:
    """One scene of a script."""

    title: str
    narration: str
    visual: Visual


@dataclass(frozen=True, slots=True)
class ScriptSnapshot:
    """A script as it stood when its film was asked for."""

    script_id: uuid.UUID
    state: str
    """As its service names it; only a READY one can be filmed."""
    title: str
    scenes: tuple[SceneText, ...]
    name: str
    """What the story calls its hero; may be empty."""
    tone: str
    """Of the story, for example `hopeful`; may be empty."""
    hero: StoryHero = field(default_factory=StoryHero)


class Scripts(Protocol):
    """The scripts of the person who is calling."""

    async def find(self, script_id: uuid.UUID) -> ScriptSnapshot | None:
        """A script of the caller's; None if there is none of this id."""
        ...


class Portraits(Protocol):
    """Photos that people sent to be seen in their films."""

    async def cutout_key(self, owner: UserId, asset_id: uuid.UUID) -> str:
        """Key in the store of the person cut out of a photo; the object never changes.

        Raises:
            PortraitNotFound: the owner has no such photo.
            PortraitNotReady: it can't be used, or hasn't been looked at yet.
        """
        ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """A narration, spoken: mono samples of 16 bits, little-endian."""

    pcm: bytes
    sample_rate: int
    words: tuple[Word, ...]
    """Times from the start of the narration."""

    @property
    def duration_ms(self) -> int:
        return len(self.pcm) // 2 * 1000 // self.sample_rate


class Narrator(Protocol):
    """Speaks."""

    async def speak(self, text: str, options: SoundOptions) -> Spoken:
        """A narration with the time of each word, in the voice and at the speed that the options name."""
        ...


@dataclass(frozen=True, slots=True)
class FilmPlace:
    """Where a scene lies in its film: what its scenes share, and what tells them apart."""

    film_seed: int
    scene: int
    scenes: int


@dataclass(frozen=True, slots=True)
class FrameRequest:
    """Frames of one scene. A frame depends on nothing but what is here and its index."""

    visual: Visual
    seed: int
    picture: PictureFormat
    duration_frames: int
    """What camera moves are planned over."""
    indices: tuple[int, ...] = ()
    """Which frames, in the order wanted; some beyond the duration may be asked for."""
    candidates: int = 1
    """Compositions that are tried, of which the best is painted."""
    shot: str = "auto"
    """How near the hero is: wide, medium or close; auto leaves it to the renderer."""
    place: FilmPlace | None = None
    look: HeroLook | None = None
    """What the hero looks like; None leaves it to the renderer."""
    portrait_key: str = ""
    """Of the cut-out of who is seen in near shots; empty draws somebody there, too."""


@dataclass(frozen=True, slots=True)
class FrameChunk:
    """Some frames in I420, one after another."""

    indices: tuple[int, ...]
    pixels: memoryview


class Renderer(Protocol):
    """Paints."""

    def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        """The frames asked for, in that order, a few at a time. Closing the generator stops the rendering."""
        ...


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

    def segment(self, index: int, pictures: EncodedSegment) -> bytes:
        """A whole media segment: pictures with their sound, which has to be there."""
        ...

    def small_segment(self, index: int, pictures: EncodedSegment) -> bytes | None:
        """The one for phones; None where there is none."""
        ...


class GrowingSound(Sound, Protocol):
    """The sound of a film while it is being made. The same film always gets the same."""

    async def file(self) -> bytes:
        """All of it, once it is made."""
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

    async def sound(self, file: bytes, picture: PictureFormat) -> Sound:
        """Reads the file of a `GrowingSound`."""
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

    async def poster(
        self, frames: Sequence[FrameChunk], picture: PictureFormat, *, title: str, name: str
    ) -> bytes:
        """A JPEG of the best of some frames, with the title on it."""
        ...

    async def join(self, parts: AsyncIterator[bytes], target: Path, chapters: Sequence[Chapter]) -> None:
        """Writes init segment and segments, in order, as one MP4 that starts to play before it is loaded.
        Nothing is encoded again."""
        ...

    async def sign(self, film: Path, made_of: MadeOf) -> None:
        """Signs into a finished film from what and by what it was made; nothing, where there is no key."""
        ...

    async def thumbnails(self, film: Path, sheet: Sheet) -> bytes:
        """A JPEG of small stills of a finished film."""
        ...

    async def preview(self, film: Path, moments_ms: Sequence[int]) -> bytes:
        """A WebP that moves: some moments of a finished film, given by when they begin."""
        ...


@dataclass(frozen=True, slots=True)
class Reusable:
    """What finished versions of a film have, by what it depends on."""

    segments: Mapping[str, Segment]
    """By their pictures' key."""
    narrations: Mapping[str, tuple[uuid.UUID, int]]
    """By their key: which video has it, and for which scene."""


NOTHING_REUSABLE: Final = Reusable({}, {})


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

    async def page(self, page_size: int, page_token: str) -> VideoPage:
        """Some films, newest first, each as its current version."""
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


@dataclass(frozen=True, slots=True)
class WastedVideo:
    """A video whose objects nobody will want any more."""

    slot: int
    user_id: uuid.UUID
    video_id: uuid.UUID
    since: datetime
    """By the database's clock."""


class Waste(Protocol):
    """Cancelled and deleted videos of everybody, until their objects are certainly gone."""

    @property
    def shards(self) -> Sequence[str]: ...

    async def older_than(self, shard: str, age: timedelta, limit: int) -> Sequence[WastedVideo]:
        """Those that were cancelled or deleted at least so long ago, oldest first."""
        ...

    async def kept_objects(self, shard: str, video: WastedVideo) -> frozenset[str]:
        """Keys of its objects that other versions of its film still play."""
        ...

    async def is_gone(self, shard: str, video: WastedVideo) -> None:
        """Nothing of it is stored any more, but what others keep."""
        ...
