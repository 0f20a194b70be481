"""How a tone plays: mode, beat, chords, and who plays what."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.video.domain.music.arc import Bar
from services.video.domain.music.score import Instrument
from services.video.domain.music.theory import Chord, Colouring, Mode


@dataclass(frozen=True, slots=True)
class Style:
    """How a tone plays."""

    mode: Mode
    beats: int
    """In a bar."""
    progressions: tuple[tuple[int, ...], ...]
    colouring: Colouring
    bars_per_chord: int
    percussion: bool
    lead: Instrument
    """Plays the arpeggios."""
    singer: Instrument
    """Plays the motif when the story turns."""
    drum: Instrument


_STYLES: Final = {
    "hopeful": Style(
        Mode.MAJOR, 4, ((1, 5, 6, 4), (1, 3, 4, 5), (4, 1, 5, 6), (6, 4, 1, 5), (1, 4, 6, 5)),
        Colouring.NINTH, 1, False, Instrument.PIANO, Instrument.CELLO, Instrument.KICK,
    ),
    "adventurous": Style(
        Mode.MIXOLYDIAN, 4, ((1, 7, 4, 1), (1, 4, 7, 4), (1, 5, 7, 4), (4, 1, 7, 1)), Colouring.PLAIN, 1,
        True, Instrument.PLUCK, Instrument.HORN, Instrument.FRAME_DRUM,
    ),
    "gentle": Style(
        Mode.MAJOR, 3, ((1, 4, 6, 5), (1, 6, 2, 5), (4, 1, 2, 5), (1, 3, 6, 4)), Colouring.SEVENTH, 2,
        False, Instrument.PIANO, Instrument.FLUTE, Instrument.KICK,
    ),
    "funny": Style(
        Mode.MAJOR, 4, ((1, 6, 2, 5), (1, 4, 1, 5), (1, 4, 2, 5), (1, 5, 4, 5)), Colouring.PLAIN, 1,
        True, Instrument.PLUCK, Instrument.FLUTE, Instrument.KICK,
    ),
    "epic": Style(
        Mode.MINOR, 4, ((1, 6, 3, 7), (1, 7, 6, 7), (6, 7, 1, 3), (1, 4, 6, 7)), Colouring.NINTH, 1,
        True, Instrument.PIANO, Instrument.HORN, Instrument.FRAME_DRUM,
    ),
}  # fmt: skip
_DARK: Final = {"lonely": (6, 4, 1, 5), "tense": (6, 2, 4, 5), "tender": (4, 1, 6, 5)}
_DARK_MINOR: Final = {"lonely": (1, 4, 6, 5), "tense": (1, 1, 6, 7), "tender": (6, 3, 1, 7)}


def style_of(tone: str) -> Style:
    """The style of a tone; an unknown one plays as `hopeful`."""
    return _STYLES.get(tone, _STYLES["hopeful"])


def harmonise(bars: Sequence[Bar], style: Style, dice: random.Random) -> None:
    """Gives each bar its chord.

    Chords belong to the scene's mood; the film opens at home, waits on the dominant before the turn, turns on
    its home chord, and ends with a cadence.
    """
    progression: tuple[int, ...] = ()
    number = 0
    for bar in bars:
        if bar.opens_scene:
            dark = _DARK_MINOR if style.mode is Mode.MINOR else _DARK
            progression = dark.get(bar.mood) or dice.choice(style.progressions)
            if bar.is_turn:
                progression = (1, *progression[1:])
            number = 0
        bar.chord = Chord(progression[number // style.bars_per_chord % len(progression)], style.colouring)
        if bar.before_turn:
            bar.chord = _dominant(style)
        number += 1
    _come_home(bars, style)


def _come_home(bars: Sequence[Bar], style: Style) -> None:
    if not bars:
        return
    bars[0].chord = Chord(1, style.colouring)
    if len(bars) > 3:
        bars[-3].chord = Chord(6 if style.mode is Mode.MINOR else 4, style.colouring)
        bars[-2].chord = _dominant(style)
    bars[-1].chord = Chord(1, Colouring.OPEN if style.mode is Mode.MINOR else Colouring.NINTH)


def _dominant(style: Style) -> Chord:
    return Chord(7 if style.mode in (Mode.MINOR, Mode.MIXOLYDIAN) else 5, Colouring.SUSPENDED)
