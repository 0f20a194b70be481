"""How much memory films of different lengths take: `make bench-film.lengths`, `MINUTES=1,5,30 SIZE=640x360`.

Each film is made by a process of its own with the worker's own code, signed, with the real models and the
real store; only the job and the rows of the video are kept in memory. A story of that length can't be
ordered, so its scenes say the same again and again, in other places and under other seeds. A film that fails
doesn't take the figures of the others with it; `WITHIN` says after how many minutes one is given up (120).
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from encompass.jobs.v1.video_job_pb2 import VideoJob
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2, video_pb2

from benchmarks.film.growth import WORKER, Growth, watch
from benchmarks.report import report
from services.kit.blobs import open_blob_store
from services.kit.clock import SystemClock
from services.kit.ids import UserId, new_id
from services.kit.jobs.errors import RetryableError
from services.kit.settings import S3Settings, TritonSettings
from services.kit.triton import TritonClient
from services.stack.film_pki import prepare_film_certificate
from services.stack.launch import Stack, StackInfo
from services.stack.layout import REPOSITORY, Layout
from services.video.adapters.models import TritonNarrator
from services.video.adapters.renderer import TritonRenderer
from services.video.adapters.studio import FilmStudio
from services.video.domain.options import RenderOptions
from services.video.domain.timeline import SEGMENT_MS
from services.video.domain.video import Segment, Video, VideoId, VideoScene, VideoState
from services.video.film.credentials import SigningKey
from services.video.use_cases.production import Crew
from services.video.worker import VideoJobHandler
from tests.fakes.film_crew import FakeVideos
from tests.fakes.jobs import FakeJobRun

MINUTES: Final = "1,5,30"
SIZE: Final = "640x360"
WITHIN: Final = "120"
PARTS: Final = frozenset({"triton", "seaweed"})
_SCENE_SECONDS: Final = 16
"""About as long as the words take, with the silence around them."""
_WORDS: Final = (
    "Maya was seven when her grandmother took her to the beach. Between the rocks they found a tide pool, "
    "and in it a star that breathed. On the way home she counted every wave out loud, and by the time she "
    "reached a hundred she knew what she wanted to be."
)
_SETTINGS: Final = ("ocean", "city_day", "forest", "meadow", "classroom", "harbor", "night_sky", "river")
_MOODS: Final = ("hopeful", "calm", "tense", "triumphant", "tender", "awe")
_ATTEMPTS: Final = 20
_BACKOFF_SECONDS: Final = 5
_PROCESSES: Final = ((WORKER, "worker"), ("Triton: its core", "core"), ("model scene_video", "renderer"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A film that was made, or not."""

    growth: Growth
    took_s: float
    failed: bool


def main() -> None:
    """Makes a film of each length, on a stack of its own."""
    if len(sys.argv) > 1:
        asyncio.run(_film(Path(sys.argv[1]), float(sys.argv[2])))
        return
    lengths = [float(each) for each in os.environ.get("MINUTES", MINUTES).split(",")]
    within = float(os.environ.get("WITHIN", WITHIN)) * 60
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="bench-lengths-") as folder:
        stack = Stack(Path(folder) / "stack", parts=PARTS)
        print("bench-film.lengths: starting Triton and the store …", flush=True)
        with stack.running():
            for minutes in lengths:
                outcomes.append(_made(stack, minutes, within))
                _print(outcomes)
    failed = [f"{outcome.growth.minutes:g}" for outcome in outcomes if outcome.failed]
    if failed:
        raise SystemExit(f"films of {', '.join(failed)} minutes weren't made")


def _made(stack: Stack, minutes: float, within_seconds: float) -> Outcome:
    print(f"bench-film.lengths: {minutes:g} minutes …", flush=True)
    command = [sys.executable, "-m", "benchmarks.film.lengths", str(stack.layout.folder), str(minutes)]
    started = time.monotonic()
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        growth = watch(process, stack, minutes, within_seconds=within_seconds)
    return Outcome(growth, time.monotonic() - started, process.returncode != 0)


async def _film(folder: Path, minutes: float) -> None:
    info = Stack(folder).info()
    width, height = (int(side) for side in os.environ.get("SIZE", SIZE).split("x"))
    triton = TritonSettings(url=f"127.0.0.1:{info.ports['triton-grpc']}", shares_memory=True)
    videos, order = FakeVideos(), _order(round(minutes * 60 / _SCENE_SECONDS))
    job = FakeJobRun(order, owner=UserId(new_id()), resource_id=uuid.UUID(order.video_id))
    videos.videos[VideoId(job.resource_id)] = _video(job, len(order.scenes))
    videos.stored[VideoId(job.resource_id)] = {}
    async with TritonClient(triton) as models, open_blob_store(_s3(info)) as blobs:
        with FilmStudio(threads=3, signing_key=_signing_key(folder)) as studio:
            narrator, renderer = TritonNarrator(models), TritonRenderer(models)
            crew = Crew(narrator, renderer, studio, blobs, lambda _: videos, lambda *_: None)
            telling = asyncio.create_task(_tell(videos.stored[VideoId(job.resource_id)]))
            await _with_patience(VideoJobHandler(crew, SystemClock(), small=(width, height)), job)
            telling.cancel()
    video = await videos.find(VideoId(job.resource_id))
    assert video is not None
    assert abs(video.duration_ms / 60_000 / minutes - 1) < 0.4, f"it lasts {video.duration_ms} ms"


