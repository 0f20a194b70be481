"""The rendering of a film's scenes in one run of its job: what is missing is made, what is there is used."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from encompass.jobs.v1.video_job_pb2 import NarrationStep, PosterStep, SegmentStep

from services.kit.db.unit_of_work import Tx
from services.kit.jobs.model import Usage
from services.kit.logging import get_logger
from services.kit.metrics import METRICS
from services.video.domain import storage
from services.video.domain.caption_track import caption_segments
from services.video.domain.captions import Cue
from services.video.domain.progress import Progress, ProgressMeter
from services.video.domain.timeline import SEGMENT_MS, SceneTiming, Timeline, plan_timeline
from services.video.domain.transitions import Transition, plan_transitions
from services.video.domain.video import Segment, VideoScene
from services.video.ports import EncodedSegment, FrameChunk, Reusable, ScenePictures, Sound, Videos
from services.video.use_cases.fingerprints import narration_key, scene_key, segment_keys
from services.video.use_cases.last_pictures import LastPictures, linked_requests
from services.video.use_cases.pictures import SceneRun, SceneWork
from services.video.use_cases.production import STORING_TIME, Production, segment_step
from services.video.use_cases.voices import caption_cues

CREDITS: Final = "video_credits"
"""What films are charged in."""
SCENES_AT_A_TIME: Final = 2
"""As many as the renderer has instances."""
PROGRESS_SECONDS: Final = 0.5
_REUSED_AT_A_TIME: Final = 4

log = get_logger(__name__)


class Shooting:
    """One run's."""

    def __init__(
        self,
        production: Production,
        narrations: Sequence[NarrationStep],
        reusable: Reusable,
        started: float,
    ) -> None:
        """
        Args:
            reusable: what other versions of the film have.
            started: when the run began, by `time.monotonic`.
        """
        order = production.order
        self.timeline: Timeline = plan_timeline(
            [narration.duration_ms for narration in narrations], order.picture.fps
        )
        self.cues: tuple[tuple[Cue, ...], ...] = tuple(
            caption_cues(scene.narration, narration, timing)
            for scene, narration, timing in zip(order.scenes, narrations, self.timeline.scenes, strict=True)
        )
        self._caption_segments = (
            caption_segments(self.cues, self.timeline.segment_count) if order.options.captions is None else ()
        )
        moods = [scene.visual.mood for scene in order.scenes]
        self._transitions = (Transition.DISSOLVE, *plan_transitions(moods))
        self._production = production
        small_wanted = order.picture.small is not None
        self._reusable = {
            key: segment
            for key, segment in reusable.segments.items()
            if bool(segment.small_blob_key) == small_wanted
        }
        self._started = started
        self._requests = linked_requests(production, self.timeline, self._transitions[1:])
        self._last_pictures = LastPictures(production)
        self._elsewhere = reusable.scenes
        self._keys = [self._keys_of(timing) for timing in self.timeline.scenes]
        self._missing = [self._missing_of(timing) for timing in self.timeline.scenes]
        self._meter = ProgressMeter(
            [timing.frame_count for timing in self.timeline.scenes],
            [
                timing.frame_count - len(missing) * timing.segment_frames
                for timing, missing in zip(self.timeline.scenes, self._missing, strict=True)
            ],
            started=time.monotonic(),
        )

    def planned_scenes(self) -> Sequence[VideoScene]:
        """The scenes with their times, and what is there of them."""
        order = self._production.order
        return [
            VideoScene(
                timing.index,
                scene.title,
                timing.start_ms,
                timing.duration_ms,
                frames,
                timing.frame_count,
                scene_key(self._keys[timing.index]),
                narration_key(scene.narration, order.options.sound),
            )
            for scene, timing, frames in zip(
                order.scenes, self.timeline.scenes, self._meter.scene_frames, strict=True
            )
        ]

    async def render(self, sound: asyncio.Task[Sound]) -> Sequence[FrameChunk]:
        """Renders what is missing of each scene; returns stills of the last one, if they passed by."""
        crew = self._production.crew
        await self._find_last_pictures()
        places = asyncio.Semaphore(SCENES_AT_A_TIME)
        runs = [SceneRun(self._work(timing), crew.renderer, crew.studio) for timing in self.timeline.scenes]
        # Somebody waits for the first seconds: until they are there, no other scene and no more sound takes
        # their cores.
        playable = asyncio.Event()
        if 0 not in self._missing[0]:
            playable.set()

        async def render_scene(timing: SceneTiming) -> None:
            before = runs[timing.index - 1] if timing.index else None

            async def publish(segment: EncodedSegment) -> None:
                # Shielded: a scene that is broken off must not take the sound away from the others.
                await self._publish(timing, segment, await asyncio.shield(sound))
                playable.set()

            if before:
                await playable.wait()
            async with places:
                await runs[timing.index].render(
                    previous_tail=before.tail if before else None,
                    first_picture=self._first_picture(timing.index, before),
                    keep_last=partial(self._last_pictures.keep, timing.index),
                    encoded=lambda frames: self._meter.scene_reached(timing.index, frames),
                    publish=publish,
                )
            if before:
                before.forget_end()

        async def let_sound_go_on() -> None:
            await playable.wait()
            (await asyncio.shield(sound)).go_on()

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(let_sound_go_on())
            for timing in self.timeline.scenes:
                tasks.create_task(render_scene(timing))
        return runs[-1].stills

    async def reuse(self, sound: asyncio.Task[Sound]) -> None:
        """Takes over what other versions have: their pictures, with this film's sound."""
        places = asyncio.Semaphore(_REUSED_AT_A_TIME)

        async def take_over(timing: SceneTiming, number: int, there: Segment) -> None:
            async with places:
                await self._take_over(timing, number, there, await asyncio.shield(sound))

        async with asyncio.TaskGroup() as tasks:
            for timing in self.timeline.scenes:
                for number in range(timing.segment_count):
                    there = self._reusable.get(self._keys[timing.index][number])
                    if there is not None and not self._is_finished(timing, number):
                        tasks.create_task(take_over(timing, number, there))

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

    async def _find_last_pictures(self) -> None:
        if not self._production.crew.renderer.whole_scenes:
            return
        ends = {timing.index: timing.segment_count - 1 for timing in self.timeline.scenes}
        await self._last_pictures.find(
            {
                scene: self._elsewhere[self._keys[scene][number]]
                for scene, number in ends.items()
                if number not in self._missing[scene] and self._keys[scene][number] in self._elsewhere
            }
        )

    def _first_picture(self, index: int, before: SceneRun | None) -> Callable[[], Awaitable[bytes]] | None:
        if before is None or not self._requests[index].goes_on_from:
            return None
        if index - 1 in self._last_pictures:
            return partial(self._last_pictures.load, index - 1)

        async def once_it_is_there() -> bytes:
            return await before.last

        return once_it_is_there

    def _keys_of(self, timing: SceneTiming) -> tuple[str, ...]:
        before = self._requests[timing.index - 1] if timing.index else None
        return segment_keys(self._pictures(timing), self._requests[timing.index], before)

    def _missing_of(self, timing: SceneTiming) -> tuple[int, ...]:
        return tuple(
            number
            for number, key in enumerate(self._keys[timing.index])
            if key not in self._reusable and not self._is_finished(timing, number)
        )

    def _is_finished(self, timing: SceneTiming, number: int) -> bool:
        step = self._production.job.finished_step(segment_step(timing.index, number), SegmentStep)
        return step is not None

    def _pictures(self, timing: SceneTiming) -> ScenePictures:
        order, index = self._production.order, timing.index
        return ScenePictures(
            timing,
            self.cues[index],
            order.title,
            order.name,
            is_first=index == 0,
            is_last=index == len(self.timeline.scenes) - 1,
            transition=self._transitions[index],
            captions=order.options.captions,
        )

    def _work(self, timing: SceneTiming) -> SceneWork:
        index, last = timing.index, timing.index == len(self.timeline.scenes) - 1
        poster = self._production.job.finished_step("poster", PosterStep)
        return SceneWork(
            pictures=self._pictures(timing),
            request=self._requests[index],
            missing=self._missing[index],
            tail_wanted=not last and 0 in self._missing[index + 1],
            stills_wanted=last and poster is None,
            last_wanted=self._wants_last(timing),
            whole=self._production.crew.renderer.whole_scenes,
        )

    def _wants_last(self, timing: SceneTiming) -> bool:
        index = timing.index
        if not self._production.crew.renderer.whole_scenes or index in self._last_pictures:
            return False
        passes_by = timing.segment_count - 1 in self._missing[index]
        is_last = index == len(self.timeline.scenes) - 1
        return passes_by or (
            not is_last and bool(self._requests[index + 1].goes_on_from and self._missing[index + 1])
        )

    async def _publish(self, timing: SceneTiming, pictures: EncodedSegment, sound: Sound) -> None:
        production = self._production
        index = timing.first_segment + pictures.number
        await sound.reached(index)

        async def work() -> SegmentStep:
            return await self._stored(index, pictures, sound)

        price = production.order.options.profile.credits_per_second * SEGMENT_MS // 1000
        await self._step(timing, pictures.number, work, charge=Usage(CREDITS, price))
        METRICS.video_segments.inc()
        METRICS.video_frames.labels(production.order.scenes[timing.index].visual.setting).inc(
            pictures.frame_count
        )
        if index == 0:
            METRICS.video_first_segment_seconds.observe(time.monotonic() - self._started)
        log.info(
            "segment.published", video_id=str(production.order.video_id), scene=timing.index, segment=index
        )

    async def _take_over(self, timing: SceneTiming, number: int, there: Segment, sound: Sound) -> None:
        production = self._production
        index = timing.first_segment + number
        # Outside of the step: its time is for storing.
        await sound.reached(index)

        async def work() -> SegmentStep:
            old = await production.get(there.blob_key)
            old_small = await production.get(there.small_blob_key) if there.small_blob_key else None
            pictures = await production.crew.studio.pictures(old, old_small, number)
            if sound.segment(index, pictures) != old:
                return await self._stored(index, pictures, sound)
            return SegmentStep(
                blob_key=there.blob_key,
                segment_index=index,
                frame_count=pictures.frame_count,
                size_bytes=len(old),
                small_blob_key=there.small_blob_key,
                small_size_bytes=len(old_small or b""),
            )

        await self._step(timing, number, work)
        log.info(
            "segment.taken_over", video_id=str(production.order.video_id), scene=timing.index, segment=index
        )

    async def _stored(self, index: int, pictures: EncodedSegment, sound: Sound) -> SegmentStep:
        production, video_id = self._production, self._production.order.video_id
        data, small = sound.segment(index, pictures), sound.small_segment(index, pictures)
        step = SegmentStep(
            blob_key=storage.segment_key(video_id, index),
            segment_index=index,
            frame_count=pictures.frame_count,
            size_bytes=len(data),
        )
        if small is not None:
            step.small_blob_key, step.small_size_bytes = (
                storage.small_segment_key(video_id, index),
                len(small),
            )
            await production.put(step.small_blob_key, small, storage.MP4)
        await production.put(step.blob_key, data, storage.MP4)
        return step

    async def _captions_stored(self, index: int) -> str:
        """Key of a segment's captions; empty where they are in the picture."""
        if not self._caption_segments:
            return ""
        key = storage.caption_segment_key(self._production.order.video_id, index)
        await self._production.put(key, self._caption_segments[index].encode(), storage.WEB_VTT)
        return key

    async def _step(
        self,
        timing: SceneTiming,
        number: int,
        work: Callable[[], Awaitable[SegmentStep]],
        charge: Usage | None = None,
    ) -> None:
        production = self._production
        pictures_key = self._keys[timing.index][number]

        async def work_with_captions() -> SegmentStep:
            step = await work()
            step.captions_blob_key = await self._captions_stored(step.segment_index)
            return step

        async def apply(tx: Tx, step: SegmentStep) -> None:
            segment = Segment(
                step.segment_index,
                timing.index,
                step.blob_key,
                step.frame_count,
                step.size_bytes,
                pictures_key,
                step.small_blob_key,
                step.small_size_bytes,
                step.captions_blob_key,
            )
            await production.crew.videos(tx).add_segment(production.order.video_id, segment)
            production.crew.announce(tx, production.order.video_id)

        await production.job.step(
            segment_step(timing.index, number),
            work_with_captions,
            SegmentStep,
            apply=apply,
            charge=charge,
            time_limit=STORING_TIME,
        )


async def _save_progress(
    production: Production, progress: Progress, frames: Sequence[int], videos: Videos
) -> None:
    await videos.save_progress(production.order.video_id, progress, frames)
