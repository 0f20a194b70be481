"""Composes: from moods and times of scenes to a score.

A bar lasts two seconds, as a segment does: every scene begins on a bar and every change of picture on a
downbeat. Energy rises to the story's turn, where the film's own motif is played in full, and the last bars
come home.
"""

import random
from collections.abc import Sequence
from typing import Final

from services.video.domain.music.accompaniment import accompany
from services.video.domain.music.arc import BAR, SceneMusic, lay_bars
from services.video.domain.music.melody import new_motif, sing
from services.video.domain.music.score import Score
from services.video.domain.music.style import harmonise, style_of
from services.video.domain.music.theory import Key, lead_voices
from services.video.domain.music.writer import Writer

__all__ = ["BAR", "SceneMusic", "compose"]

_ROOTS: Final = (0, 2, 3, 5, 7, 9, 10)


def compose(scenes: Sequence[SceneMusic], *, tone: str, seed: int) -> Score:
    """The score of a film; the same for the same arguments.

    Args:
        scenes: in order, without gaps, each some whole bars long.
        tone: of the story; an unknown one plays as `hopeful`.
        seed: chooses key, motif, progressions and figures.
    """
    dice = random.Random(seed)
    style = style_of(tone)
    key = Key(dice.choice(_ROOTS), style.mode)
    motif = new_motif(dice, beats=style.beats)
    bars = lay_bars(scenes)
    harmonise(bars, style, dice)
    writer = Writer(dice)
    voicing: tuple[int, ...] = ()
    for place, bar in enumerate(bars):
        voicing = lead_voices(key.tones(bar.chord), voicing, lowest=52, highest=74)
        accompany(writer, bars, place, voicing, key, style)
    sing(writer, bars, key, motif, style)
    length = scenes[-1].start + scenes[-1].length if scenes else 0.0
    kept = {
        instrument: tuple(note for note in notes if note.start < length)
        for instrument, notes in writer.collected().items()
    }
    return Score(kept, length)
