"""`python -m evaluation.film.sound`: how the voices are understood, and how loud three films are.

A table for people and the figures as the last line for programs. It reads three stories of the corpus aloud,
a part of them in each voice, listens with whisper-base, and makes the whole sound of three films.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from evaluation.film.listening import Heard, Reading, listen
from services.video.domain.sound_options import VoiceName
from services.video.domain.timeline import plan_timeline
from services.video.film.aac import encode_soundtrack
from services.video.film.loudness import loudness, true_peak
from services.video.film.mix import Narration
from services.video.film.soundtrack import SceneSound, soundtrack

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY / "data" / "stories"
MODELS = REPOSITORY / ".venv" / "models"
TONES = ("hopeful", "epic", "gentle")
READING_SECONDS = 1800

Story = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VoiceFigures:
    """One voice."""

    voice: str
    word_error: float
    """Share of words that a listener got wrong."""
    caption_error_ms: float
    """How far, on average, a caption is from where its word is heard, the listener's own lead taken off."""
    listener_lead_ms: float
    """How early the listener hears words: its times are those of its attention, which runs ahead of sound."""
    onset_error_ms: float
    """How far, on average, a caption is from where a word rises out of silence."""
    cpu_per_second: float
    seconds: float
    """Of sound that was listened to."""


@dataclass(frozen=True, slots=True)
class FilmFigures:
    """The sound of one film, as a player decodes it."""

    title: str
    tone: str
    seconds: float
    lufs: float
    true_peak_db: float
    clipped: int
    """Samples at full scale."""
    cpu_per_second: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints; exits with 1 when a promise isn't kept."""
    parser = argparse.ArgumentParser(prog="evaluation.film.sound", description=__doc__)
    parser.add_argument("--scenes", type=int, default=6, help="read and listened to in the quick voice")
    parser.add_argument("--slow-scenes", type=int, default=2, help="the same for each of the slow ones")
    parser.add_argument("--films", type=int, default=3)
    options = parser.parse_args(arguments)
    stories = chosen_stories(options.films)
    scenes = [scene["narration"] for story in stories for scene in story["scenes"]]
    asked = [
        (text, voice)
        for voice in VoiceName
        for text in scenes[: options.scenes if voice is VoiceName.LARK else options.slow_scenes]
    ]
    told = [(scene["narration"], VoiceName.LARK) for story in stories for scene in story["scenes"]]
    readings = read_aloud([*asked, *told])
    voices = [voice_figures(voice, readings[: len(asked)]) for voice in VoiceName]
    narrations = iter(readings[len(asked) :])
    films = [
        film_figures(story, tone, [next(narrations) for _ in story["scenes"]], seed=number)
        for number, (story, tone) in enumerate(zip(stories, TONES, strict=False))
    ]
    show(voices, films)
    print(json.dumps(as_json(voices, films)), flush=True)
    raise SystemExit(0 if all(kept(voices, films)) else 1)


def kept(voices: Sequence[VoiceFigures], films: Sequence[FilmFigures]) -> Iterator[bool]:
    """Whether each promise is kept: understood, captions in time, as loud as wanted, never clipping."""
    for voice in voices:
        yield voice.word_error < 0.1
        yield voice.caption_error_ms <= 80
        yield voice.onset_error_ms <= 80
    for film in films:
        yield abs(film.lufs + 14) <= 0.5
        yield film.true_peak_db <= -1 and not film.clipped


def chosen_stories(count: int) -> list[Story]:
    """Stories of the corpus, one of each of its first files."""
    stories: list[Story] = []
    for path in sorted(CORPUS.glob("part-*.jsonl"))[:count]:
        with path.open(encoding="utf-8") as file:
            stories.append(json.loads(file.readline()))
    return stories


def read_aloud(texts: Sequence[tuple[str, VoiceName]]) -> list[Reading]:
    """Reads texts in the models' environment, with the voices that Triton has."""
    asked = [{"text": text, "voice": voice.value, "speed": 1.0} for text, voice in texts]
    done = subprocess.run(
        [
            MODELS / "bin" / "python",
            Path(__file__).with_name("reading.py"),
            MODELS / "artifacts" / "narrator",
        ],
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=READING_SECONDS,
    )
    said = np.load(io.BytesIO(done.stdout))
    return [
        Reading(
            text,
            voice.value,
            said[f"pcm-{number}"],
            int(said["sample_rate"]),
            tuple(str(word) for word in said[f"words-{number}"]),
            tuple(int(start) for start in said[f"starts-{number}"]),
            float(said[f"seconds-{number}"]),
        )
        for number, (text, voice) in enumerate(texts)
    ]


