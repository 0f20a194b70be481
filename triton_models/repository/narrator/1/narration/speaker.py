"""What the narrator needs of a voice; `voice.py` has the real one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from narration.alignment import Phonemes
from narration.sound import Sound


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a voice made of some phonemes."""

    sound: Sound
    lengths: tuple[float, ...]
    """In samples: a pad, each known symbol, a pad."""


class Speaker(Protocol):
    """Somebody who reads aloud."""

    def knows(self, symbol: str) -> bool:
        """Whether a symbol gets a sound or a pause of its own; others are skipped."""

    def spoken_form(self, said: Sequence[str]) -> list[str]:
        """The words with times, dates, titles and units written out."""

    def phonemes(self, spoken: Sequence[str]) -> Phonemes:
        """The symbols of each word; words are joined by a space."""

    def say(self, symbols: str, speed: float) -> Utterance:
        """Sound for a sentence; the same symbols always sound the same."""