async def _with_patience(handler: VideoJobHandler, job: FakeJobRun) -> None:
    """Runs the job again, as a queue does, when a model was too slow on a busy machine."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            await handler.run(job)
        except RetryableError as error:
            causes = error.__cause__.exceptions if isinstance(error.__cause__, BaseExceptionGroup) else ()
            print(f"attempt {attempt} failed: {error.reason}: {causes}", file=sys.stderr, flush=True)
            if attempt == _ATTEMPTS:
                raise
            await asyncio.sleep(_BACKOFF_SECONDS)
        else:
            return


async def _tell(stored: Mapping[int, Segment]) -> None:
    """Prints how many minutes of film are there, for `watch`."""
    while True:
        print(len(stored) * SEGMENT_MS / 60_000, flush=True)
        await asyncio.sleep(1)


def _signing_key(folder: Path) -> SigningKey:
    layout = Layout(folder)
    prepare_film_certificate(layout)
    return SigningKey(layout.film_certificates.read_bytes(), layout.film_key.read_bytes())


def _order(scenes: int) -> VideoJob:
    return VideoJob(
        video_id=str(new_id()),
        title="The Star That Breathed",
        name="Maya",
        tone="hopeful",
        seed=7,
        options=render_options_pb2.RenderOptions(tier=render_options_pb2.QUALITY_TIER_LOW),
        format=video_pb2.VIDEO_FORMAT_SMALL,
        scenes=[
            script_pb2.Scene(
                index=index,
                title=f"Scene {index}",
                narration=_WORDS,
                visual=script_pb2.Visual(
                    setting=_SETTINGS[index % len(_SETTINGS)],
                    time="golden_hour",
                    weather="clear",
                    mood=_MOODS[index % len(_MOODS)],
                    camera="push_in",
                    hero="walking",
                ),
            )
            for index in range(scenes)
        ],
    )


def _video(job: FakeJobRun, scenes: int) -> Video:
    now = datetime.now(UTC)
    planned = tuple(VideoScene(index, f"Scene {index}") for index in range(scenes))
    return Video(
        VideoId(job.resource_id), uuid.uuid4(), job.id, "The Star That Breathed", RenderOptions(),
        VideoState.QUEUED, 1, now, now, planned,
    )  # fmt: skip


def _s3(info: StackInfo) -> S3Settings:
    env = info.environment_of("video-worker")
    return S3Settings.model_validate(
        {
            "endpoint": f"http://127.0.0.1:{info.ports['seaweed-s3']}",
            "access_key": env["ENCOMPASS_S3__ACCESS_KEY"],
            "secret_key": env["ENCOMPASS_S3__SECRET_KEY"],
            "bucket": env["ENCOMPASS_S3__BUCKET"],
            "region": env["ENCOMPASS_S3__REGION"],
        }
    )


def _print(outcomes: Sequence[Outcome]) -> None:
    """The table so far; the last one is the benchmark's."""
    rows = []
    figures: dict[str, float] = {}
    for outcome in outcomes:
        growth = outcome.growth
        shown = [f"{growth.peak(process):.0f}{_risen(growth.slope(process))}" for process, _ in _PROCESSES]
        rows.append((f"{growth.minutes:g}", *shown, "failed" if outcome.failed else f"{outcome.took_s:.0f}"))
        for process, name in _PROCESSES:
            figures[f"{growth.minutes:g}_minutes_{name}_mib"] = round(growth.peak(process))
            slope = growth.slope(process)
            if slope is not None:
                figures[f"{growth.minutes:g}_minutes_{name}_mib_a_minute"] = round(slope, 2)
    report(
        f"Peak memory by a film's length, MiB of PSS, at {os.environ.get('SIZE', SIZE)};\n"
        "in brackets by how much it grew with each minute of the later half",
        ("minutes", *(name for _, name in _PROCESSES), "took s"),
        rows,
        figures,
    )


def _risen(slope: float | None) -> str:
    return "" if slope is None else f" ({slope:+.1f})"


if __name__ == "__main__":
    main()
