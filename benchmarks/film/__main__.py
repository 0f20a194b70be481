"""What a film costs and how soon it plays, beside moviepy's stills with a slow zoom: one storyboard, one run.

Ours is the whole product on this machine: a story written by the stack, then CreateVideo through the edge at
the defaults (720p, 24 frames a second, medium). Every CPU second of every process of the stack counts, from
the call until the film is READY. Its first segment counts as playable once it has been loaded from the link
in the playlist.

moviepy gets what is dearest for free: a finished picture of each scene, the finished sound, and the captions'
texts and times. It zooms slowly into each picture, dissolves from one to the next, sets the captions, and
encodes with the same settings. Its CPU seconds are those of its process and ffmpeg's.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import av
import httpx
from encompass import Encompass, Script, Video
from encompass.cli.answers import load_answers, to_answers
from encompass.script.v1 import script_pb2
from encompass.video.v1 import video_pb2
from PIL import Image

from benchmarks import peers
from benchmarks.film.captions import cues_of
from benchmarks.film.usage import Peak, cpu_seconds, spent, watched_memory
from benchmarks.report import report
from services.stack.launch import Stack
from services.stack.layout import REPOSITORY
from services.video.domain.options import RenderOptions
from services.video.film.encoder import x264_options

ROUNDS = 2
EXAMPLE = REPOSITORY / "examples" / "maya.yaml"
MOVIEPY_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Film:
    """One of ours, as it was made."""

    seconds: float
    """Length of the film."""
    first_segment_s: float
    done_s: float
    cpu: Mapping[str, float]
    """CPU seconds by stage."""
    peak: Peak

    @property
    def cpu_per_second(self) -> float:
        return sum(self.cpu.values()) / self.seconds


@dataclass(frozen=True, slots=True)
class Board:
    """What moviepy gets."""

    pictures: Sequence[str]
    lengths: Sequence[float]
    sound: str
    captions: Sequence[tuple[float, float, str]]
    size: tuple[int, int]
    fps: int
    encoding: Mapping[str, str]
    """FFmpeg's options for libx264: those of our own encoder."""
    target: str


def main() -> None:
    """Runs the benchmark on a stack of its own."""
    peers.install()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-film-") as folder:
        stack = Stack(Path(folder) / "stack")
        print("bench-film: starting the stack …", flush=True)
        with stack.running() as info:
            films, moviepy = asyncio.run(_measure(stack, info.edge_url, Path(folder)))
    _print(films, moviepy, load)


async def _measure(stack: Stack, edge_url: str, folder: Path) -> tuple[Sequence[Film], Sequence[float]]:
    films: list[Film] = []
    moviepy: list[float] = []
    async with Encompass(edge_url) as client:
        await client.accounts.sign_up("bench@people.example", "a long and quiet password")
        script = await _written(client)
        # The first film warms pools and caches and isn't counted.
        await _filmed(stack, client, script, seed=1)
        for number in range(ROUNDS):
            print(f"bench-film: round {number + 1} of {ROUNDS}: ours …", flush=True)
            film, video = await _filmed(stack, client, script, seed=2 + number)
            films.append(film)
            board = await _board(client, video, folder)
            print(f"bench-film: round {number + 1} of {ROUNDS}: moviepy …", flush=True)
            moviepy.append(await asyncio.to_thread(_moviepy, board, folder))
    return films, [cpu / film.seconds for cpu, film in zip(moviepy, films, strict=True)]


async def _written(client: Encompass) -> Script:
    file = load_answers(EXAMPLE)
    questionnaire = await client.questionnaires.get(file.questionnaire)
    response = await client.responses.start(questionnaire.id)
    await client.responses.save(response.id, to_answers(file, questionnaire))
    response = await client.responses.submit(response.id)
    script = await client.scripts.create(response.id, length=script_pb2.SCRIPT_LENGTH_SHORT, seed=7)
    async for change in client.scripts.watch(script.id):
        script = change.script
    assert script.state == script_pb2.SCRIPT_STATE_READY, script.failure.message
    return script


async def _filmed(stack: Stack, client: Encompass, script: Script, seed: int) -> tuple[Film, Video]:
    before = cpu_seconds(stack)
    first = 0.0
    # Opened before: whoever plays a film has loaded their certificates long ago.
    async with httpx.AsyncClient(timeout=10, follow_redirects=True) as http:
        with watched_memory(stack) as peak:
            started = time.perf_counter()
            video = await client.videos.create(script.id, seed=seed)
            async for change in client.videos.watch(video.id):
                video = change
                if video.segment_count and not first:
                    await _load_first_segment(client, http, video.id)
                    first = time.perf_counter() - started
            done = time.perf_counter() - started
    assert video.state == video_pb2.VIDEO_STATE_READY, video.failure.message
    cpu = spent(before, cpu_seconds(stack))
    return Film(video.duration_ms / 1000, first, done, cpu, peak), video