def voice_figures(voice: str, readings: Sequence[Reading]) -> VoiceFigures:
    """What a listener makes of a voice."""
    mine = [reading for reading in readings if reading.voice == voice]
    heard: list[Heard] = [listen(reading) for reading in mine]
    off = np.array([offset for one in heard for offset in one.offsets_ms])
    rises = np.array([onset for one in heard for onset in one.onsets_ms])
    # Against captions that are right on the sound, what is left of the listener's offset is its own.
    lead = float(np.median(off) - np.median(rises))
    seconds = sum(reading.seconds for reading in mine)
    return VoiceFigures(
        str(voice),
        sum(one.wrong for one in heard) / sum(one.words for one in heard),
        float(np.abs(off - lead).mean()),
        -lead,
        float(np.abs(rises).mean()),
        sum(reading.cpu_seconds for reading in mine) / seconds,
        seconds,
    )


def film_figures(story: Story, tone: str, readings: Sequence[Reading], *, seed: int) -> FilmFigures:
    """Makes a film's sound, encodes it, decodes it and measures."""
    timeline = plan_timeline([round(reading.seconds * 1000) for reading in readings])
    scenes = [
        SceneSound(
            timing.start_ms / 1000,
            timing.duration_ms / 1000,
            scene["visual"]["mood"],
            scene["visual"]["setting"],
            scene["visual"]["time"],
            scene["visual"]["weather"],
            tuple(scene["visual"]["props"]),
        )
        for timing, scene in zip(timeline.scenes, story["scenes"], strict=True)
    ]
    narrations = [
        Narration(
            lambda pcm=reading.pcm: pcm,  # type: ignore[misc]
            reading.sample_rate,
            timing.narration_start_ms / 1000,
            reading.seconds,
        )
        for timing, reading in zip(timeline.scenes, readings, strict=True)
    ]
    started = time.process_time()
    file = encode_soundtrack(soundtrack(scenes, narrations, tone=tone, seed=seed, music=True))
    spent = time.process_time() - started
    sound = decoded(file)
    seconds = timeline.duration_ms / 1000
    return FilmFigures(
        str(story["title"]),
        tone,
        seconds,
        loudness(sound),
        float(20 * np.log10(true_peak(sound))),
        int((np.abs(sound) >= 1.0).sum()),
        spent / seconds,
    )


def decoded(file: bytes) -> NDArray[np.float32]:
    """The sound of a file, of shape (2, samples)."""
    with av.open(io.BytesIO(file), "r") as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def show(voices: Sequence[VoiceFigures], films: Sequence[FilmFigures]) -> None:
    """The tables."""
    console = Console()
    table = Table(
        "voice",
        "word error",
        "captions off, ms",
        "listener ahead, ms",
        "onsets off, ms",
        "CPU s per s",
        "heard, s",
    )
    for one in voices:
        table.add_row(
            one.voice, f"{one.word_error:.1%}", f"{one.caption_error_ms:.0f}", f"{one.listener_lead_ms:.0f}",
            f"{one.onset_error_ms:.0f}", f"{one.cpu_per_second:.3f}", f"{one.seconds:.0f}",
        )  # fmt: skip
    console.print(table)
    table = Table("film", "tone", "s", "LUFS", "true peak, dBTP", "clipped", "CPU s per s")
    for film in films:
        table.add_row(
            film.title, film.tone, f"{film.seconds:.0f}", f"{film.lufs:.2f}", f"{film.true_peak_db:.2f}",
            str(film.clipped), f"{film.cpu_per_second:.3f}",
        )  # fmt: skip
    console.print(table)


def as_json(voices: Sequence[VoiceFigures], films: Sequence[FilmFigures]) -> dict[str, Any]:
    """The figures for programs."""
    return {
        "voices": {
            one.voice: {
                "word_error": round(one.word_error, 4),
                "caption_error_ms": round(one.caption_error_ms, 1),
                "listener_lead_ms": round(one.listener_lead_ms, 1),
                "onset_error_ms": round(one.onset_error_ms, 1),
                "cpu_seconds_per_second": round(one.cpu_per_second, 3),
            }
            for one in voices
        },
        "films": [
            {
                "lufs": round(film.lufs, 2),
                "true_peak_dbtp": round(film.true_peak_db, 2),
                "clipped": film.clipped,
                "cpu_seconds_per_second": round(film.cpu_per_second, 3),
            }
            for film in films
        ],
    }


if __name__ == "__main__":
    main()
