"""Makes a film: speaks, scores, renders scene by scene, joins.

Each finished part is a step of the job that is never done twice. Scenes are rendered some at a time, in
order; a segment can be watched as soon as it and all before it are stored.
"""

import asyncio
import time
from collections.abc import Sequence
from functools import partial
from typing import Final

from encompass.jobs.v1.video_job_pb2 import NarrationStep, PosterStep, SegmentStep

from services.kit.db.unit_of_work import Tx
from services.kit.jobs.model import Usage
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.video.domain import storage
from services.video.domain.captions import Cue
from services.video.domain.progress import Progress, ProgressMeter
from services.video.domain.timeline import SEGMENT_MS, SceneTiming, Timeline, plan_timeline
from services.video.domain.transitions import Transition, plan_transitions
from services.video.domain.video import Segment, VideoScene
from services.video.ports import EncodedSegment, FrameChunk, ScenePictures, Sound, Videos
from services.video.use_cases.finishing import finish_film, paint_poster
from services.video.use_cases.pictures import SceneRun, SceneWork
from services.video.use_cases.production import STORING_TIME, Production
from services.video.use_cases.voices import caption_cues, narrate, score

CREDITS: Final = "video_credits"
"""What films are charged in."""
SCENES_AT_A_TIME: Final = 2
"""As many as the renderer has instances."""
PROGRESS_SECONDS: Final = 0.5

log = get_logger(__name__)


async def make_film(production: Production) -> None:
    """Makes a film, or what is missing of it."""
    video_id = production.order.video_id
    started = time.monotonic()
    await production.write(lambda videos: videos.begin_rendering(video_id))
    narrations = await narrate(production)
    shooting = _Shooting(production, narrations, started)
    await production.write(lambda videos: videos.plan_scenes(video_id, shooting.planned_scenes()))
    async with asyncio.TaskGroup() as tasks:
        sound = tasks.create_task(score(production, shooting.timeline, narrations))
        reporter = tasks.create_task(shooting.report())
        stills = await shooting.render(sound)
        reporter.cancel()
    poster = await paint_poster(production, stills, shooting.timeline.scenes[-1])
    await finish_film(production, poster, shooting.timeline, shooting.cues)


