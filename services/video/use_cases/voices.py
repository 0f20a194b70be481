"""The film's sound: each scene's narration, then the whole soundtrack."""

import asyncio
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Final

from encompass.jobs.v1.video_job_pb2 import NarrationStep, SoundtrackStep, SpokenWord

from services.kit.blobs.port import BlobNotFound
from services.video.domain import storage
from services.video.domain.captions import Cue, Word, build_cues, spoken_words
from services.video.domain.timeline import SceneTiming, Timeline
from services.video.ports import NOTHING_REUSABLE, GrowingSound, Reusable, Sound, Voice
from services.video.use_cases.fingerprints import narration_key
from services.video.use_cases.production import SCORING_TIME, SPEAKING_TIME, Production
from services.video.use_cases.workspace import workspace

_LOADING_SECONDS: Final = 60.0
_SPOKEN_AT_A_TIME: Final = 2
"""A voice reads one text after the other: one is read, the next one waits at its door."""


async def narrate(
    production: Production,
    reusable: Reusable = NOTHING_REUSABLE,
    first_spoken: Callable[[NarrationStep], None] = lambda _: None,
) -> Sequence[NarrationStep]:
    """Speaks every scene, the first ones first, but those that another version has.

    Args:
        first_spoken: told as soon as the first scene's is there.
    """
    places = asyncio.Semaphore(_SPOKEN_AT_A_TIME)

    async def narrate_in_turn(index: int, text: str) -> NarrationStep:
        # Outside of the step: its time is for speaking, not for waiting.
        async with places:
            narration = await _narrate_scene(production, index, text, reusable)
        if index == 0:
            first_spoken(narration)
        return narration

    async with asyncio.TaskGroup() as tasks:
        spoken = [
            tasks.create_task(narrate_in_turn(index, scene.narration))
            for index, scene in enumerate(production.order.scenes)
        ]
    return [task.result() for task in spoken]


async def score(
    production: Production,
    timeline: Timeline,
    narrations: Sequence[NarrationStep],
    tasks: asyncio.TaskGroup,
) -> Sound:
    """The film's sound, and the init segment that goes with it, stored.

    It can be used before all of it is made; what is left to make and store is done by one of the tasks.
    Whoever takes a broken-off job up makes the same sound again, so that segments of both fit together.
    """
    order = production.order
    studio = production.crew.studio
    usable: asyncio.Future[Sound] = asyncio.get_running_loop().create_future()

    async def work() -> SoundtrackStep:
        loop = asyncio.get_running_loop()
        voices = [
            Voice(
                partial(_load, production, narration.blob_key, loop),
                narration.sample_rate_hz,
                timing.narration_start_ms,
                narration.duration_ms,
            )
            for narration, timing in zip(narrations, timeline.scenes, strict=True)
        ]
        visuals = [scene.visual for scene in order.scenes]
        sound = await studio.score(
            timeline,
            visuals,
            voices,
            order.picture,
            tone=order.tone,
            seed=order.seed,
            music=order.options.sound.music,
        )
        try:
            return await store(sound)
        finally:
            sound.close()

    async def store(sound: GrowingSound) -> SoundtrackStep:
        await production.put(storage.init_key(order.video_id), sound.init_segment, storage.MP4)
        if sound.small_init_segment is not None:
            await production.put(
                storage.small_init_key(order.video_id), sound.small_init_segment, storage.MP4
            )
        if not usable.done():
            usable.set_result(sound)
        key = storage.soundtrack_key(order.video_id)
        with workspace() as folder:
            file = folder / "soundtrack.m4a"
            await sound.write(file)
            await production.put(key, file, storage.M4A)
        return SoundtrackStep(
            blob_key=key,
            duration_ms=timeline.duration_ms,
            scene_frames=[scene.frame_count for scene in timeline.scenes],
        )

    async def make() -> None:
        limit = SCORING_TIME + timedelta(milliseconds=timeline.duration_ms)
        step = await production.job.step("soundtrack", work, SoundtrackStep, time_limit=limit)
        if not usable.done():
            with workspace() as folder:
                file = folder / "soundtrack.m4a"
                await production.crew.blobs.download(step.blob_key, file)
                usable.set_result(await studio.sound(file, order.picture))

    tasks.create_task(make())
    return await usable


def _load(production: Production, key: str, loop: asyncio.AbstractEventLoop) -> bytes:
    """Reads an object from a thread that works on the sound: a long film's voices are never all in memory."""
    return asyncio.run_coroutine_threadsafe(production.get(key), loop).result(_LOADING_SECONDS)


def caption_cues(text: str, narration: NarrationStep, timing: SceneTiming) -> tuple[Cue, ...]:
    """The captions of a scene, at the times of the film."""
    offset = timing.narration_start_ms
    spoken = [Word(word.text, word.start_ms + offset, word.end_ms + offset) for word in narration.words]
    return build_cues(spoken_words(text, spoken), ends_ms=timing.start_ms + timing.duration_ms)


async def _narrate_scene(production: Production, index: int, text: str, reusable: Reusable) -> NarrationStep:
    video_id, sound = production.order.video_id, production.order.options.sound
    spoken_before = reusable.narrations.get(narration_key(text, sound))

    async def work() -> NarrationStep:
        if spoken_before is not None:
            with suppress(BlobNotFound):
                return await _taken_over(production, index, *spoken_before)
        spoken = await production.crew.narrator.speak(text, sound)
        key = storage.narration_key(video_id, index)
        words = [SpokenWord(text=w.text, start_ms=w.start_ms, end_ms=w.end_ms) for w in spoken.words]
        step = NarrationStep(
            blob_key=key, sample_rate_hz=spoken.sample_rate, duration_ms=spoken.duration_ms, words=words
        )
        await _store(production, index, step, spoken.pcm)
        return step

    return await production.job.step(
        f"scene/{index}/narration", work, NarrationStep, time_limit=SPEAKING_TIME
    )


async def _taken_over(
    production: Production, index: int, video_id: uuid.UUID, its_index: int
) -> NarrationStep:
    """Another version's narration, copied, so that either version may be deleted."""
    step = NarrationStep.FromString(await production.get(storage.narration_words_key(video_id, its_index)))
    pcm = await production.get(step.blob_key)
    step.blob_key = storage.narration_key(production.order.video_id, index)
    await _store(production, index, step, pcm)
    return step


async def _store(production: Production, index: int, step: NarrationStep, pcm: bytes) -> None:
    await production.put(step.blob_key, pcm, storage.PCM)
    words_key = storage.narration_words_key(production.order.video_id, index)
    await production.put(words_key, step.SerializeToString(), storage.PROTOBUF)
