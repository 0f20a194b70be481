"""The instruments: each makes the sound of one note at full loudness."""

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from services.video.domain.music.score import Instrument

F32 = NDArray[np.float32]

SAMPLE_RATE: Final = 48_000
_TABLE: Final = 4096


_CACHE_BYTES: Final = 64 << 20


class _Played:
    """The notes played last, as many as fit; what a film plays again and again is made once."""

    def __init__(self) -> None:
        self._sounds: OrderedDict[tuple[Instrument, int, float], F32] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def find(self, note: tuple[Instrument, int, float]) -> F32 | None:
        """The sound of a note that was played before."""
        with self._lock:
            sound = self._sounds.get(note)
            if sound is not None:
                self._sounds.move_to_end(note)
            return sound

    def keep(self, note: tuple[Instrument, int, float], sound: F32) -> None:
        """Remembers a sound, and forgets the oldest ones for it."""
        with self._lock:
            if note not in self._sounds:
                self._sounds[note] = sound
                self._bytes += sound.nbytes
            while self._bytes > _CACHE_BYTES:
                self._bytes -= self._sounds.popitem(last=False)[1].nbytes


_PLAYED: Final = _Played()


def play(instrument: Instrument, pitch: int, length: float) -> F32:
    """The sound of a note, which may ring on beyond its length. Shared: not to be written to.

    Of shape (samples,), or (2, samples) where an instrument is as wide as a section of players.
    """
    note = (instrument, pitch, length)
    sound = _PLAYED.find(note)
    if sound is None:
        sound = _MAKERS[instrument](pitch, length)
        sound.setflags(write=False)
        _PLAYED.keep(note, sound)
    return sound


def _single(sound: NDArray[Any]) -> F32:
    """Sound in single precision."""
    return np.asarray(sound, np.float32)


def _frequency(pitch: int) -> float:
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def _times(seconds: float) -> F32:
    return np.arange(int(seconds * SAMPLE_RATE), dtype=np.float32) / np.float32(SAMPLE_RATE)


@lru_cache(maxsize=256)
def _wave(pitch: int, brightness: float = 1400.0, slope: float = 0.9) -> F32:
    """One period of a bowed or blown tone: harmonics that fall off, none beyond what is pleasant.

    Args:
        brightness: in hertz; what lies above falls off quickly.
        slope: how quickly harmonics fall off anyway; 1 is a sawtooth's.
    """
    frequency = _frequency(pitch)
    phase = np.arange(_TABLE) * (2 * np.pi / _TABLE)
    wave = np.zeros(_TABLE)
    for harmonic in range(1, 25):
        if frequency * harmonic > 6500:
            break
        shine = 1 / (1 + (frequency * harmonic / brightness) ** 2)
        wave += np.sin(harmonic * phase + harmonic * harmonic * 0.7) * shine / harmonic**slope
    return _single(wave / np.abs(wave).max())


def _read(wave: F32, cycles: NDArray[np.float64]) -> F32:
    place = (cycles % 1.0) * _TABLE
    low = place.astype(np.int32)
    share = (place - low).astype(np.float32)
    read: F32 = wave[low] * (1 - share) + wave[(low + 1) % _TABLE] * share
    return read


def _strings(pitch: int, length: float) -> F32:
    """A section: players a little apart in pitch and place, bows that are heard as they start."""
    attack, release = 0.7, 1.3
    t = _times(length + release)
    frequency = _frequency(pitch)
    wave = _wave(pitch)
    sound = np.zeros((2, len(t)), np.float32)
    for number, (cents, left) in enumerate(((-6.0, 0.85), (0.5, 0.5), (6.5, 0.15), (-2.5, 0.3))):
        speed = 4.6 + 0.4 * number
        # Vibrato comes in late, as a player's does.
        sway = 2.5e-3 / (2 * np.pi * speed) * np.cos(2 * np.pi * speed * t + number)
        depth = np.clip((t - 0.5) / 1.0, 0, 1)
        cycles = frequency * 2 ** (cents / 1200) * (t.astype(np.float64) - sway * depth) + 0.37 * number
        player = _read(wave, cycles)
        sound[0] += player * np.float32(np.sqrt(left))
        sound[1] += player * np.float32(np.sqrt(1 - left))
    bow = coloured_noise(len(t), 17, 1500, 4500) * np.exp(-t / 0.5)
    return _single((sound + 0.05 * bow) * _swelling(t, length, attack, release) * np.float32(0.4))


def _pad(pitch: int, length: float) -> F32:
    """Warm air: dark tones that drift against each other, wide."""
    attack, release = 1.3, 1.9
    t = _times(length + release)
    wave = _wave(pitch, 650.0, 1.2)
    sound = np.stack(
        [
            sum(
                _read(wave, _frequency(pitch) * 2 ** (cents / 1200) * t.astype(np.float64) + cents)
                for cents in voices
            )
            for voices in ((-9.0, 1.0, 4.0), (-4.0, -1.0, 9.0))
        ]
    )
    breath = 1 + 0.12 * np.sin(2 * np.pi * 0.23 * t)
    return _single(sound * breath * _swelling(t, length, attack, release) * np.float32(0.3))


