"""Chords and voices: enough harmony for music that moves as music does."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

_MAJOR: Final = (0, 2, 4, 5, 7, 9, 11)
_MIXOLYDIAN: Final = (0, 2, 4, 5, 7, 9, 10)
_MINOR: Final = (0, 2, 3, 5, 7, 8, 10)
_LYDIAN: Final = (0, 2, 4, 6, 7, 9, 11)


class Mode(Enum):
    """A scale, as semitones above its root."""

    MAJOR = _MAJOR
    MIXOLYDIAN = _MIXOLYDIAN
    MINOR = _MINOR
    LYDIAN = _LYDIAN


class Colouring(Enum):
    """What a chord has beyond its triad, as scale steps above its root."""

    PLAIN = (0, 2, 4)
    NINTH = (0, 2, 4, 8)
    SEVENTH = (0, 2, 4, 6)
    SUSPENDED = (0, 3, 4)
    OPEN = (0, 4, 7)


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord of a key: pitch classes above its own root, in scale steps of the mode."""

    degree: int
    """From 1; the step of the scale that it stands on."""
    colouring: Colouring = Colouring.PLAIN


@dataclass(frozen=True, slots=True)
class Key:
    """A root (0 is C) and a mode."""

    root: int
    mode: Mode

    def pitch(self, step: int, octave: int) -> int:
        """MIDI pitch of a step of the scale, counted from 0 at the root; steps may leave the octave."""
        scale: tuple[int, ...] = self.mode.value
        octaves, place = divmod(step, len(scale))
        return 12 * (octave + 1) + self.root + scale[place] + 12 * octaves

    def bass(self, chord: Chord) -> int:
        """The root of a chord, low."""
        pitch = self.pitch(chord.degree - 1, 2)
        return pitch - 12 if pitch > 45 else pitch

    def tones(self, chord: Chord) -> tuple[int, ...]:
        """The notes of a chord, from its root in the octave of middle C, rising."""
        return tuple(sorted(self.pitch(chord.degree - 1 + step, 3) for step in chord.colouring.value))


def lead_voices(tones: Sequence[int], before: Sequence[int], *, lowest: int, highest: int) -> tuple[int, ...]:
    """A chord's notes in the octaves that move least from the chord before.

    Args:
        tones: the chord.
        before: how the chord before was voiced; empty for the first.
        lowest, highest: the range of the voices.
    """
    inversions = [_fold(tones, floor, lowest, highest) for floor in range(lowest, lowest + 12, 2)]

    def distance(voicing: tuple[int, ...]) -> float:
        middle = sum(voicing) / len(voicing)
        if not before:
            return abs(middle - (lowest + highest) / 2)
        moves = sum(min(abs(pitch - other) for other in before) for pitch in voicing)
        closeness = sum(1 for low, high in pairwise(voicing) if high - low < 2)
        return moves + 0.35 * abs(middle - (lowest + highest) / 2) + 3 * closeness

    return min(inversions, key=distance)


def _fold(tones: Sequence[int], floor: int, lowest: int, highest: int) -> tuple[int, ...]:
    folded = set()
    for tone in tones:
        pitch = floor + (tone - floor) % 12
        if pitch > highest and pitch - 12 >= lowest:
            pitch -= 12
        folded.add(pitch)
    return tuple(sorted(folded))
