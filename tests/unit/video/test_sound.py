"""The mix: loudness, headroom, ducking, no clicks."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from services.video.domain.ambience import SceneAir, plan_ambience
from services.video.film.filters import SAMPLE_RATE, Convolver, resample
from services.video.film.loudness import limited, loudness, true_peak
from services.video.film.mix import AIR_ALONE_DB, PLACES_LUFS, PLACES_UP_DB, Narration, mix
from services.video.film.synth.ambience import ambience
from services.video.film.synth.orchestra import BLOCK

F32 = NDArray[np.float32]


def tone(seconds: float, *, frequency: float = 997.0, level: float = 0.1) -> F32:
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    sound: F32 = (level * np.sin(2 * np.pi * frequency * t)).astype(np.float32)
    return sound


def music(seconds: float) -> F32:
    return np.stack([tone(seconds, frequency=220, level=0.2), tone(seconds, frequency=330, level=0.2)])


def speech(seconds: float) -> NDArray[np.int16]:
    """Syllables of a harsh voice."""
    t = np.arange(int(seconds * 24_000)) / 24_000
    sound = sum(np.sin(2 * np.pi * 130 * k * t) / k for k in range(1, 20)) * (
        np.sin(2 * np.pi * 4 * t) > -0.3
    )
    voice: NDArray[np.int16] = (sound / np.abs(sound).max() * 20_000).astype("<i2")
    return voice


def test_loudness_is_that_of_the_standards_reference_tone() -> None:
    # BS.1770: a sine of 997 Hz on both sides reads as many LUFS as its peak has dBFS.
    assert loudness(np.stack([tone(5, level=10 ** (-23 / 20))] * 2)) == pytest.approx(-23.0, abs=0.15)


def test_silence_is_not_counted() -> None:
    sound = np.stack([np.concatenate([tone(5), np.zeros(20 * SAMPLE_RATE, np.float32)])] * 2)
    assert loudness(sound) == pytest.approx(loudness(np.stack([tone(5)] * 2)), abs=0.4)
    assert loudness(np.zeros((2, SAMPLE_RATE), np.float32)) == -70


@pytest.mark.parametrize(
    ("level_db", "frequency", "lufs"),
    # EBU Tech 3341, cases 1 and 2, and what pyloudnorm 0.2 reads of the others.
    [(-23.0, 1000.0, -23.0), (-33.0, 1000.0, -33.0), (-20.0, 100.0, -21.86), (-20.0, 5000.0, -16.72)],
)
def test_tones_read_what_the_standard_and_another_meter_say(
    level_db: float, frequency: float, lufs: float
) -> None:
    sine = tone(20, frequency=frequency, level=10 ** (level_db / 20))
    assert loudness(np.stack([sine] * 2)) == pytest.approx(lufs, abs=0.1)


def test_the_relative_gate_leaves_soft_parts_out() -> None:
    # EBU Tech 3341, case 3: 10 s at -36, 60 s at -23, 10 s at -36.
    parts = [
        tone(length, frequency=1000, level=10 ** (db / 20))
        for length, db in ((10, -36), (60, -23), (10, -36))
    ]
    assert loudness(np.stack([np.concatenate(parts)] * 2)) == pytest.approx(-23.0, abs=0.1)


def test_a_peak_between_samples_is_found() -> None:
    # A sine of a quarter of the rate, read 45 degrees off its crests: samples reach 0.707 of them only.
    places = np.arange(4800)
    sine = (0.5 * np.sin(2 * np.pi * places / 4 + np.pi / 4)).astype(np.float32)
    assert np.abs(sine).max() == pytest.approx(0.354, abs=0.001)
    assert true_peak(np.stack([sine, sine])[:, 100:-100]) == pytest.approx(0.5, abs=0.02)


def whole(blocks: Iterable[F32]) -> F32:
    return np.concatenate(list(blocks), axis=1)


def blocks_of(sound: F32) -> Iterator[F32]:
    for start in range(0, sound.shape[1], BLOCK):
        yield sound[:, start : start + BLOCK]


def mixed(music: F32 | None, narrations: Sequence[tuple[NDArray[np.int16], float]], *, seconds: float) -> F32:
    air = (
        np.random.default_rng(1).standard_normal((2, round(seconds * SAMPLE_RATE))).astype(np.float32) * 0.002
    )
    spoken = [
        Narration(lambda samples=samples: samples, 24_000, start, len(samples) / 24_000)  # type: ignore[misc]
        for samples, start in narrations
    ]
    played = None if music is None else blocks_of(music)
    level = -20.0 if music is None else loudness(music)
    return whole(mix(played, blocks_of(air), spoken, length=seconds, music_lufs=level))


@pytest.mark.parametrize("starts", [(3.5, 20.0), (3.5, 14.0, 26.0), (3.5, 10.0, 16.0, 22.0, 28.0)])
def test_a_mix_is_as_loud_as_people_expect_and_leaves_headroom(starts: Sequence[float]) -> None:
    sound = mixed(music(36), [(speech(5), start) for start in starts], seconds=36)
    assert sound.shape == (2, 36 * SAMPLE_RATE)
    assert loudness(sound) == pytest.approx(-14, abs=0.5)
    assert true_peak(sound) <= 10 ** (-1.9 / 20)


def test_music_alone_comes_out_as_loud() -> None:
    assert loudness(mixed(music(40), [], seconds=40)) == pytest.approx(-14, abs=0.5)


def test_without_music_the_voice_comes_out_as_loud() -> None:
    spoken = [(speech(5), start) for start in (2.0, 12.0, 22.0, 32.0)]
    assert loudness(mixed(None, spoken, seconds=40)) == pytest.approx(-14, abs=0.5)


def places(*settings: str) -> F32:
    """Half a minute of each place, by itself."""
    airs = [SceneAir(30.0 * place, 30.0, each, "noon", "clear") for place, each in enumerate(settings)]
    return whole(ambience(plan_ambience(airs), length=30.0 * len(settings), seed=3))


def only_places(*settings: str) -> F32:
    """A film of them in which nobody speaks."""
    silent = Narration(lambda: np.zeros(0, np.int16), 24_000, 1.0, 0.0)
    air = places(*settings)
    return whole(mix(None, blocks_of(air), [silent], length=air.shape[1] / SAMPLE_RATE))


def test_places_by_themselves_are_a_background() -> None:
    assert loudness(places("ocean")) + AIR_ALONE_DB > PLACES_LUFS + 3, "it would be too loud as it is"
    assert loudness(only_places("ocean")) == pytest.approx(PLACES_LUFS, abs=1.0)


@pytest.mark.parametrize("setting", ["library", "garden", "studio"])
def test_a_quiet_place_stays_quiet(setting: str) -> None:
    before, after = loudness(places(setting)) + AIR_ALONE_DB, loudness(only_places(setting))
    assert before - 0.5 < after < before + PLACES_UP_DB + 0.3
    assert after < PLACES_LUFS - 3


def test_a_quiet_place_is_quieter_than_the_next_one() -> None:
    film = only_places("library", "ocean")
    quiet, loud = film[:, 4 * SAMPLE_RATE : 28 * SAMPLE_RATE], film[:, 36 * SAMPLE_RATE : 56 * SAMPLE_RATE]
    assert loudness(loud) - loudness(quiet) > 6
    assert loudness(loud) < PLACES_LUFS + 6


def test_the_music_goes_down_while_somebody_speaks_and_comes_back() -> None:
    sound = mixed(music(14), [(speech(4), 5.0)], seconds=14)

    def music_level(start: float, end: float) -> float:
        part = sound[0, int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)))) / len(part)
        place = round(220 * len(part) / SAMPLE_RATE)
        return float(spectrum[place - 2 : place + 3].max())

    before, during, after = music_level(2, 4), music_level(6, 8.5), music_level(11, 12.4)
    assert 8 < 20 * np.log10(before / during) < 12.5
    assert after == pytest.approx(before, rel=0.2)


def test_the_film_comes_out_of_silence_and_goes_back_into_it() -> None:
    sound = mixed(music(6), [], seconds=6)
    assert np.abs(sound[:, :4]).max() < 2e-3
    assert np.abs(sound[:, -4:]).max() < 1e-3


def test_a_limited_sound_never_passes_its_ceiling_and_quiet_parts_stay() -> None:
    sound = np.stack([tone(2, level=0.2)] * 2)
    sound[:, SAMPLE_RATE : SAMPLE_RATE + 480] *= 6
    pieces = [sound[:, start : start + 7001] for start in range(0, sound.shape[1], 7001)]
    quiet_enough = whole(limited(pieces, 0.5))
    assert quiet_enough.shape == sound.shape
    assert true_peak(quiet_enough) <= 0.5 * 1.005
    assert np.array_equal(quiet_enough[:, : SAMPLE_RATE // 2], sound[:, : SAMPLE_RATE // 2])
    assert np.abs(np.diff(quiet_enough)).max() < 0.15


def test_what_comes_in_blocks_is_filtered_as_if_it_came_at_once() -> None:
    dice = np.random.default_rng(3)
    sound = dice.standard_normal((2, 9000)).astype(np.float32)
    response = dice.standard_normal((2, 700)).astype(np.float32)
    at_once = np.stack([np.convolve(sound[side], response[side])[:9000] for side in range(2)])
    convolver = Convolver(response)
    in_blocks = [convolver.feed(sound[:, start:end]) for start, end in ((0, 300), (300, 5000), (5000, 9000))]
    assert np.allclose(np.concatenate(in_blocks, axis=1), at_once, atol=1e-3)


def test_resampling_keeps_pitch_and_level() -> None:
    t = np.arange(24_000) / 24_000
    sound = resample((0.5 * np.sin(2 * np.pi * 1000 * t)).astype(np.float32), 24_000)
    assert len(sound) == SAMPLE_RATE
    spectrum = np.abs(np.fft.rfft(sound))
    assert int(np.argmax(spectrum)) == 1000
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.01)
