"""A score: which instrument plays which note when."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Instrument(StrEnum):
    """What plays."""

    STRINGS = "strings"
    PAD = "pad"
    PIANO = "piano"
    PLUCK = "pluck"
    BELL = "bell"
    CELLO = "cello"
    FLUTE = "flute"
    HORN = "horn"
    BASS = "bass"
    KICK = "kick"
    SHAKER = "shaker"
    FRAME_DRUM = "frame_drum"
    SWELL = "swell"


@dataclass(frozen=True, slots=True)
class Note:
    """One note; times in seconds from the start of the film."""

    start: float
    length: float
    pitch: int
    """MIDI; drums disregard it."""
    loudness: float
    """0 to 1."""
    pan: float = 0.0
    """-1 is left, 1 is right."""


@dataclass(frozen=True, slots=True)
class Score:
    """All that is played."""

    notes: Mapping[Instrument, tuple[Note, ...]]
    length: float
