"""Sound as arrays: cutting without clicks, and one loudness for every scene."""

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

SAMPLE_RATE = 24_000
# About -18 LUFS for one voice: room below for music, and the same whatever the sentence.
TARGET_RMS = 10 ** (-18 / 20)
# Peaks bend from the knee on and never pass the ceiling (-1 dBFS).
KNEE, CEILING = 0.7, 0.89
FRAME = SAMPLE_RATE // 20
MAX_GAIN = 8.0


def faded(sound: Sound, rise: int, fall: int) -> Sound:
    """The sound with its first samples rising from silence and its last ones falling to it."""
    result = sound.copy()
    rise, fall = min(rise, len(result)), min(fall, len(result))
    if rise:
        result[:rise] *= ramp(rise)
    if fall:
        result[len(result) - fall :] *= ramp(fall)[::-1]
    return result


def ramp(length: int) -> Sound:
    """Half a cosine from 0 to 1, without corners."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)).astype(np.float32)


def silence(milliseconds: int) -> Sound:
    """Nothing, for a while."""
    return np.zeros(SAMPLE_RATE * milliseconds // 1000, np.float32)


class Leveller:
    """One loudness for every text, measured where somebody speaks, pauses left out, over all heard so far."""

    def __init__(self) -> None:
        self._power = 0.0
        self._frames = 0

    def at_target(self, sound: Sound) -> Sound:
        """The next sound, turned up or down; peaks stay below the ceiling."""
        frames = speech_frames(sound)
        self._power += float(frames.sum())
        self._frames += len(frames)
        if self._power <= 0.0:
            return sound
        level = float(np.sqrt(self._power / self._frames))
        return limited(sound * np.float32(min(TARGET_RMS / level, MAX_GAIN)))


def speech_frames(sound: Sound) -> NDArray[np.float64]:
    """The power of the frames within 20 dB of the loudest ones."""
    count = len(sound) // FRAME
    if not count:
        return np.mean(np.square(sound, dtype=np.float64), keepdims=True) if len(sound) else np.zeros(0)
    frames = sound[: count * FRAME].reshape(count, FRAME)
    power = np.asarray(np.mean(np.square(frames, dtype=np.float64), axis=1))
    return np.asarray(power[power >= np.percentile(power, 95) / 100])


def limited(sound: Sound) -> Sound:
    """Peaks bent below the ceiling; everything under the knee stays as it is."""
    size = np.abs(sound)
    room = CEILING - KNEE
    bent = KNEE + room * np.tanh((size - KNEE) / room)
    return np.where(size > KNEE, np.sign(sound) * bent, sound).astype(np.float32)


def to_pcm(sound: Sound) -> NDArray[np.int16]:
    """Sixteen-bit samples."""
    return np.asarray(np.round(np.clip(sound, -1.0, 1.0) * 32767.0), dtype=np.int16)