def _cello(pitch: int, length: float) -> F32:
    """One player, close: a bow that speaks, a body that resonates, vibrato that grows."""
    t = _times(length + 0.45)
    depth = np.clip((t - 0.25) / 0.7, 0, 1)
    sway = 4.5e-3 / (2 * np.pi * 5.2) * np.cos(2 * np.pi * 5.2 * t)
    cycles = _frequency(pitch) * (t.astype(np.float64) - sway * depth)
    bright = np.clip(0.35 + 0.5 * np.sin(np.pi * np.clip(t / max(length, 0.3), 0, 1)), 0, 1)
    sound = (
        _read(_wave(pitch, 800.0, 1.0), cycles) * (1 - bright)
        + _read(_wave(pitch, 2200.0, 0.8), cycles) * bright
    )
    bow = coloured_noise(len(t), 19, 900, 3800) * (0.02 + 0.06 * np.exp(-t / 0.08))
    return _single((sound + bow) * _swelling(t, length, 0.14, 0.42) * np.float32(0.75))


def _flute(pitch: int, length: float) -> F32:
    """Breath first, then a tone that is almost a sine."""
    t = _times(length + 0.25)
    frequency = _frequency(pitch)
    depth = np.clip((t - 0.3) / 0.6, 0, 1)
    cycles = 2 * np.pi * frequency * (t - 2.2e-3 / (2 * np.pi * 4.9) * np.cos(2 * np.pi * 4.9 * t) * depth)
    sound = np.sin(cycles) + 0.24 * np.sin(2 * cycles + 0.4) + 0.07 * np.sin(3 * cycles + 1.1)
    tremble = 1 + 0.07 * depth * np.sin(2 * np.pi * 4.9 * t)
    breath = coloured_noise(len(t), 23, frequency * 0.8, frequency * 2.5) * (0.03 + 0.1 * np.exp(-t / 0.07))
    return _single((sound * tremble + breath) * _swelling(t, length, 0.09, 0.24) * np.float32(0.6))


def _horn(pitch: int, length: float) -> F32:
    """Two horns: dark as they start, brighter as they swell."""
    t = _times(length + 0.6)
    bright = np.clip(t / 0.5, 0, 1) * np.clip((length + 0.6 - t) / 0.6, 0, 1)
    sides = []
    for cents in (-3.0, 3.0):
        cycles = _frequency(pitch) * 2 ** (cents / 1200) * t.astype(np.float64)
        sides.append(
            _read(_wave(pitch, 500.0, 1.3), cycles) * (1 - 0.8 * bright)
            + _read(_wave(pitch, 1500.0, 0.9), cycles) * (0.8 * bright)
        )
    return _single(np.stack(sides) * _swelling(t, length, 0.16, 0.55) * np.float32(0.7))


def _swelling(t: F32, length: float, attack: float, release: float) -> F32:
    rise = np.clip(t / min(attack, max(length * 0.5, 0.05)), 0, 1)
    fall = np.clip((length + release - t) / release, 0, 1)
    return _single(np.sin(rise * np.pi / 2) ** 2 * np.sin(fall * np.pi / 2) ** 2)


def _piano(pitch: int, length: float) -> F32:
    """A felt piano: soft hammer, partials slightly sharp, the upper ones gone sooner."""
    frequency = _frequency(pitch)
    t = _times(max(length, 0.3) + 0.9)
    sound = np.zeros_like(t)
    base_decay = 2.6 * (220 / frequency) ** 0.45
    for partial in range(1, 11):
        overtone = frequency * partial * np.sqrt(1 + 0.00035 * partial * partial)
        if overtone > 7000:
            break
        level = np.exp(-0.55 * (partial - 1)) * (1 + 0.25 * np.cos(partial * 1.9))
        decay = base_decay / (1 + 0.55 * (partial - 1))
        beating = 1 + 0.0006 * np.sin(partial)
        envelope = np.exp(-t / np.float32(decay))
        sound += (
            (level * 0.5)
            * envelope
            * (
                np.sin(np.float32(2 * np.pi * overtone) * t)
                + np.sin(np.float32(2 * np.pi * overtone * beating) * t)
            )
        )
    sound *= np.clip(t / 0.006, 0, 1)
    knock = np.exp(-t / 0.018) * np.sin(2 * np.pi * 180 * t) * np.clip(t / 0.002, 0, 1)
    return _released(sound + 0.05 * knock, t, length + 0.35, 0.5) * np.float32(0.5)