class _Shooting:
    """The rendering of all scenes, in one run of the job."""

    def __init__(self, production: Production, narrations: Sequence[NarrationStep], started: float) -> None:
        self.timeline: Timeline = plan_timeline(
            [narration.duration_ms for narration in narrations], production.order.picture.fps
        )
        self.cues: tuple[tuple[Cue, ...], ...] = tuple(
            caption_cues(scene.narration, narration, timing)
            for scene, narration, timing in zip(
                production.order.scenes, narrations, self.timeline.scenes, strict=True
            )
        )
        moods = [scene.visual.mood for scene in production.order.scenes]
        self._transitions = (Transition.DISSOLVE, *plan_transitions(moods))
        self._production = production
        self._started = started
        self._meter = ProgressMeter(
            [scene.frame_count for scene in self.timeline.scenes],
            [self._finished_segments(scene) * scene.segment_frames for scene in self.timeline.scenes],
            started=time.monotonic(),
        )

    def planned_scenes(self) -> Sequence[VideoScene]:
        """The scenes with their times, and what an earlier run has made of them."""
        return [
            VideoScene(
                timing.index, scene.title, timing.start_ms, timing.duration_ms, frames, timing.frame_count
            )
            for scene, timing, frames in zip(
                self._production.order.scenes, self.timeline.scenes, self._meter.scene_frames, strict=True
            )
        ]

    async def render(self, sound: asyncio.Task[Sound]) -> Sequence[FrameChunk]:
        """Renders what is missing of each scene; returns stills of the last one, if they passed by."""
        crew = self._production.crew
        places = asyncio.Semaphore(SCENES_AT_A_TIME)
        runs = [SceneRun(self._work(timing), crew.renderer, crew.studio) for timing in self.timeline.scenes]

        async def render_scene(timing: SceneTiming) -> None:
            before = runs[timing.index - 1] if timing.index else None

            async def publish(segment: EncodedSegment) -> None:
                # Shielded: a scene that is broken off must not take the sound away from the others.
                await self._publish(timing, segment, await asyncio.shield(sound))

            async with places:
                await runs[timing.index].render(
                    previous_tail=before.tail if before else None,
                    encoded=lambda frames: self._meter.scene_reached(timing.index, frames),
                    publish=publish,
                )
            if before:
                before.forget_tail()

        async with asyncio.TaskGroup() as tasks:
            for timing in self.timeline.scenes:
                tasks.create_task(render_scene(timing))
        return runs[-1].stills

    async def report(self) -> None:
        """Writes the progress, at most twice a second and only when there is some; until it is cancelled."""
        production = self._production
        told: tuple[int, ...] = ()
        while True:
            await asyncio.sleep(PROGRESS_SECONDS)
            progress, frames = self._meter.measure(time.monotonic()), self._meter.scene_frames
            if frames != told:
                told = frames
                await production.write(partial(_save_progress, production, progress, frames))

    def _work(self, timing: SceneTiming) -> SceneWork:
        order, index = self._production.order, timing.index
        last = index == len(self.timeline.scenes) - 1
        poster = self._production.job.finished_step("poster", PosterStep)
        return SceneWork(
            pictures=ScenePictures(
                timing,
                self.cues[index],
                order.title,
                order.name,
                index == 0,
                last,
                self._transitions[index],
                order.options.captions,
            ),
            visual=order.scenes[index].visual,
            seed=order.scene_seed(index),
            picture=order.picture,
            from_segment=self._finished_segments(timing),
            tail_wanted=not last and self._finished_segments(self.timeline.scenes[index + 1]) == 0,
            stills_wanted=last and poster is None,
        )

    def _finished_segments(self, timing: SceneTiming) -> int:
        """How many of a scene's segments an earlier run has stored; they are made in order."""
        job, count = self._production.job, 0
        while count < timing.segment_count and job.finished_step(_step_key(timing, count), SegmentStep):
            count += 1
        return count

    async def _publish(self, timing: SceneTiming, pictures: EncodedSegment, sound: Sound) -> None:
        production = self._production
        video_id, index = production.order.video_id, timing.first_segment + pictures.number
        key = storage.segment_key(video_id, index)

        async def work() -> SegmentStep:
            data = sound.segment(index, pictures)
            await production.put(key, data, storage.MP4)
            return SegmentStep(
                blob_key=key, segment_index=index, frame_count=pictures.frame_count, size_bytes=len(data)
            )

        async def apply(tx: Tx, step: SegmentStep) -> None:
            segment = Segment(index, timing.index, step.blob_key, step.frame_count, step.size_bytes)
            await production.crew.videos(tx).add_segment(video_id, segment)
            production.crew.announce(tx, video_id)

        await production.job.step(
            _step_key(timing, pictures.number),
            work,
            SegmentStep,
            apply=apply,
            charge=Usage(CREDITS, production.order.options.profile.credits_per_second * SEGMENT_MS // 1000),
            time_limit=STORING_TIME,
        )
        METRICS.video_segments.inc()
        METRICS.video_frames.labels(production.order.scenes[timing.index].visual.setting).inc(
            pictures.frame_count
        )
        if index == 0:
            METRICS.video_first_segment_seconds.observe(time.monotonic() - self._started)
        log.info("segment.published", video_id=str(video_id), scene=timing.index, segment=index)


async def _save_progress(
    production: Production, progress: Progress, frames: Sequence[int], videos: Videos
) -> None:
    await videos.save_progress(production.order.video_id, progress, frames)


def _step_key(timing: SceneTiming, number: int) -> str:
    return f"scene/{timing.index}/segment/{number}"
