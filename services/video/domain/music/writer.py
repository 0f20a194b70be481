"""Collects the notes of a score, played as a hand would play them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.video.domain.music.score import Instrument, Note


@dataclass(slots=True)
class Writer:
    """Collects notes."""

    dice: random.Random
    notes: dict[Instrument, list[Note]] = field(default_factory=dict)

    def play(
        self,
        instrument: Instrument,
        start: float,
        length: float,
        pitch: int,
        loudness: float,
        pan: float = 0.0,
    ) -> None:
        """Adds a note, a little off the grid and never quite as loud as the one before."""
        humane = self.dice.uniform(-0.006, 0.01) if start > 0.02 else 0.0
        touch = loudness * self.dice.uniform(0.88, 1.06)
        self.notes.setdefault(instrument, []).append(
            Note(start + humane, length, pitch, min(touch, 1.0), max(min(pan, 1.0), -1.0))
        )

    def collected(self) -> Mapping[Instrument, tuple[Note, ...]]:
        """All notes, each instrument's in the order of their starts."""
        return {
            instrument: tuple(sorted(notes, key=lambda note: note.start))
            for instrument, notes in self.notes.items()
        }
