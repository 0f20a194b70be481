"""Composition: in key, in time, home at the end; and what it sounds like in figures."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from services.video.domain.music.arc import lay_bars, turn_of
from services.video.domain.music.plan import BAR, SceneMusic, compose
from services.video.domain.music.score import Instrument, Note, Score
from services.video.domain.music.theory import Chord, Colouring, Key, Mode, lead_voices
from services.video.film.loudness import loudness
from services.video.film.synth.orchestra import loudness_of, perform

TONES = ("hopeful", "adventurous", "gentle", "funny", "epic", "a tone that nobody knows")
INSTRUMENTS_OF_THE_TURN = {Instrument.CELLO, Instrument.HORN, Instrument.FLUTE}
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


def test_the_story_turns_where_it_comes_out_of_its_last_darkness() -> None:
    assert turn_of(["calm", "lonely", "hopeful", "tense", "triumphant", "calm"]) == 4
    assert turn_of(["calm", "tender", "awe", "calm"]) == 2
    assert turn_of(["tense"]) == 0


@pytest.mark.parametrize("tone", TONES)
def test_the_film_has_a_motif_that_is_played_in_full_over_the_title_and_again_at_the_turn(tone: str) -> None:
    for seed in range(6):
        score = compose(SCENES, tone=tone, seed=seed)
        bell = [note for note in score.notes[Instrument.BELL] if note.start < 7.5]
        turn_start = 14.0
        singers = [
            [note for note in score.notes.get(player, ()) if turn_start - 0.1 < note.start < turn_start + 6]
            for player in INSTRUMENTS_OF_THE_TURN
        ]
        stated = [
            [note.pitch - notes[0].pitch for note in notes[: len(bell)]]
            for notes in singers
            if len(notes) >= len(bell)
        ]
        assert [note.pitch - bell[0].pitch for note in bell] in stated


def test_the_music_holds_its_breath_before_the_turn() -> None:
    bars = lay_bars(SCENES)
    before = next(place for place, bar in enumerate(bars) if bar.before_turn)
    assert bars[before].energy < 0.5 * bars[before - 1].energy
    assert bars[before + 1].is_turn
    assert bars[before + 1].energy > bars[before - 1].energy


def test_no_two_of_two_hundred_films_have_the_same_melody() -> None:
    heard = set()
    for seed in range(200):
        bells = compose(SCENES, tone="hopeful", seed=seed).notes[Instrument.BELL]
        heard.add(tuple((round(note.start, 1), note.pitch) for note in bells))
    assert len(heard) > 190


def played(tone: str = "hopeful", seed: int = 2) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    return np.concatenate(list(perform(compose(SCENES, tone=tone, seed=seed))), axis=1)


@pytest.mark.parametrize("tone", ["hopeful", "epic"])
def test_the_orchestra_fills_the_film_without_clipping_or_silence(tone: str) -> None:
    sound = played(tone)
    assert sound.shape == (2, 30 * 48_000)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 1
    seconds = np.sqrt((sound.reshape(2, 30, -1) ** 2).mean(axis=(0, 2)))
    assert seconds[1:].min() > 0.003
    assert np.abs(sound.mean(axis=1)).max() < 1e-3


def test_the_music_has_no_clicks_and_is_wide() -> None:
    sound = played()
    # A step from one sample to the next that no tone below 7 kHz makes at this loudness would be a click.
    assert np.abs(np.diff(sound, axis=1)).max() < 0.15 * np.abs(sound).max() + 0.02
    middle, side = sound.mean(axis=0), (sound[0] - sound[1]) / 2
    assert 0.2 < side.std() / middle.std() < 1.0


def test_a_note_that_rings_over_the_end_of_a_block_is_whole() -> None:
    note = Note(3.9, 1.5, 60, 0.8)
    score = Score({Instrument.PIANO: (note,)}, 12.0)
    late = Score({Instrument.PIANO: (replace(note, start=5.0),)}, 12.0)
    across, within = (np.concatenate(list(perform(one)), axis=1) for one in (score, late))
    shift = round(1.1 * 48_000)
    assert np.allclose(across[:, : -2 * shift], within[:, shift:-shift], atol=1e-5)


def test_how_loud_the_music_will_be_is_known_from_its_notes() -> None:
    for tone in ("hopeful", "gentle", "adventurous"):
        score = compose(SCENES, tone=tone, seed=4)
        sound = np.concatenate(list(perform(score)), axis=1)
        assert loudness_of(score) == pytest.approx(loudness(sound), abs=2.0)


def test_the_arc_rises_from_a_lonely_scene_to_a_triumph() -> None:
    sound = played()
    first, last = sound[:, : 8 * 48_000], sound[:, 20 * 48_000 : 28 * 48_000]
    assert np.sqrt((last**2).mean()) > 1.5 * np.sqrt((first**2).mean())
