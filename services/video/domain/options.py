"""What a person may choose of a film, and what each quality has."""

import uuid
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from services.video.domain.caption_style import CaptionStyle
from services.video.domain.look import LookChoice
from services.video.domain.sound_options import SoundOptions
from services.video.domain.timeline import CROSS_FADE_MS, SEGMENT_MS


class Aspect(StrEnum):
    """Shape of the picture."""

    WIDE = "WIDE"
    """16:9."""
    TALL = "TALL"
    """9:16, as phones are held."""
    SQUARE = "SQUARE"


class Resolution(IntEnum):
    """Pixels of the picture's shorter side."""

    P360 = 360
    P540 = 540
    P720 = 720
    P1080 = 1080


class Tier(StrEnum):
    """How much is spent on a film."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    ULTRA = "ULTRA"

    @property
    def rank(self) -> int:
        """A higher one is the better tier."""
        return list(Tier).index(self)


@dataclass(frozen=True, slots=True)
class TierProfile:
    """What a tier has."""

    resolution: Resolution
    """What a film has unless a person asks for less; also the most."""
    fps: int
    """What a film has unless a person asks for another rate."""
    most_fps: int
    preset: str
    """x264's."""
    crf: int
    """x264's quality, of its quick presets the quantiser: lower is better, six less doubles the size."""
    candidates: int
    """Compositions of a scene that are tried."""
    credits_per_second: int


PROFILES: Final = {
    Tier.LOW: TierProfile(Resolution.P360, 24, 24, "superfast", 23, 1, 1),
    # As good as superfast at a crf of 23 or veryfast at 21 (44 dB), for three and two quarters of their work.
    Tier.MEDIUM: TierProfile(Resolution.P720, 24, 30, "superfast", 22, 2, 1),
    Tier.HIGH: TierProfile(Resolution.P1080, 30, 30, "veryfast", 20, 4, 3),
    Tier.ULTRA: TierProfile(Resolution.P1080, 60, 60, "faster", 18, 8, 6),
}


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """How the pictures of a film are made and encoded."""

    width: int
    height: int
    fps: int
    preset: str = "veryfast"
    """The one that encoding starts with; it may take quicker ones to keep up."""
    crf: int = 21

    @property
    def segment_frames(self) -> int:
        """Frames of a segment."""
        return self.fps * SEGMENT_MS // 1000

    @property
    def cross_fade_frames(self) -> int:
        """Frames of a cross-fade."""
        return self.fps * CROSS_FADE_MS // 1000

    @property
    def small(self) -> "PictureFormat | None":
        """The same film for phones and slow lines; None where it is small already."""
        shorter = min(self.width, self.height)
        if shorter <= Resolution.P360:
            return None
        width, height = (_even(side * Resolution.P360 / shorter) for side in (self.width, self.height))
        return PictureFormat(width, height, self.fps, "superfast", 24)


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """One film's, with nothing left open."""

    tier: Tier = Tier.MEDIUM
    aspect: Aspect = Aspect.WIDE
    resolution: Resolution = Resolution.P720
    fps: int = 24
    captions: CaptionStyle | None = CaptionStyle.CLASSIC
    """How they are burnt in; None keeps them out of the picture, in a track of their own."""
    sound: SoundOptions = field(default_factory=SoundOptions)
    portrait_asset_id: uuid.UUID | None = None
    """The picture of the person who is to be seen in the film."""
    look: LookChoice = field(default_factory=LookChoice)
    """What the person chose of the hero's look."""

    @property
    def profile(self) -> TierProfile:
        """What its tier has."""
        return PROFILES[self.tier]

    @property
    def picture(self) -> PictureFormat:
        """How its pictures are made."""
        width, height = _SHAPES[self.aspect](self.resolution.value)
        return PictureFormat(width, height, self.fps, self.profile.preset, self.profile.crf)


_SHAPES: Final = {
    Aspect.WIDE: lambda short: (short * 16 // 9, short),
    Aspect.TALL: lambda short: (short, short * 16 // 9),
    Aspect.SQUARE: lambda short: (short, short),
}


def _even(pixels: float) -> int:
    return round(pixels / 2) * 2


SMALL: Final = (640, 360)
"""Width and height of a wide film of 360p."""


def lowest_tier(resolution: Resolution, fps: int) -> Tier:
    """The first tier that has both; the best one where none has."""
    return next((tier for tier in Tier if has(tier, resolution, fps)), Tier.ULTRA)


def has(tier: Tier, resolution: Resolution, fps: int) -> bool:
    """Whether a tier has so many pixels and frames."""
    profile = PROFILES[tier]
    return resolution <= profile.resolution and fps <= profile.most_fps
