"""Plays a score: every note in its place, in stereo, in one room."""

from typing import Final, NamedTuple

import numpy as np

from services.video.domain.music.score import Instrument, Score
from services.video.film.synth.instruments import F32, SAMPLE_RATE, play


class _Place(NamedTuple):
    """How an instrument stands in the room."""

    level: float
    wet: float
    """How much of it the room gives back."""


_PLACES: Final = {
    Instrument.STRINGS: _Place(0.26, 0.55),
    Instrument.PIANO: _Place(0.50, 0.35),
    Instrument.PLUCK: _Place(0.46, 0.35),
    Instrument.BELL: _Place(0.30, 0.70),
    Instrument.BASS: _Place(0.40, 0.06),
    Instrument.KICK: _Place(0.42, 0.08),
    Instrument.FRAME_DRUM: _Place(0.50, 0.35),
    Instrument.SHAKER: _Place(0.14, 0.25),
    Instrument.SWELL: _Place(0.16, 0.50),
}
_ROOM_SECONDS: Final = 2.6


def perform(score: Score) -> F32:
    """The sound of a score, of shape (2, samples), exactly as long as the score."""
    count = round(score.length * SAMPLE_RATE)
    dry = np.zeros((2, count), np.float32)
    sent = np.zeros((2, count), np.float32)
    for instrument, notes in score.notes.items():
        place = _PLACES[instrument]
        bus = np.zeros((2, count), np.float32)
        for note in notes:
            start = max(round(note.start * SAMPLE_RATE), 0)
            sound = play(instrument, note.pitch, round(note.length, 2))[: max(count - start, 0)]
            # Equal power: a note is as loud at the side as in the middle.
            angle = (note.pan + 1) * np.pi / 4
            for side, gain in enumerate((np.cos(angle), np.sin(angle))):
                bus[side, start : start + len(sound)] += sound * np.float32(gain * note.loudness)
        dry += bus * np.float32(place.level * (1 - place.wet * 0.5))
        sent += bus * np.float32(place.level * place.wet)
    return dry + _room(sent)


def _room(sound: F32) -> F32:
    """What a hall gives back: noise that dies away, the highs sooner, different on each side."""
    count = sound.shape[1]
    length = int(_ROOM_SECONDS * SAMPLE_RATE)
    size = _fast_size(count + length)
    out = np.empty_like(sound)
    for side in range(2):
        response = np.fft.rfft(_impulse(length, side), size)
        out[side] = np.fft.irfft(np.fft.rfft(sound[side], size) * response, size)[:count]
    return out


def _impulse(length: int, side: int) -> F32:
    t = np.arange(length, dtype=np.float32) / np.float32(SAMPLE_RATE)
    noise = np.random.default_rng(97 + side).standard_normal(length).astype(np.float32)
    spectrum = np.fft.rfft(noise)
    frequencies = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    dark = np.fft.irfft(spectrum / (1 + (frequencies / 1500) ** 2), length).astype(np.float32)
    light = np.fft.irfft(spectrum / (1 + (frequencies / 5500) ** 2), length).astype(np.float32)
    tail = dark * np.exp(-t / np.float32(0.52)) + light * np.exp(-t / np.float32(0.2)) * np.float32(0.6)
    before = int(0.018 * SAMPLE_RATE)
    tail = np.concatenate([np.zeros(before, np.float32), tail[: length - before]])
    # Nothing rumbles in this hall.
    spectrum = np.fft.rfft(tail)
    spectrum *= 1 / (1 + (160 / np.maximum(frequencies, 1)) ** 4)
    tail = np.fft.irfft(spectrum, length).astype(np.float32)
    return np.asarray(tail / np.sqrt((tail**2).sum()) / 1.6, np.float32)


def _fast_size(least: int) -> int:
    """A length that FFTs are fast at."""
    best = 1 << (least - 1).bit_length()
    for factor in (3, 5, 9, 15):
        size = factor << max((-(-least // factor) - 1).bit_length(), 0)
        if least <= size < best:
            best = size
    return best
