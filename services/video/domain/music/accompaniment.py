"""What carries the melody: strings, pad, bass, arpeggios, drums."""

from collections.abc import Sequence
from typing import Final

from services.video.domain.music.arc import BAR, Bar
from services.video.domain.music.score import Instrument
from services.video.domain.music.style import Style
from services.video.domain.music.theory import Key
from services.video.domain.music.writer import Writer

_FIGURES: Final = (
    (0, 2, 4, 2, 5, 4, 2, 1), (0, 1, 2, 4, 5, 4, 2, 1), (0, 4, 2, 5, 4, 2, 4, 1), (0, 2, 1, 4, 2, 5, 4, 2),
    (4, 2, 1, 0, 1, 2, 4, 5), (0, 4, 5, 4, 2, 4, 1, 2),
)  # fmt: skip


def accompany(
    writer: Writer, bars: Sequence[Bar], place: int, voicing: Sequence[int], key: Key, style: Style
) -> None:
    """Plays one bar under the melody.

    Args:
        place: of the bar.
        voicing: the pitches of its chord, rising.
    """
    bar = bars[place]
    held = held_bars(bars, place)
    _strings(writer, bar, voicing, held)
    _pad(writer, bar, voicing, held)
    _bass(writer, bar, key, held, style)
    _arpeggio(writer, bar, voicing, style)
    _percussion(writer, bar, style)
    _swell(writer, bars, place)


def held_bars(bars: Sequence[Bar], place: int) -> int:
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


def _strings(writer: Writer, bar: Bar, voicing: Sequence[int], held: int) -> None:
    if not held and bar.from_end:
        return
    last = bar.from_end == 0
    length = BAR * max(held, 1) + (0.2 if not last else -0.3)
    loudness = 0.26 + 0.42 * bar.energy
    for voice, pitch in enumerate(voicing):
        pan = -0.6 + 1.2 * voice / max(len(voicing) - 1, 1)
        writer.play(Instrument.STRINGS, max(bar.start - 0.12, 0.0), length, pitch, loudness, pan)
    if bar.energy > 0.75:
        writer.play(Instrument.STRINGS, bar.start, length, voicing[-1] + 12, loudness * 0.45, 0.3)


def _pad(writer: Writer, bar: Bar, voicing: Sequence[int], held: int) -> None:
    """A soft ground where little else plays, and under what is wide."""
    if not held or 0.4 < bar.energy < 0.65:
        return
    for pitch in voicing[:2]:
        writer.play(Instrument.PAD, max(bar.start - 0.2, 0.0), BAR * held + 0.2, pitch - 12, 0.5, 0.0)


def _bass(writer: Writer, bar: Bar, key: Key, held: int, style: Style) -> None:
    if bar.energy < 0.21 and bar.from_end > 1:
        return
    root = key.bass(bar.chord)
    loudness = 0.5 + 0.35 * bar.energy
    if held or bar.from_end == 0:
        writer.play(Instrument.BASS, bar.start, BAR * 0.95, root, loudness)
    if bar.energy > 0.65 and style.beats == 4 and bar.from_end > 1:
        writer.play(Instrument.BASS, bar.start + BAR * 0.75, BAR * 0.22, root + 12, loudness * 0.5)


def _arpeggio(writer: Writer, bar: Bar, voicing: Sequence[int], style: Style) -> None:
    ladder = [*voicing, *(pitch + 12 for pitch in voicing)]
    if bar.from_end == 0:
        for step, pitch in enumerate(ladder[: len(voicing) + 1]):
            writer.play(style.lead, bar.start + 0.07 * step, 1.9, pitch, 0.42, -0.3 + 0.15 * step)
        return
    if bar.before_turn:
        writer.play(style.lead, bar.start, 1.9, ladder[0], 0.3)
        return
    steps = _figure_steps(bar, style)
    # A scene keeps its figure: another one in the next.
    figure = _FIGURES[(bar.scene * 5 + len(voicing)) % len(_FIGURES)]
    for number in range(steps):
        pitch = ladder[figure[number % len(figure)] % len(ladder)]
        accent = 1.0 if number == 0 else 0.86 if number * 2 == steps else 0.72
        loudness = (0.2 + 0.4 * bar.energy) * accent
        start = bar.start + number * BAR / steps
        staccato = style.lead is Instrument.PLUCK
        writer.play(style.lead, start, 0.5 if staccato else 1.5, pitch, loudness, 0.5 * ((number % 3) - 1))


def _figure_steps(bar: Bar, style: Style) -> int:
    """How many notes an arpeggio plays in a bar."""
    if style.beats == 3:
        return 3 if bar.energy < 0.6 else 6
    if bar.energy < 0.3:
        return 2
    return 4 if bar.energy < 0.55 else 8


def _percussion(writer: Writer, bar: Bar, style: Style) -> None:
    driving = style.percussion and bar.energy > 0.4
    if not (driving or bar.energy > 0.85) or bar.from_end < 2 or bar.before_turn:
        return
    beat = BAR / style.beats
    strength = 0.25 + 0.4 * bar.energy
    writer.play(style.drum, bar.start, 1.0, 36, strength)
    if bar.energy > 0.6:
        writer.play(style.drum, bar.start + 2 * beat, 1.0, 36, strength * 0.6, 0.2)
    if bar.energy > 0.8 and style.drum is Instrument.FRAME_DRUM:
        for number, share in ((3.0, 0.35), (3.5, 0.5)):
            writer.play(style.drum, bar.start + number * beat, 0.8, 36, strength * share, -0.25)
    for number in range(style.beats * 2):
        loud = 0.22 if number % 2 else 0.12
        writer.play(Instrument.SHAKER, bar.start + number * beat / 2, 0.12, 60, loud * bar.energy, 0.35)


def _swell(writer: Writer, bars: Sequence[Bar], place: int) -> None:
    """Air that rises into the next scene; most of all into the turn, with a roll of the drum under it."""
    bar = bars[place]
    following = bars[place + 1] if place + 1 < len(bars) else None
    if following is None or not following.opens_scene:
        return
    if following.energy > 0.4:
        strength = 0.55 if bar.before_turn else 0.3
        writer.play(Instrument.SWELL, bar.start + 0.5, 1.5, 60, strength * following.energy)
    if bar.before_turn and following.energy > 0.7:
        for number in range(6):
            start = bar.start + 0.8 + 0.2 * number
            writer.play(Instrument.FRAME_DRUM, start, 0.6, 36, 0.06 + 0.03 * number, -0.2)