async def _load_first_segment(client: Encompass, http: httpx.AsyncClient, video_id: str) -> None:
    playback = await client.videos.playback(video_id)
    playlist = await http.get(playback.playlist_url)
    while ".m3u8" in (entry := _first_entry(playlist.text)):
        playlist = await http.get(str(playlist.url.join(entry)))
    segment = await http.get(str(playlist.url.join(entry)))
    segment.raise_for_status()


def _first_entry(playlist: str) -> str:
    return next(line for line in playlist.splitlines() if line and not line.startswith("#"))


async def _board(client: Encompass, video: Video, folder: Path) -> Board:
    playback = await client.videos.playback(video.id)
    film = folder / "film.mp4"
    async with httpx.AsyncClient(timeout=60) as http:
        film.write_bytes((await http.get(playback.mp4_url)).content)
        captions = (await http.get(playback.captions_url)).text
    sound = folder / "film.wav"
    return await asyncio.to_thread(_taken_apart, video, film, sound, captions)


def _taken_apart(video: Video, film: Path, sound: Path, captions: str) -> Board:
    pictures: list[str] = []
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        size, fps = (stream.width, stream.height), round(float(stream.average_rate or 24))
        for scene in video.scenes:
            middle = (scene.start_ms + scene.duration_ms / 2) / 1000
            container.seek(int(middle * 1_000_000))
            picture = next(container.decode(video=0))
            path = film.with_name(f"scene-{scene.index}.png")
            Image.fromarray(picture.to_ndarray(format="rgb24")).save(path)
            pictures.append(str(path))
    subprocess.run([_ffmpeg(), "-loglevel", "error", "-y", "-i", str(film), "-vn", str(sound)], check=True)
    ours = RenderOptions().picture
    return Board(
        pictures=pictures,
        lengths=[scene.duration_ms / 1000 for scene in video.scenes],
        sound=str(sound),
        captions=cues_of(captions),
        size=size,
        fps=fps,
        encoding=dict(x264_options(fps, ours.preset, ours.crf)),
        target=str(film.with_name("moviepy.mp4")),
    )


def _ffmpeg() -> str:
    code = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"
    return subprocess.check_output([str(peers.PYTHON), "-c", code], text=True).strip()


def _moviepy(board: Board, folder: Path) -> float:
    """CPU seconds of moviepy and its ffmpeg."""
    path = folder / "board.json"
    path.write_text(json.dumps(asdict(board)), encoding="utf-8")
    command = [str(peers.PYTHON), "-m", "benchmarks.film.slides", str(path)]
    out = subprocess.check_output(
        command, cwd=REPOSITORY, env=peers.python_environment(), text=True, timeout=MOVIEPY_SECONDS
    )
    return float(out.strip().splitlines()[-1])


def _print(films: Sequence[Film], moviepy: Sequence[float], load: float) -> None:
    costs = [film.cpu_per_second for film in films]
    ratios = [theirs / ours for theirs, ours in zip(moviepy, costs, strict=True)]
    last = films[-1]
    stages = [
        (stage, f"{seconds / last.seconds:.3f}", f"{last.peak.by_stage.get(stage, 0.0):.0f}")
        for stage, seconds in last.cpu.items()
        if seconds / last.seconds >= 0.001 or stage in last.peak.by_stage
    ]
    first = statistics.median(film.first_segment_s for film in films)
    realtime = statistics.median(film.done_s / film.seconds for film in films)
    print(f"A film of {last.seconds:.0f} s at the defaults; {os.cpu_count()} CPUs, load {load:.1f} before.")
    report(
        "CPU seconds a second of film, and peak memory (MiB of PSS), by stage; the last round",
        ("stage", "CPU s / s", "MiB"),
        [
            *stages,
            ("all", f"{last.cpu_per_second:.3f}", f"{last.peak.mib:.0f}"),
            ("moviepy, stills with a zoom", f"{moviepy[-1]:.3f}", ""),
        ],
        {
            "cpu_seconds_per_second": round(statistics.median(costs), 3),
            "moviepy_ratio": round(statistics.median(ratios), 2),
            "first_segment_s": round(first, 2),
            "realtime_factor": round(realtime, 3),
            "peak_mib": round(max(film.peak.mib for film in films)),
            "film_seconds": round(last.seconds, 1),
        },
    )


if __name__ == "__main__":
    main()
