"""Sound: no clicks, one loudness, no overload."""

import numpy as np
import pytest
from narration.sound import (
    CEILING,
    KNEE,
    SAMPLE_RATE,
    TARGET_RMS,
    Leveller,
    Sound,
    faded,
    limited,
    silence,
    speech_frames,
    to_pcm,
)


def tone(seconds: float, level: float) -> Sound:
    moments = np.arange(int(SAMPLE_RATE * seconds)) / SAMPLE_RATE
    return (level * np.sin(2 * np.pi * 220 * moments)).astype(np.float32)


def test_a_cut_begins_and_ends_in_silence() -> None:
    sound = faded(np.ones(1000, np.float32), rise=200, fall=300)
    assert sound[0] == 0
    assert sound[-1] < 0.001
    assert np.all(np.abs(np.diff(sound)) < 0.01)
    assert sound[500] == 1


def test_a_sound_shorter_than_its_fades_stays_quiet_at_both_ends() -> None:
    sound = faded(np.ones(10, np.float32), rise=200, fall=300)
    assert len(sound) == 10
    assert sound.max() < 1


@pytest.mark.parametrize("level", [0.03, 0.1, 0.4])
def test_quiet_and_loud_voices_come_out_equally_loud_whatever_their_pauses(level: float) -> None:
    speech = np.concatenate([tone(1.0, level), silence(3000), tone(0.5, level)])
    levelled = Leveller().at_target(speech)
    assert np.sqrt(speech_frames(levelled).mean()) == pytest.approx(TARGET_RMS, rel=0.02)


def test_a_whispered_sentence_stays_softer_than_the_loud_one_before_it() -> None:
    leveller = Leveller()
    loud, soft = leveller.at_target(tone(1.0, 0.4)), leveller.at_target(tone(1.0, 0.1))
    assert np.sqrt(np.mean(loud**2)) == pytest.approx(TARGET_RMS, rel=0.02)
    assert np.sqrt(np.mean(soft**2)) < 0.5 * TARGET_RMS


def test_silence_is_left_alone() -> None:
    assert not Leveller().at_target(silence(500)).any()


def test_peaks_bend_below_the_ceiling_and_quiet_samples_stay() -> None:
    sound = np.linspace(-4, 4, 1001, dtype=np.float32)
    bent = limited(sound)
    quiet = np.abs(sound) <= KNEE
    assert np.array_equal(bent[quiet], sound[quiet])
    assert np.abs(bent).max() <= CEILING
    assert np.all(np.diff(bent) >= 0)


def test_samples_are_rounded_into_sixteen_bits() -> None:
    assert to_pcm(np.array([-2, -1, 0, 0.5, 1], np.float32)).tolist() == [-32767, -32767, 0, 16384, 32767]
