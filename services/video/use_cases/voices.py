"""The film's sound: each scene's narration, then the whole soundtrack."""

import asyncio
from collections.abc import Sequence
from typing import Final

from encompass.jobs.v1.video_job_pb2 import NarrationStep, SoundtrackStep, SpokenWord

from services.video.domain import storage
from services.video.domain.captions import Cue, Word, build_cues, spoken_words
from services.video.domain.timeline import SceneTiming, Timeline
from services.video.ports import Sound, Voice
from services.video.use_cases.production import SCORING_TIME, SPEAKING_TIME, Production

_SPOKEN_AT_A_TIME: Final = 2
"""A voice reads one text after the other: one is read, the next one waits at its door."""


async def narrate(production: Production) -> Sequence[NarrationStep]:
    """Speaks every scene, the first ones first."""
    places = asyncio.Semaphore(_SPOKEN_AT_A_TIME)

    async def narrate_in_turn(index: int, text: str) -> NarrationStep:
        # Outside of the step: its time is for speaking, not for waiting.
        async with places:
            return await _narrate_scene(production, index, text)

    async with asyncio.TaskGroup() as tasks:
        spoken = [
            tasks.create_task(narrate_in_turn(index, scene.narration))
            for index, scene in enumerate(production.order.scenes)
        ]
    return [task.result() for task in spoken]


async def score(production: Production, timeline: Timeline, narrations: Sequence[NarrationStep]) -> Sound:
    """The film's sound, stored, and the init segment that goes with it."""
    order = production.order

    async def work() -> SoundtrackStep:
        pcm = await asyncio.gather(*(production.get(narration.blob_key) for narration in narrations))
        voices = [
            Voice(samples, narration.sample_rate_hz, timing.narration_start_ms)
            for samples, narration, timing in zip(pcm, narrations, timeline.scenes, strict=True)
        ]
        moods = [scene.visual.mood for scene in order.scenes]
        file = await production.crew.studio.score(timeline, moods, voices, tone=order.tone, seed=order.seed)
        key = storage.soundtrack_key(order.video_id)
        await production.put(key, file, storage.M4A)
        sound = await production.crew.studio.sound(file, order.picture)
        await production.put(storage.init_key(order.video_id), sound.init_segment, storage.MP4)
        return SoundtrackStep(
            blob_key=key,
            duration_ms=timeline.duration_ms,
            scene_frames=[scene.frame_count for scene in timeline.scenes],
        )

    step = await production.job.step("soundtrack", work, SoundtrackStep, time_limit=SCORING_TIME)
    return await production.crew.studio.sound(await production.get(step.blob_key), order.picture)


def caption_cues(text: str, narration: NarrationStep, timing: SceneTiming) -> tuple[Cue, ...]:
    """The captions of a scene, at the times of the film."""
    offset = timing.narration_start_ms
    spoken = [Word(word.text, word.start_ms + offset, word.end_ms + offset) for word in narration.words]
    return build_cues(spoken_words(text, spoken), ends_ms=timing.start_ms + timing.duration_ms)


async def _narrate_scene(production: Production, index: int, text: str) -> NarrationStep:
    async def work() -> NarrationStep:
        spoken = await production.crew.narrator.speak(text, production.order.options.sound)
        key = storage.narration_key(production.order.video_id, index)
        await production.put(key, spoken.pcm, storage.PCM)
        words = [SpokenWord(text=w.text, start_ms=w.start_ms, end_ms=w.end_ms) for w in spoken.words]
        return NarrationStep(
            blob_key=key, sample_rate_hz=spoken.sample_rate, duration_ms=spoken.duration_ms, words=words
        )

    return await production.job.step(
        f"scene/{index}/narration", work, NarrationStep, time_limit=SPEAKING_TIME
    )
