"""How much memory films of different lengths take: `make bench-film.lengths`, `MINUTES=1,5,30 SIZE=640x360`.

Each film is made by a process of its own with the worker's own code, the real models and the real store; only
the job and the rows of the video are kept in memory. A story of that length can't be ordered, so its scenes
say the same again and again, in other places and under other seeds.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from encompass.jobs.v1.video_job_pb2 import VideoJob
from encompass.script.v1 import script_pb2
from encompass.video.v1 import render_options_pb2, video_pb2

from benchmarks.film.usage import pss_mib, watched_memory
from benchmarks.report import report
from services.kit.blobs import open_blob_store
from services.kit.clock import SystemClock
from services.kit.ids import UserId, new_id
from services.kit.settings import S3Settings, TritonSettings
from services.kit.triton import TritonClient
from services.stack.launch import Stack, StackInfo
from services.stack.layout import REPOSITORY
from services.video.adapters.models import TritonNarrator
from services.video.adapters.renderer import TritonRenderer
from services.video.adapters.studio import FilmStudio
from services.video.domain.options import RenderOptions
from services.video.domain.video import Video, VideoId, VideoScene, VideoState
from services.video.use_cases.production import Crew
from services.video.worker import VideoJobHandler
from tests.fakes.film_crew import FakeVideos
from tests.fakes.jobs import FakeJobRun

MINUTES: Final = "1,5,30"
SIZE: Final = "640x360"
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
_WITHIN_SECONDS: Final = 7200


@dataclass(frozen=True, slots=True)
class Outcome:
    """A film, and the most memory that was seen, in MiB of PSS."""

    minutes: float
    worker: float
    core: float
    renderer: float
    took_s: float

    @property
    def all(self) -> float:
        return self.worker + self.core + self.renderer


def main() -> None:
    """Makes a film of each length, on a stack of its own."""
    if len(sys.argv) > 1:
        asyncio.run(_film(Path(sys.argv[1]), float(sys.argv[2])))
        return
    lengths = [float(each) for each in os.environ.get("MINUTES", MINUTES).split(",")]
    with tempfile.TemporaryDirectory(prefix="bench-lengths-") as folder:
        stack = Stack(Path(folder) / "stack", parts=PARTS)
        print("bench-film.lengths: starting Triton and the store …", flush=True)
        with stack.running():
            outcomes = [_made(stack, Path(folder), minutes) for minutes in lengths]
    _print(outcomes)


def _made(stack: Stack, folder: Path, minutes: float) -> Outcome:
    print(f"bench-film.lengths: {minutes:g} minutes …", flush=True)
    command = [sys.executable, "-m", "benchmarks.film.lengths", str(stack.layout.folder), str(minutes)]
    started, worker = time.monotonic(), 0.0
    with subprocess.Popen(command, cwd=REPOSITORY) as process, watched_memory(stack) as peak:
        while process.poll() is None:
            if time.monotonic() - started > _WITHIN_SECONDS:
                process.kill()
            worker = max(worker, pss_mib(process.pid))
            time.sleep(0.5)
    if process.returncode != 0:
        raise SystemExit(f"the film of {minutes:g} minutes wasn't made")
    of = peak.by_stage
    return Outcome(
        minutes, worker, of.get("Triton: its core", 0), of.get("model scene_video", 0),
        time.monotonic() - started,
    )  # fmt: skip


async def _film(folder: Path, minutes: float) -> None:
    info = Stack(folder).info()
    width, height = (int(side) for side in os.environ.get("SIZE", SIZE).split("x"))
    triton = TritonSettings(url=f"127.0.0.1:{info.ports['triton-grpc']}", shares_memory=True)
    videos, order = FakeVideos(), _order(round(minutes * 60 / _SCENE_SECONDS))
    job = FakeJobRun(order, owner=UserId(new_id()), resource_id=uuid.UUID(order.video_id))
    videos.videos[VideoId(job.resource_id)] = _video(job, len(order.scenes))
    videos.stored[VideoId(job.resource_id)] = {}
    async with TritonClient(triton) as models, open_blob_store(_s3(info)) as blobs:
        with FilmStudio(threads=3) as studio:
            narrator, renderer = TritonNarrator(models), TritonRenderer(models)
            crew = Crew(narrator, renderer, studio, blobs, lambda _: videos, lambda *_: None)
            await VideoJobHandler(crew, SystemClock(), small=(width, height)).run(job)
    video = await videos.find(VideoId(job.resource_id))
    assert video is not None
    assert abs(video.duration_ms / 60_000 / minutes - 1) < 0.4, f"it lasts {video.duration_ms} ms"


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
    report(
        f"Peak memory by a film's length, MiB of PSS, at {os.environ.get('SIZE', SIZE)}",
        ("minutes", "worker", "Triton's core", "renderer", "took s"),
        [
            (f"{each.minutes:g}", *(f"{n:.0f}" for n in (each.worker, each.core, each.renderer, each.took_s)))
            for each in outcomes
        ],
        {
            f"{each.minutes:g}_minutes_mib": round(each.worker + each.core + each.renderer)
            for each in outcomes
        },
    )


if __name__ == "__main__":
    main()
