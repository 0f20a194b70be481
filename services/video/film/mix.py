"""The film's sound: the voice in front, music and places out of its way, as loud as people expect.

It is mixed block by block while it is made, so a long film takes no more memory than a short one; its
loudness is steered towards the target as it goes.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from services.video.film.loudness import Meter, limited
from services.video.film.sound import F32, SAMPLE_RATE, envelope, in_front, resample

TARGET_LUFS: Final = -14.0
PLACES_LUFS: Final = -23.0
"""Of films in which nobody speaks and nothing plays: as loud as the background of one that is broadcast."""
PLACES_UP_DB: Final = 3.0
"""By how much such a film is turned up at most: a library stays quieter than a shore."""
CEILING: Final = 10 ** (-2.0 / 20)
"""Of true peaks; leaves room for what the codec adds."""

_VOICE_LUFS: Final = -14.5
_MUSIC_LUFS: Final = -20.5
_MUSIC_DUCKED: Final = 10 ** (-10 / 20)
_AIR_DUCKED: Final = 10 ** (-5 / 20)
AIR_ALONE_DB: Final = 7.0
"""How much louder places are where there is no music."""
_FADE_IN_SECONDS: Final = 0.05
_FADE_OUT_SECONDS: Final = 1.4
_HOP: Final = 480
_AHEAD_SECONDS: Final = 0.16
"""How long before a word the music gives way."""
_TAIL_SECONDS: Final = 3.0
"""How long after the last one it takes to be back."""
_MOST_UP_DB: Final = 4.0
"""By how much more than was expected the mix may be turned up."""
_SLEW_DB: Final = 1.2
_SLEW_DOWN_DB: Final = 3.0
"""By how much the loudness may be corrected from one block to the next."""
_LISTENED_TO: Final = 4
"""How many blocks are listened to before a film without voices and music begins."""
_SETTLING_SECONDS: Final = 16.0
"""Of sound, before what is measured counts for more than what was expected."""


@dataclass(frozen=True, slots=True)
class Narration:
    """One scene's voice, and when it starts in the film."""

    load: Callable[[], NDArray[np.int16]]
    """Mono samples of 16 bits; called once, when the film has come to them."""
    sample_rate: int
    start_seconds: float
    seconds: float


def mix(
    music: Iterator[F32] | None,
    air: Iterator[F32],
    narrations: Sequence[Narration],
    *,
    length: float,
    music_lufs: float = _MUSIC_LUFS,
) -> Iterator[F32]:
    """Mixes a film's sound; blocks of shape (2, samples), together as long as the film.

    It comes out at TARGET_LUFS; where there are only places, at PLACES_LUFS or softer.

    Args:
        music: in blocks; None for a film without.
        air: the sound of the places, in blocks of the same sizes.
        length: of the film, in seconds.
        music_lufs: how loud the music is as it comes; about.
    """
    music_gain = np.float32(10 ** ((_MUSIC_LUFS - music_lufs) / 20))
    raw: Iterator[F32] = _layers(music, air, narrations, music_gain, length)
    if music is not None or any(narration.seconds > 0 for narration in narrations):
        expected = _expected(narrations, length, with_music=music is not None)
        aim = _Aim(TARGET_LUFS, TARGET_LUFS - expected + _MOST_UP_DB)
    else:
        first = list(islice(raw, _LISTENED_TO))
        expected, raw = max(_loudness_of(first), PLACES_LUFS - PLACES_UP_DB), chain(first, raw)
        aim = _Aim(PLACES_LUFS, PLACES_UP_DB)
    steering = _Steering(expected, length, aim)
    for block in limited(steering.turned_up(raw), CEILING):
        steering.heard(block)
        yield block


def _layers(
    music: Iterator[F32] | None,
    air: Iterator[F32],
    narrations: Sequence[Narration],
    music_gain: np.float32,
    length: float,
) -> Iterator[F32]:
    voices = _Voices(narrations)
    start = 0
    for around in air:
        count = around.shape[1]
        voice, speaking = voices.block(start, count)
        if music is None:
            mixed = around * np.float32(10 ** (AIR_ALONE_DB / 20)) * (1 - (1 - _AIR_DUCKED) * speaking)
        else:
            played = next(music) * music_gain
            mixed = played * (1 - (1 - _MUSIC_DUCKED) * speaking) + around * (
                1 - (1 - _AIR_DUCKED) * speaking
            )
        mixed = np.asarray(mixed + voice, np.float32)
        _fade(mixed, start, round(length * SAMPLE_RATE))
        yield mixed
        start += count


class _Voices:
    """The narrations, each made when the film comes to it and forgotten when it is over."""

    def __init__(self, narrations: Sequence[Narration]) -> None:
        self._waiting = sorted(narrations, key=lambda narration: narration.start_seconds)
        self._sounding: list[_Voice] = []

    def block(self, start: int, count: int) -> tuple[F32, F32]:
        """The voices in stereo, and for each sample how much somebody speaks, from 0 to 1."""
        ahead = int(_AHEAD_SECONDS * 2 * SAMPLE_RATE)
        while self._waiting and self._waiting[0].start_seconds * SAMPLE_RATE < start + count + ahead:
            self._sounding.append(_Voice(self._waiting.pop(0)))
        self._sounding = [voice for voice in self._sounding if voice.end > start]
        sound = np.zeros((2, count), np.float32)
        speaking = np.zeros(count, np.float32)
        for voice in self._sounding:
            voice.add(sound, start)
            np.maximum(speaking, voice.speaking(start, count), out=speaking)
        return sound, speaking


