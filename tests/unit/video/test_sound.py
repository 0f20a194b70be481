"""The mix: loudness, headroom, ducking, no clicks."""

import numpy as np
import pytest
from numpy.typing import NDArray

from services.video.film.mix import Narration, mix
from services.video.film.sound import SAMPLE_RATE, limit, loudness, resample, true_peak

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


def test_a_mix_is_as_loud_as_people_expect_and_leaves_headroom() -> None:
    sound = mix(music(12), [Narration(speech(5), 24_000, 2.0)])
    assert sound.shape == (2, 12 * SAMPLE_RATE)
    assert loudness(sound) == pytest.approx(-16, abs=1.0)
    assert true_peak(sound) < 10 ** (-1 / 20)


def test_the_music_goes_down_while_somebody_speaks_and_comes_back() -> None:
    sound = mix(music(14), [Narration(speech(4), 24_000, 5.0)])

    def music_level(start: float, end: float) -> float:
        part = sound[0, int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)))) / len(part)
        place = round(220 * len(part) / SAMPLE_RATE)
        return float(spectrum[place - 2 : place + 3].max())

    before, during, after = music_level(2, 4), music_level(6, 8.5), music_level(11, 12.4)
    assert 8 < 20 * np.log10(before / during) < 14
    assert after == pytest.approx(before, rel=0.1)


def test_the_film_comes_out_of_silence_and_goes_back_into_it() -> None:
    sound = mix(music(6), [])
    assert np.abs(sound[:, :4]).max() < 1e-3
    assert np.abs(sound[:, -4:]).max() < 1e-3


def test_a_limited_sound_never_passes_its_ceiling_and_quiet_parts_stay() -> None:
    sound = np.stack([tone(2, level=0.2)] * 2)
    sound[:, SAMPLE_RATE : SAMPLE_RATE + 480] *= 6
    limited = limit(sound, 0.5)
    assert np.abs(limited).max() <= 0.5
    assert np.array_equal(limited[:, : SAMPLE_RATE // 2], sound[:, : SAMPLE_RATE // 2])
    assert np.abs(np.diff(limited)).max() < 0.15


def test_resampling_keeps_pitch_and_level() -> None:
    t = np.arange(24_000) / 24_000
    sound = resample((0.5 * np.sin(2 * np.pi * 1000 * t)).astype(np.float32), 24_000)
    assert len(sound) == SAMPLE_RATE
    spectrum = np.abs(np.fft.rfft(sound))
    assert int(np.argmax(spectrum)) == 1000
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.01)
