"""What the models of films do: speak and paint."""

from collections.abc import AsyncGenerator, Awaitable
from dataclasses import dataclass
from typing import Protocol

from services.video.domain.captions import Word
from services.video.domain.look import HeroLook
from services.video.domain.options import PictureFormat
from services.video.domain.sound_options import SoundOptions
from services.video.ports.scripts import Visual


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
    narration: str = ""
    """What is told meanwhile; empty for a renderer that doesn't read it."""
    portrait_key: str = ""
    """Of the cut-out of who is seen in near shots; empty draws somebody there, too."""
    goes_on_from: str = ""
    """Key of the picture that the scene before ends with (`fingerprints.last_picture_key`); empty for a scene
    that begins afresh, and for a renderer that makes all scenes that way."""
    first_picture: bytes = b""
    """That picture, a PNG."""


@dataclass(frozen=True, slots=True)
class FrameChunk:
    """Some frames in I420, one after another."""

    indices: tuple[int, ...]
    pixels: memoryview
    """Valid until the next chunk is asked for: it may lie in memory that is painted over then."""

    def kept(self) -> "FrameChunk":
        """A copy that stays."""
        return FrameChunk(self.indices, memoryview(bytes(self.pixels)))


class Renderer(Protocol):
    """Paints."""

    @property
    def whole_scenes(self) -> bool:
        """Whether it makes a scene in one go, from its beginning on. What it paints depends on what is told
        meanwhile and may go on from the picture before; frames that are asked for in another order wait."""
        ...

    def frames(self, request: FrameRequest) -> AsyncGenerator[FrameChunk, None]:
        """The frames asked for, in that order, a few at a time. Closing the generator stops the rendering.

        Some are made ahead, but no more than a few: who doesn't ask for the next ones stops it in time.
        """
        ...

    def frames_later(
        self, sketch: FrameRequest, known: Awaitable[FrameRequest]
    ) -> AsyncGenerator[FrameChunk, None]:
        """The same of a request that isn't known yet: what doesn't depend on its length is painted meanwhile.

        Args:
            sketch: the request with some length and without frames.
        """
        ...