class _Voice:
    """One narration, ready to be mixed."""

    def __init__(self, narration: Narration) -> None:
        samples = narration.load().astype(np.float32) / np.float32(32768)
        dry = in_front(resample(samples, narration.sample_rate), _VOICE_LUFS)
        tail = int(_TAIL_SECONDS * SAMPLE_RATE)
        self._start = round(narration.start_seconds * SAMPLE_RATE)
        self._sound = _in_a_room(dry)
        self._gate = _speaking(np.concatenate([dry, np.zeros(tail, np.float32)]))
        self.end = self._start + len(dry) + tail

    def add(self, into: F32, start: int) -> None:
        """Adds what lies in a block."""
        first, last = max(self._start, start), min(self._start + self._sound.shape[1], start + into.shape[1])
        if first < last:
            into[:, first - start : last - start] += self._sound[:, first - self._start : last - self._start]

    def speaking(self, start: int, count: int) -> F32:
        """How much it is spoken over a block, from 0 to 1."""
        places = (np.arange(start, start + count) - self._start) / _HOP
        return np.asarray(np.interp(places, *self._gate, left=0.0, right=0.0), np.float32)


def _speaking(voice: F32) -> tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]:
    """Times in hops, and how much it is spoken at each; the pauses between words count as spoken."""
    level = envelope(voice, hop=_HOP, attack_seconds=0.05, release_seconds=0.55)
    window = np.hanning(33)[1:-1]
    padded = np.pad(np.clip(level / 0.035, 0, 1), 32)
    smooth = np.convolve(padded, window / window.sum(), mode="same")
    times = np.arange(len(smooth)) - 32 - _AHEAD_SECONDS * SAMPLE_RATE / _HOP
    return times, np.asarray(smooth, np.float64)


def _in_a_room(voice: F32) -> F32:
    """A voice in stereo with a few soft echoes of the walls, so that voice and music stand in one room."""
    out = np.zeros((2, len(voice) + 50 * SAMPLE_RATE // 1000), np.float32)
    out[:, : len(voice)] = voice
    for side, taps in enumerate(
        (((11, 0.055), (23, 0.04), (37, 0.028)), ((13, 0.055), (19, 0.042), (41, 0.026)))
    ):
        for millis, level in taps:
            delay = millis * SAMPLE_RATE // 1000
            out[side, delay : delay + len(voice)] += voice * np.float32(level)
    return out


def _fade(block: F32, start: int, total: int) -> None:
    """Comes out of silence at the film's start, and goes back into it at its end."""
    moments = np.arange(start, start + block.shape[1])
    rise = int(_FADE_IN_SECONDS * SAMPLE_RATE)
    fall = min(int(_FADE_OUT_SECONDS * SAMPLE_RATE), total)
    if start < rise:
        block *= np.clip(moments / rise, 0, 1).astype(np.float32)
    if start + block.shape[1] > total - fall:
        left = np.clip((total - 1 - moments) / fall, 0, 1)
        block *= (np.sin(left * (np.pi / 2)) ** 2).astype(np.float32)


def _loudness_of(blocks: Sequence[F32]) -> float:
    meter = Meter()
    for block in blocks:
        meter.feed(block)
    return meter.integrated


def _expected(narrations: Sequence[Narration], length: float, *, with_music: bool) -> float:
    """About how loud the mix is before it is turned up, in LUFS."""
    spoken = min(sum(narration.seconds for narration in narrations) / max(length, 1.0), 1.0)
    around = _MUSIC_LUFS if with_music else _MUSIC_LUFS - 8
    power = spoken * 10 ** ((_VOICE_LUFS + 0.4) / 10) + (1 - spoken) * 10 ** (around / 10)
    # What lies more than 10 dB below the whole isn't counted.
    if spoken > 0.1 and around < 10 * np.log10(power) - 10:
        return _VOICE_LUFS
    return float(10 * np.log10(power))


@dataclass(frozen=True, slots=True)
class _Aim:
    """How loud a film is to be."""

    lufs: float
    most_up_db: float
    """By how much it is turned up at most for that."""


class _Steering:
    """Turns the mix up so that the whole film comes out as it is to be, whatever was expected of it."""

    def __init__(self, expected: float, length: float, aim: _Aim) -> None:
        self._expected = expected
        self._aim = aim
        self._gain_db = aim.lufs - expected
        self._length = length
        self._meter = Meter()
        self._seconds = 0.0
        self._gain_seconds = 0.0

    def turned_up(self, blocks: Iterator[F32]) -> Iterator[F32]:
        """The blocks at the loudness that the rest of the film needs."""
        before = self._gain_db
        for block in blocks:
            self._gain_db = self._next()
            ramp = np.linspace(before, self._gain_db, block.shape[1], dtype=np.float32)
            self._gain_seconds += float(ramp.mean()) * block.shape[1] / SAMPLE_RATE
            before = self._gain_db
            yield np.asarray(block * 10 ** (ramp / np.float32(20)), np.float32)

    def heard(self, block: F32) -> None:
        """What the film got."""
        self._meter.feed(block)
        self._seconds += block.shape[1] / SAMPLE_RATE

    def _next(self) -> float:
        rest = self._length - self._seconds
        if self._seconds < 2 or rest <= 0:
            return self._gain_db
        got = self._meter.integrated
        # What the mix would be without being turned up: measured so far, and what was expected of the rest.
        trust = self._seconds / (self._seconds + _SETTLING_SECONDS)
        plain = trust * (got - self._gain_seconds / self._seconds) + (1 - trust) * self._expected
        target = 10 ** (self._aim.lufs / 10)
        owed = (target * self._length - 10 ** (got / 10) * self._seconds) / rest
        wanted = min(10 * np.log10(max(owed, 1e-3 * target)) - plain, self._aim.most_up_db)
        return float(self._gain_db + min(max(wanted - self._gain_db, -_SLEW_DOWN_DB), _SLEW_DB))