def _pluck(pitch: int, length: float) -> F32:
    """A harp or nylon string."""
    frequency = _frequency(pitch)
    t = _times(1.6)
    sound = np.zeros_like(t)
    for partial in range(1, 13):
        overtone = frequency * partial
        if overtone > 8000:
            break
        # Plucked a fifth of the way along: every fifth partial is missing.
        level = abs(np.sin(np.pi * partial / 5)) / partial**1.25
        decay = 0.62 * (330 / frequency) ** 0.3 / (1 + 0.5 * (partial - 1))
        sound += level * np.exp(-t / np.float32(decay)) * np.sin(np.float32(2 * np.pi * overtone) * t)
    return _released(sound * np.clip(t / 0.003, 0, 1), t, 1.2, 0.4) * np.float32(0.55)


def _bell(pitch: int, length: float) -> F32:
    """A celesta: clear, short above, long below."""
    frequency = _frequency(pitch)
    t = _times(length + 1.0)
    sound = np.zeros_like(t)
    for ratio, level, decay in ((1.0, 1.0, 1.5), (2.0, 0.22, 0.9), (4.02, 0.14, 0.28), (6.8, 0.04, 0.12)):
        if frequency * ratio < 12_000:
            sound += (
                level * np.exp(-t / np.float32(decay)) * np.sin(np.float32(2 * np.pi * frequency * ratio) * t)
            )
    return _released(sound * np.clip(t / 0.004, 0, 1), t, length + 0.4, 0.6) * np.float32(0.5)


def _bass(pitch: int, length: float) -> F32:
    frequency = _frequency(pitch)
    t = _times(length + 0.3)
    sound = np.sin(np.float32(2 * np.pi * frequency) * t)
    for harmonic, level in ((2, 0.35), (3, 0.16), (4, 0.06)):
        sound += (
            level * np.exp(-t / np.float32(0.9)) * np.sin(np.float32(2 * np.pi * frequency * harmonic) * t)
        )
    envelope = np.clip(t / 0.03, 0, 1) * (0.6 + 0.4 * np.exp(-t / 0.6))
    return _released((sound * envelope).astype(np.float32), t, length, 0.25) * np.float32(0.6)


def _kick(pitch: int, length: float) -> F32:
    t = _times(0.45)
    cycles = 48 * t + (70 * 0.035) * (1 - np.exp(-t / 0.035))
    body = np.sin(2 * np.pi * cycles) * np.exp(-t / 0.14) * np.clip(t / 0.003, 0, 1)
    return _released(body.astype(np.float32), t, 0.35, 0.1)


def _frame_drum(pitch: int, length: float) -> F32:
    t = _times(1.1)
    cycles = 62 * t + (46 * 0.05) * (1 - np.exp(-t / 0.05))
    body = np.sin(2 * np.pi * cycles) * np.exp(-t / 0.3)
    skin = np.sin(2 * np.pi * 98 * t + 0.5) * np.exp(-t / 0.17) * 0.4
    slap = coloured_noise(len(t), 7, 200, 1800) * np.exp(-t / 0.03) * 0.5
    return _released(((body + skin + slap) * np.clip(t / 0.003, 0, 1)).astype(np.float32), t, 0.9, 0.2)


def _shaker(pitch: int, length: float) -> F32:
    t = _times(0.16)
    shape = np.sin(np.pi * np.clip(t / 0.11, 0, 1)) ** 2
    return _single(coloured_noise(len(t), 11, 4500, 11_000) * shape)


def _swell(pitch: int, length: float) -> F32:
    """A cymbal played backwards."""
    t = _times(length + 0.25)
    rise = np.clip(t / length, 0, 1) ** 3 * np.clip((length + 0.25 - t) / 0.25, 0, 1)
    return _single(coloured_noise(len(t), 13, 1800, 9000) * rise)


def coloured_noise(count: int, seed: int, low: float, high: float) -> F32:
    """Noise between two frequencies, about as loud as a sine."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    spectrum *= 1 / (1 + (low / np.maximum(frequencies, 1)) ** 6) / (1 + (frequencies / high) ** 6)
    sound = np.fft.irfft(spectrum, count)
    return _single(sound / max(float(np.abs(sound).max()), 1e-9))


def _released(sound: F32, t: F32, at: float, over: float) -> F32:
    """Lets a note end without a click."""
    end = float(t[-1])
    start = min(at, end - over)
    fall = np.clip((start + over - t) / np.float32(over), 0, 1)
    return _single(sound * fall * fall)


_MAKERS: Final[dict[Instrument, Callable[[int, float], F32]]] = {
    Instrument.STRINGS: _strings,
    Instrument.PAD: _pad,
    Instrument.PIANO: _piano,
    Instrument.PLUCK: _pluck,
    Instrument.BELL: _bell,
    Instrument.CELLO: _cello,
    Instrument.FLUTE: _flute,
    Instrument.HORN: _horn,
    Instrument.BASS: _bass,
    Instrument.KICK: _kick,
    Instrument.FRAME_DRUM: _frame_drum,
    Instrument.SHAKER: _shaker,
    Instrument.SWELL: _swell,
}
