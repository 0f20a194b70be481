"""Plays a score: every note in its place, in stereo, in one room; block by block, as it is needed."""

from collections.abc import Iterator
from functools import lru_cache
from heapq import merge
from typing import Final, NamedTuple

import numpy as np

from services.video.domain.music.score import Instrument, Note, Score
from services.video.film.filters import Convolver
from services.video.film.synth.instruments import F32, SAMPLE_RATE, play

BLOCK: Final = 4 * SAMPLE_RATE
"""Samples that are made at a time."""
ROOM_SECONDS: Final = 2.6


class _Place(NamedTuple):
    """How an instrument stands in the room."""

    level: float
    wet: float
    """How much of it the room gives back."""


_PLACES: Final = {
    Instrument.STRINGS: _Place(0.24, 0.55),
    Instrument.PAD: _Place(0.20, 0.60),
    Instrument.PIANO: _Place(0.50, 0.35),
    Instrument.PLUCK: _Place(0.46, 0.35),
    Instrument.BELL: _Place(0.28, 0.70),
    Instrument.CELLO: _Place(0.24, 0.50),
    Instrument.FLUTE: _Place(0.20, 0.60),
    Instrument.HORN: _Place(0.20, 0.60),
    Instrument.BASS: _Place(0.40, 0.06),
    Instrument.KICK: _Place(0.42, 0.08),
    Instrument.FRAME_DRUM: _Place(0.50, 0.35),
    Instrument.SHAKER: _Place(0.14, 0.25),
    Instrument.SWELL: _Place(0.16, 0.50),
}


def perform(score: Score) -> Iterator[F32]:
    """The sound of a score in blocks of shape (2, samples), together exactly as long as the score.

    No more is held in memory than a block, the longest note and the room's echo.
    """
    total = round(score.length * SAMPLE_RATE)
    room = Convolver(room_response())
    pending = {part: np.zeros((2, BLOCK), np.float32) for part in ("dry", "sent")}
    notes = merge(
        *(_with(instrument, played) for instrument, played in score.notes.items()), key=lambda due: due[0]
    )
    following = next(notes, None)
    for start in range(0, total, BLOCK):
        while following is not None and following[0] < start + BLOCK:
            place, instrument, note = following
            _add(pending, place - start, instrument, note)
            following = next(notes, None)
        count = min(BLOCK, total - start)
        yield pending["dry"][:, :count] + room.feed(pending["sent"][:, :BLOCK])[:, :count]
        pending = {part: _shifted(sound) for part, sound in pending.items()}


def loudness_of(score: Score) -> float:
    """About how loud a score is going to be where it is loud, in dB of full scale; -100 for a silent one.

    From the power of its notes alone, as if none of them met another in phase.
    """
    seconds = max(round(score.length), 1)
    power = np.zeros(seconds + 16)
    for instrument, played in score.notes.items():
        for note in played:
            each, spread = _energy(instrument, note.pitch // 6 * 6 + 3, max(round(note.length * 2) / 2, 0.5))
            gain = _PLACES[instrument].level * note.loudness
            first = int(note.start)
            power[first : first + spread] += each * gain * gain / spread
    loud = power[power > power.max(initial=0.0) / 20]
    return float(10 * np.log10(loud.mean())) if len(loud) else -100.0


@lru_cache(maxsize=1024)
def _energy(instrument: Instrument, pitch: int, length: float) -> tuple[float, int]:
    """The energy of a note, and over how many seconds it is spread."""
    sound = play(instrument, pitch, length)
    wide = sound if sound.ndim == 2 else sound[None]
    energy = float(np.square(wide, dtype=np.float64).sum()) / len(wide) / SAMPLE_RATE
    return energy, max(min(round(wide.shape[1] / SAMPLE_RATE), 8), 1)


def _with(instrument: Instrument, notes: tuple[Note, ...]) -> Iterator[tuple[int, Instrument, Note]]:
    for note in notes:
        yield max(round(note.start * SAMPLE_RATE), 0), instrument, note


def _add(pending: dict[str, F32], start: int, instrument: Instrument, note: Note) -> None:
    place = _PLACES[instrument]
    sound = play(instrument, note.pitch, round(note.length, 2))
    end = start + sound.shape[-1]
    for part, share in (("dry", 1 - place.wet * 0.5), ("sent", place.wet)):
        if pending[part].shape[1] < end:
            grown = np.zeros((2, end), np.float32)
            grown[:, : pending[part].shape[1]] = pending[part]
            pending[part] = grown
        # Equal power: a note is as loud at the side as in the middle.
        angle = (note.pan + 1) * np.pi / 4
        for side, gain in enumerate((np.cos(angle), np.sin(angle))):
            mono = sound[side] if sound.ndim == 2 else sound
            pending[part][side, start:end] += mono * np.float32(gain * note.loudness * place.level * share)


def _shifted(sound: F32) -> F32:
    """What is left of a part after a block of it was taken; a block long at least."""
    rest = sound[:, BLOCK:]
    if rest.shape[1] >= BLOCK:
        return rest.copy()
    out = np.zeros((2, BLOCK), np.float32)
    out[:, : rest.shape[1]] = rest
    return out


def room_response() -> F32:
    """What a hall gives back of a click: noise that dies away, the highs sooner, different on each side."""
    return np.stack([_impulse(int(ROOM_SECONDS * SAMPLE_RATE), side) for side in range(2)])


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
