"""Composition: in key, in time, home at the end; and what it sounds like in figures."""

from collections.abc import Sequence

import numpy as np
import pytest

from services.video.domain.music.plan import BAR, SceneMusic, compose
from services.video.domain.music.score import Instrument, Score
from services.video.domain.music.theory import Chord, Colouring, Key, Mode, lead_voices
from services.video.film.synth.orchestra import perform

TONES = ("hopeful", "adventurous", "gentle", "funny", "epic", "a tone that nobody knows")
DRUMS = {Instrument.KICK, Instrument.FRAME_DRUM, Instrument.SHAKER, Instrument.SWELL}
SCENES = (
    SceneMusic(0, 8, "lonely"),
    SceneMusic(8, 6, "tense"),
    SceneMusic(14, 6, "playful"),
    SceneMusic(20, 10, "triumphant"),
)


def pitch_classes(score: Score, *, after: float = 0.0) -> set[int]:
    return {
        note.pitch % 12
        for instrument, notes in score.notes.items()
        if instrument not in DRUMS
        for note in notes
        if note.start >= after
    }


@pytest.mark.parametrize("tone", TONES)
def test_all_notes_are_of_one_scale_of_seven(tone: str) -> None:
    for seed in range(12):
        assert len(pitch_classes(compose(SCENES, tone=tone, seed=seed))) <= 7


@pytest.mark.parametrize("tone", TONES)
def test_the_film_ends_on_the_chord_that_it_began_with(tone: str) -> None:
    for seed in range(12):
        score = compose(SCENES, tone=tone, seed=seed)
        bass = score.notes[Instrument.BASS]
        last = max(bass, key=lambda note: note.start)
        first_strings = min(note.pitch for note in score.notes[Instrument.STRINGS] if note.start < 0.1)
        assert last.start >= score.length - BAR - 0.1
        assert last.pitch % 12 in {
            note.pitch % 12 for note in score.notes[Instrument.STRINGS] if note.start < 0.1
        }, first_strings


@pytest.mark.parametrize("tone", TONES)
def test_every_note_is_of_the_film(tone: str) -> None:
    score = compose(SCENES, tone=tone, seed=3)
    assert score.length == 30
    for notes in score.notes.values():
        for note in notes:
            assert 0 <= note.start < score.length
            assert 0 < note.loudness <= 1
            assert -1 <= note.pan <= 1
            assert 24 <= note.pitch <= 108


def test_the_same_seed_plays_the_same_and_another_one_something_else() -> None:
    assert compose(SCENES, tone="hopeful", seed=5) == compose(SCENES, tone="hopeful", seed=5)
    assert compose(SCENES, tone="hopeful", seed=5) != compose(SCENES, tone="hopeful", seed=6)


def test_a_triumph_has_more_notes_than_loneliness() -> None:
    def lead_notes(mood: str) -> int:
        score = compose([SceneMusic(0, 20, mood)], tone="hopeful", seed=1)
        return len(score.notes[Instrument.PIANO])

    assert lead_notes("triumphant") > 2 * lead_notes("lonely")


def test_voices_move_by_small_steps_from_chord_to_chord() -> None:
    key = Key(0, Mode.MAJOR)
    voicing: Sequence[int] = ()
    for degree in (1, 5, 6, 4, 1):
        following = lead_voices(key.tones(Chord(degree, Colouring.PLAIN)), voicing, lowest=52, highest=74)
        assert all(52 <= pitch <= 86 for pitch in following)
        if voicing:
            assert max(min(abs(pitch - other) for other in voicing) for pitch in following) <= 4
        voicing = following


@pytest.mark.parametrize("tone", ["hopeful", "epic"])
def test_the_orchestra_fills_the_film_without_clipping_or_silence(tone: str) -> None:
    sound = perform(compose(SCENES, tone=tone, seed=2))
    assert sound.shape == (2, 30 * 48_000)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 1
    seconds = np.sqrt((sound.reshape(2, 30, -1) ** 2).mean(axis=(0, 2)))
    assert seconds[1:].min() > 0.003
    assert np.abs(sound.mean(axis=1)).max() < 1e-3


def test_the_arc_rises_from_a_lonely_scene_to_a_triumph() -> None:
    sound = perform(compose(SCENES, tone="hopeful", seed=2))
    first, last = sound[:, : 8 * 48_000], sound[:, 20 * 48_000 : 28 * 48_000]
    assert np.sqrt((last**2).mean()) > 1.5 * np.sqrt((first**2).mean())
