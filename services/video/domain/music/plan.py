"""Composes: from moods and times of scenes to a score.

A bar lasts two seconds, as a segment does: every scene begins on a bar and every change of picture on a
downbeat. Chords belong to the scene's mood, energy rises over the film, the last bars come home.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from services.video.domain.music.score import Instrument, Note, Score
from services.video.domain.music.theory import Chord, Colouring, Key, Mode, lead_voices

BAR: Final = 2.0


@dataclass(frozen=True, slots=True)
class SceneMusic:
    """What the music has to know of a scene."""

    start: float
    length: float
    mood: str


@dataclass(frozen=True, slots=True)
class _Style:
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


_STYLES: Final = {
    "hopeful": _Style(
        Mode.MAJOR, 4, ((1, 5, 6, 4), (1, 3, 4, 5), (4, 1, 5, 6)), Colouring.NINTH, 1, False, Instrument.PIANO
    ),
    "adventurous": _Style(
        Mode.MIXOLYDIAN,
        4,
        ((1, 7, 4, 1), (1, 4, 7, 4), (1, 5, 7, 4)),
        Colouring.PLAIN,
        1,
        True,
        Instrument.PLUCK,
    ),
    "gentle": _Style(
        Mode.MAJOR,
        3,
        ((1, 4, 6, 5), (1, 6, 2, 5), (4, 1, 2, 5)),
        Colouring.SEVENTH,
        2,
        False,
        Instrument.PIANO,
    ),
    "funny": _Style(
        Mode.MAJOR, 4, ((1, 6, 2, 5), (1, 4, 1, 5), (1, 4, 2, 5)), Colouring.PLAIN, 1, True, Instrument.PLUCK
    ),
    "epic": _Style(
        Mode.MINOR, 4, ((1, 6, 3, 7), (1, 7, 6, 7), (6, 7, 1, 3)), Colouring.NINTH, 1, True, Instrument.PIANO
    ),
}
_DARK: Final = {"lonely": (6, 4, 1, 5), "tense": (6, 2, 4, 5), "tender": (4, 1, 6, 5)}
_DARK_MINOR: Final = {"lonely": (1, 4, 6, 5), "tense": (1, 1, 6, 7), "tender": (6, 3, 1, 7)}
_ENERGY: Final = {
    "lonely": 0.2, "calm": 0.3, "tender": 0.35, "tense": 0.45, "hopeful": 0.55, "playful": 0.6, "awe": 0.7,
    "triumphant": 0.95,
}  # fmt: skip
_ROOTS: Final = (0, 2, 3, 5, 7, 9, 10)


@dataclass(slots=True)
class _Bar:
    start: float
    chord: Chord
    energy: float
    mood: str
    opens_scene: bool
    from_end: int


@dataclass(slots=True)
class _Writer:
    """Collects notes."""

    random: random.Random
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
        """Adds a note, a little off the grid as a hand would be."""
        humane = self.random.uniform(-0.006, 0.01) if start > 0.02 else 0.0
        touch = loudness * self.random.uniform(0.88, 1.06)
        self.notes.setdefault(instrument, []).append(
            Note(start + humane, length, pitch, min(touch, 1.0), max(min(pan, 1.0), -1.0))
        )


def compose(scenes: Sequence[SceneMusic], *, tone: str, seed: int) -> Score:
    """The score of a film; the same for the same arguments.

    Args:
        scenes: in order, without gaps, each some whole bars long.
        tone: of the story; an unknown one plays as `hopeful`.
        seed: chooses key, progressions and figures.
    """
    dice = random.Random(seed)
    style = _STYLES.get(tone, _STYLES["hopeful"])
    key = Key(dice.choice(_ROOTS), style.mode)
    bars = _lay_bars(scenes, style, dice)
    writer = _Writer(dice)
    motif = _motif(dice)
    voicing: tuple[int, ...] = ()
    for place, bar in enumerate(bars):
        voicing = lead_voices(key.tones(bar.chord), voicing, lowest=52, highest=74)
        held = _held_bars(bars, place)
        _strings(writer, bar, voicing, held)
        _bass(writer, bar, key, held, style)
        _arpeggio(writer, bar, voicing, style)
        _percussion(writer, bar, style, tone)
        if place + 1 < len(bars) and bars[place + 1].opens_scene and bars[place + 1].energy > 0.4:
            writer.play(Instrument.SWELL, bar.start + 0.5, 1.5, 60, 0.3 * bars[place + 1].energy)
    _melody(writer, bars, key, motif, style)
    length = scenes[-1].start + scenes[-1].length if scenes else 0.0
    return Score({instrument: tuple(notes) for instrument, notes in writer.notes.items()}, length)


def _lay_bars(scenes: Sequence[SceneMusic], style: _Style, dice: random.Random) -> list[_Bar]:
    bars: list[_Bar] = []
    total = sum(max(round(scene.length / BAR), 1) for scene in scenes)
    for index, scene in enumerate(scenes):
        dark = _DARK_MINOR if style.mode is Mode.MINOR else _DARK
        progression = dark.get(scene.mood) or dice.choice(style.progressions)
        arc = 0.12 * index / max(len(scenes) - 1, 1)
        energy = min(_ENERGY.get(scene.mood, 0.5) + arc, 1.0)
        for number in range(max(round(scene.length / BAR), 1)):
            degree = progression[number // style.bars_per_chord % len(progression)]
            bars.append(
                _Bar(
                    scene.start + number * BAR, Chord(degree, style.colouring), energy, scene.mood,
                    number == 0, total - len(bars) - 1,
                )
            )  # fmt: skip
    _come_home(bars, style)
    return bars


def _come_home(bars: list[_Bar], style: _Style) -> None:
    """The film opens on its home chord, and ends with a cadence on it."""
    if not bars:
        return
    bars[0].chord = Chord(1, style.colouring)
    if len(bars) > 3:
        bars[-3].chord = Chord(6 if style.mode is Mode.MINOR else 4, style.colouring)
        bars[-2].chord = Chord(7 if style.mode in (Mode.MINOR, Mode.MIXOLYDIAN) else 5, Colouring.SUSPENDED)
    bars[-1].chord = Chord(1, Colouring.OPEN if style.mode is Mode.MINOR else Colouring.NINTH)


def _held_bars(bars: Sequence[_Bar], place: int) -> int:
    """For how many bars a chord that starts here is held; 0 if it was started before."""
    here = bars[place]
    if place and bars[place - 1].chord == here.chord and not here.opens_scene:
        return 0
    count = 1
    while (
        place + count < len(bars)
        and bars[place + count].chord == here.chord
        and not bars[place + count].opens_scene
        and count < 2
    ):
        count += 1
    return count


def _strings(writer: _Writer, bar: _Bar, voicing: Sequence[int], held: int) -> None:
    if not held and bar.from_end:
        return
    last = bar.from_end == 0
    length = BAR * max(held, 1) + (0.2 if not last else -0.3)
    loudness = 0.36 + 0.3 * bar.energy
    for voice, pitch in enumerate(voicing):
        pan = -0.6 + 1.2 * voice / max(len(voicing) - 1, 1)
        writer.play(Instrument.STRINGS, max(bar.start - 0.12, 0.0), length, pitch, loudness, pan)
    if bar.energy > 0.75:
        writer.play(Instrument.STRINGS, bar.start, length, voicing[-1] + 12, loudness * 0.45, 0.3)


def _bass(writer: _Writer, bar: _Bar, key: Key, held: int, style: _Style) -> None:
    if bar.energy < 0.28 and bar.from_end > 1:
        return
    root = key.bass(bar.chord)
    loudness = 0.5 + 0.35 * bar.energy
    if held or bar.from_end == 0:
        writer.play(Instrument.BASS, bar.start, BAR * 0.95, root, loudness)
    if bar.energy > 0.65 and style.beats == 4 and bar.from_end > 1:
        writer.play(Instrument.BASS, bar.start + BAR * 0.75, BAR * 0.22, root + 12, loudness * 0.5)


def _arpeggio(writer: _Writer, bar: _Bar, voicing: Sequence[int], style: _Style) -> None:
    ladder = [*voicing, *(pitch + 12 for pitch in voicing)]
    if bar.from_end == 0:
        for step, pitch in enumerate(ladder[: len(voicing) + 1]):
            writer.play(style.lead, bar.start + 0.07 * step, 1.9, pitch, 0.42, -0.3 + 0.15 * step)
        return
    steps = _figure_steps(bar, style)
    figure = _FIGURES[(len(voicing) + int(bar.start)) % len(_FIGURES)]
    for number in range(steps):
        pitch = ladder[figure[number % len(figure)] % len(ladder)]
        accent = 1.0 if number == 0 else 0.86 if number * 2 == steps else 0.72
        loudness = (0.26 + 0.32 * bar.energy) * accent
        start = bar.start + number * BAR / steps
        staccato = style.lead is Instrument.PLUCK
        writer.play(style.lead, start, 0.5 if staccato else 1.5, pitch, loudness, 0.5 * ((number % 3) - 1))


_FIGURES: Final = ((0, 2, 4, 2, 5, 4, 2, 1), (0, 1, 2, 4, 5, 4, 2, 1), (0, 4, 2, 5, 4, 2, 4, 1))


def _figure_steps(bar: _Bar, style: _Style) -> int:
    """How many notes an arpeggio plays in a bar."""
    if style.beats == 3:
        return 3 if bar.energy < 0.6 else 6
    if bar.energy < 0.3:
        return 2
    return 4 if bar.energy < 0.55 else 8


def _percussion(writer: _Writer, bar: _Bar, style: _Style, tone: str) -> None:
    driving = style.percussion and bar.energy > 0.4
    if not (driving or bar.energy > 0.85) or bar.from_end < 2:
        return
    beat = BAR / style.beats
    drum = Instrument.FRAME_DRUM if tone in ("epic", "adventurous") else Instrument.KICK
    strength = 0.25 + 0.4 * bar.energy
    writer.play(drum, bar.start, 1.0, 36, strength)
    if bar.energy > 0.6:
        writer.play(drum, bar.start + 2 * beat, 1.0, 36, strength * 0.6, 0.2)
    if bar.energy > 0.8 and drum is Instrument.FRAME_DRUM:
        for number, share in ((3.0, 0.35), (3.5, 0.5)):
            writer.play(drum, bar.start + number * beat, 0.8, 36, strength * share, -0.25)
    for number in range(style.beats * 2):
        loud = 0.22 if number % 2 else 0.12
        writer.play(Instrument.SHAKER, bar.start + number * beat / 2, 0.12, 60, loud * bar.energy, 0.35)


def _motif(dice: random.Random) -> tuple[int, ...]:
    """Four steps of the scale, the film's own; heard over the title and again at the end."""
    return dice.choice(((4, 2, 1, 0), (2, 4, 7, 6), (0, 4, 5, 4), (7, 6, 4, 2), (2, 1, 4, 2)))


def _melody(writer: _Writer, bars: Sequence[_Bar], key: Key, motif: Sequence[int], style: _Style) -> None:
    """The motif where nobody speaks, and a single bell at each change of scene."""
    beat = BAR / style.beats
    for bar in bars[1:]:
        if bar.opens_scene:
            chord_third = key.pitch(bar.chord.degree + 1, 5)
            writer.play(Instrument.BELL, bar.start, 2.4, chord_third, 0.3 + 0.2 * bar.energy, 0.25)
    if not bars:
        return
    for number, step in enumerate(motif):
        start = bars[0].start + 0.5 + number * beat * 1.5
        writer.play(Instrument.BELL, start, 2.6, key.pitch(step, 5), 0.46, -0.2 + 0.1 * number)
    if len(bars) > 4:
        for number, step in enumerate((*motif[:2], 2, 0)):
            start = bars[-2].start + number * beat
            writer.play(Instrument.BELL, start, 2.8, key.pitch(step, 5), 0.42, 0.2 - 0.1 * number)
