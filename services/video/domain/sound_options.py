"""How a film is told and heard: what a person may choose of its sound."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SLOWEST: Final = 0.7
FASTEST: Final = 1.3


class VoiceName(StrEnum):
    """Who tells the story; the values are the names that the narrator model knows."""

    LARK = "lark"
    """An American woman; some forty times faster than speech on one core."""
    HERON = "heron"
    """A British man; takes half as long as he speaks, or longer, on one core."""
    WREN = "wren"
    """An American woman, warmer than the lark and as slow as the heron."""


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """The sound of one film."""

    voice: VoiceName = VoiceName.LARK
    speed: float = 1.0
    """1 is the voice's own pace; from SLOWEST to FASTEST."""
    music: bool = True
    """Without music there is still the sound of the places, more softly."""

    def __post_init__(self) -> None:
        if not SLOWEST <= self.speed <= FASTEST:
            raise ValueError(f"speed must be from {SLOWEST} to {FASTEST}, not {self.speed}")
