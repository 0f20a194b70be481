"""A film in the making inside a test: its crew are fakes, and all that they leave behind can be looked at."""

import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from encompass.jobs.v1.video_job_pb2 import VideoJob
from encompass.script.v1 import script_pb2
from encompass.video.v1 import video_pb2

from services.kit.ids import UserId, new_id
from services.video.domain import storage
from services.video.domain.options import RenderOptions, Resolution, Tier
from services.video.domain.video import Video, VideoId, VideoScene, VideoState
from services.video.option_messages import options_message
from services.video.ports import Renderer, Studio
from services.video.use_cases.production import Crew
from services.video.worker import VideoJobHandler
from tests.fakes.blobs import FakeBlobStore
from tests.fakes.clock import FakeClock
from tests.fakes.film_crew import FakeNarrator, FakeRenderer, FakeVideos
from tests.fakes.jobs import FakeJobRun

VISUAL: Final = {
    "setting": "ocean",
    "time": "dusk",
    "weather": "clear",
    "mood": "hopeful",
    "camera": "push_in",
    "hero": "standing",
}
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NARRATIONS = (
    "She counts two crabs.",
    "One evening an octopus took hold of her finger and did not let go.",
    "She lets go of his thumb & swims.",
)


class FilmSet:
    """A film, its crew, and everything that they leave behind."""

    def __init__(self, studio: Studio, *, captions_beside: bool = False) -> None:
        """Captions are in the picture, or beside it."""
        self._captions_beside = captions_beside
        self.visuals = [dict(VISUAL) for _ in NARRATIONS]
        self.narrator = FakeNarrator(word_ms=150)
        self.renderer = FakeRenderer()
        self.blobs = FakeBlobStore()
        self.videos = FakeVideos()
        self.announced = 0
        self.video_id = VideoId(new_id())
        self.run = self.new_run({})
        self._crew = Crew(
            self.narrator,
            self.renderer,
            studio,
            self.blobs,
            lambda tx: self.videos,
            lambda tx, video: self._told(),
        )
        self.handler = VideoJobHandler(self._crew, FakeClock(NOW))
        self.videos.videos[self.video_id] = Video(
            self.video_id,
            uuid.uuid4(),
            self.run.id,
            "The Slug Called Ben",
            RenderOptions(),
            VideoState.QUEUED,
            1,
            NOW,
            NOW,
            tuple(VideoScene(index, f"Scene {index}") for index in range(len(NARRATIONS))),
        )
        self.videos.stored[self.video_id] = {}

    def new_run(self, steps: dict[str, bytes]) -> FakeJobRun:
        """A run of the job that finds these steps done."""
        job = a_job(self.video_id, self.visuals)
        if self._captions_beside:
            options = RenderOptions(tier=Tier.LOW, resolution=Resolution.P360, captions=None)
            job.options.CopyFrom(options_message(options))
        run = FakeJobRun(job, owner=UserId(new_id()), resource_id=self.video_id)
        run.steps = dict(steps)
        return run

    def wait_for(self, models_served: Callable[[], Awaitable[object]]) -> None:
        """From now on a film begins when this returns."""

        async def wait() -> None:
            await models_served()

        self.handler = VideoJobHandler(self._crew, FakeClock(NOW), models_served=wait)

    def use(self, renderer: Renderer, *, small: tuple[int, int]) -> None:
        """From now on somebody else paints, pictures of this size."""
        crew = replace(self._crew, renderer=renderer)
        self.handler = VideoJobHandler(crew, FakeClock(NOW), small=small)

    async def make(self) -> None:
        await self.handler.run(self.run)

    async def video(self) -> Video:
        video = await self.videos.find(self.video_id)
        assert video is not None
        return video

    async def finish_and_remake(self) -> VideoId:
        """Makes the film, and orders another version of it, which is what will be made next."""
        await self.make()
        before = await self.video()
        await self.videos.finish(before.id)
        self.video_id = VideoId(new_id())
        self.videos.videos[self.video_id] = replace(
            before,
            id=self.video_id,
            film_id=before.film,
            number=before.number + 1,
            is_current=False,
            state=VideoState.QUEUED,
            renditions=(),
        )
        self.videos.stored[self.video_id] = {}
        self.run = self.new_run({})
        self.renderer.requests.clear()
        self.narrator.spoken.clear()
        return before.id

    def film(self) -> bytes:
        return self.blobs.blobs[storage.film_key(self.video_id)].data

    def _told(self) -> None:
        self.announced += 1


def a_job(video_id: uuid.UUID, visuals: Sequence[Mapping[str, str]]) -> VideoJob:
    """What the worker is told."""
    return VideoJob(
        video_id=str(video_id),
        title="The Slug Called Ben",
        name="Tala",
        tone="gentle",
        seed=7,
        format=video_pb2.VIDEO_FORMAT_SMALL,
        scenes=[
            script_pb2.Scene(
                index=index,
                title=f"Scene {index}",
                narration=narration,
                visual=script_pb2.Visual(**visuals[index], props=["lantern"]),
            )
            for index, narration in enumerate(NARRATIONS)
        ],
    )
