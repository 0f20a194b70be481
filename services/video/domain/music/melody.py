"""The film's motif: a few notes of its own that return, changed as the story changes, and come home."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from services.video.domain.music.arc import BAR, Bar
from services.video.domain.music.score import Instrument
from services.video.domain.music.style import Style
from services.video.domain.music.theory import Key
from services.video.domain.music.writer import Writer

_RHYTHMS: Final = (
    (1.5, 0.5, 1.0, 3.0),
    (1.0, 1.0, 1.0, 3.0),
    (2.0, 1.0, 1.0, 2.0),
    (0.5, 0.5, 1.0, 1.0, 3.0),
)
_TRIPLE: Final = ((2.0, 1.0, 3.0), (1.0, 1.0, 1.0, 3.0), (1.5, 0.5, 1.0, 3.0))
_HOME: Final = (0, 2, 4, 7)
"""Steps of the home chord."""
_CELLO_TOP: Final = 72
"""Above it a cello sounds strained: it plays an octave lower."""


@dataclass(frozen=True, slots=True)
class Motif:
    """A few notes: steps of the scale from the root, and how many beats each is held."""

    steps: tuple[int, ...]
    beats: tuple[float, ...]

    def moved(self, by: int) -> "Motif":
        """Higher or lower by steps of the scale."""
        return Motif(tuple(step + by for step in self.steps), self.beats)

    def inverted(self) -> "Motif":
        """Falls where it rose."""
        return Motif(tuple(2 * self.steps[0] - step for step in self.steps), self.beats)

    def slower(self, times: float) -> "Motif":
        """Each note held for longer."""
        return Motif(self.steps, tuple(beat * times for beat in self.beats))

    def head(self) -> "Motif":
        """Its first two notes, the second one held."""
        return Motif(self.steps[:2], (self.beats[0], 2.5))

    def resolved(self) -> "Motif":
        """The same with its end on the root."""
        return Motif((*self.steps[:-1], 0), (*self.beats[:-1], self.beats[-1] + 1.0))


def new_motif(dice: random.Random, *, beats: int) -> Motif:
    """A motif of the film's own: small steps with one leap, begun and ended on notes of the home chord."""
    rhythm = dice.choice(_TRIPLE if beats == 3 else _RHYTHMS)
    steps = [dice.choice(_HOME)]
    leap = dice.randrange(1, len(rhythm) - 1) if len(rhythm) > 2 else 1
    for number in range(1, len(rhythm)):
        by = dice.choice((3, 4, -3, 2)) if number == leap else dice.choice((1, -1, 2, -1))
        steps.append(min(max(steps[-1] + by, -2), 9))
    steps[-1] = min(_HOME, key=lambda home: (home == steps[-2], abs(home - steps[-1])))
    return Motif(tuple(steps), rhythm)


def sing(writer: Writer, bars: Sequence[Bar], key: Key, motif: Motif, style: Style) -> None:
    """Plays the motif through the film.

    Over the title in full; a fragment at each new scene, turned upside down while it is dark; in full and by
    the whole orchestra where the story turns; resolved at the end.
    """
    if not bars:
        return
    beat = BAR / style.beats
    _state(
        writer,
        bars[0].start + 0.5,
        motif.slower(1.5),
        key,
        5,
        beat,
        ((Instrument.BELL, 0.44), (Instrument.PIANO, 0.3)),
    )
    for place, bar in enumerate(bars):
        if place and bar.opens_scene:
            _open_scene(writer, bar, key, motif, style, beat)
        elif bar.from_end > 3 and not bar.before_turn and _answers(bars, place):
            _answer(writer, bar, key, motif, style, beat)
    if len(bars) > 4:
        _state(
            writer,
            bars[-2].start,
            motif.resolved(),
            key,
            5,
            beat,
            ((Instrument.BELL, 0.4), (style.singer, 0.3)),
        )


def _open_scene(writer: Writer, bar: Bar, key: Key, motif: Motif, style: Style, beat: float) -> None:
    third = key.pitch(bar.chord.degree + 1, 5)
    writer.play(Instrument.BELL, bar.start, 2.4, third, 0.3 + 0.2 * bar.energy, 0.25)
    if bar.is_turn:
        _state(
            writer, bar.start, motif, key, 4, beat,
            ((style.singer, 0.62), (Instrument.STRINGS, 0.4), (Instrument.BELL, 0.36)), octaves=(0, 12, 12),
        )  # fmt: skip
    elif bar.mood in ("lonely", "tense"):
        fallen = motif.inverted().head().moved(bar.chord.degree - 1 - motif.steps[0])
        _state(writer, bar.start + beat, fallen.slower(1.5), key, 3, beat, ((Instrument.CELLO, 0.42),))
    elif bar.from_end > 2:
        head = motif.head().moved(bar.chord.degree - 1 - motif.steps[0] + 2)
        _state(writer, bar.start + beat, head, key, 5, beat, ((_soloist(bar, style), 0.34),))


def _answers(bars: Sequence[Bar], place: int) -> bool:
    """Every fourth bar of a scene, if it lasts: the motif again, softly, under the voice."""
    number = 0
    while place - number >= 0 and not bars[place - number].opens_scene:
        number += 1
    return number % 4 == 2 and bars[min(place + 1, len(bars) - 1)].scene == bars[place].scene


def _answer(writer: Writer, bar: Bar, key: Key, motif: Motif, style: Style, beat: float) -> None:
    shape = motif.inverted() if bar.mood in ("lonely", "tense", "tender") and not bar.is_turn else motif
    # Begun on the chord that sounds, so that nothing rubs.
    moved = shape.moved(bar.chord.degree - 1 + writer.dice.choice((0, 2)) - shape.steps[0])
    octave = 4 if bar.mood in ("lonely", "tense", "tender") else 5
    _state(writer, bar.start, moved, key, octave, beat, ((_soloist(bar, style), 0.2 + 0.16 * bar.energy),))


def _soloist(bar: Bar, style: Style) -> Instrument:
    return {
        "lonely": Instrument.CELLO,
        "tense": Instrument.CELLO,
        "tender": Instrument.CELLO,
        "calm": Instrument.FLUTE,
        "awe": Instrument.FLUTE,
        "playful": Instrument.FLUTE,
    }.get(bar.mood, style.singer)


def _state(
    writer: Writer,
    start: float,
    motif: Motif,
    key: Key,
    octave: int,
    beat: float,
    players: Sequence[tuple[Instrument, float]],
    octaves: Sequence[int] = (),
) -> None:
    moment = start
    highest = max(key.pitch(step, octave) for step in motif.steps)
    for step, beats in zip(motif.steps, motif.beats, strict=True):
        length = beats * beat
        for number, (player, loudness) in enumerate(players):
            pitch = key.pitch(step, octave) + (octaves[number] if octaves else 0)
            if player is Instrument.CELLO and highest > _CELLO_TOP:
                pitch -= 12
            pan = (-0.15, 0.2, 0.0)[number % 3]
            writer.play(player, moment, max(length * 1.05, 0.4), pitch, loudness, pan)
        moment += length
