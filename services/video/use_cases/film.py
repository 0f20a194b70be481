"""Makes a film: speaks, scores, renders scene by scene, joins.

Each finished part is a step of the job that is never done twice. Scenes are rendered some at a time, in
order; a segment can be watched as soon as it and all before it are stored. What a finished version of the
same film has already isn't made again.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace

from encompass.jobs.v1.video_job_pb2 import NarrationStep

from services.kit.db.unit_of_work import Tx
from services.video.ports import NOTHING_REUSABLE, Reusable
from services.video.use_cases.finishing import finish_film, paint_poster
from services.video.use_cases.head_start import HeadStart, first_request, first_sketch
from services.video.use_cases.production import Production
from services.video.use_cases.shooting import Shooting
from services.video.use_cases.voices import narrate, score


async def make_film(production: Production) -> None:
    """Makes a film, or what is missing of it."""
    started = time.monotonic()
    reusable = await _begin(production)
    async with HeadStart(production.crew.renderer) as renderer:
        sketch = first_sketch(production, reusable)
        if sketch is not None:
            renderer.begin(sketch)

        def first_spoken(narration: NarrationStep) -> None:
            if sketch is not None:
                renderer.go_on(first_request(production, narration))

        narrations = await narrate(production, reusable, first_spoken)
        crew = replace(production.crew, renderer=renderer)
        await _shoot(replace(production, crew=crew), narrations, reusable, started)


async def _shoot(
    production: Production, narrations: Sequence[NarrationStep], reusable: Reusable, started: float
) -> None:
    video_id = production.order.video_id
    shooting = Shooting(production, narrations, reusable, started)
    await production.write(lambda videos: videos.plan_scenes(video_id, shooting.planned_scenes()))
    async with asyncio.TaskGroup() as tasks:
        sound = tasks.create_task(score(production, shooting.timeline, narrations, tasks))
        reporter = tasks.create_task(shooting.report())
        reused = tasks.create_task(shooting.reuse(sound))
        stills = await shooting.render(sound)
        await reused
        reporter.cancel()
    poster = await paint_poster(production, stills, shooting.timeline.scenes[-1])
    await finish_film(production, poster, shooting.timeline, shooting.cues)


async def _begin(production: Production) -> Reusable:
    """Says that the film is being made, and looks for what other versions have of it."""
    found = NOTHING_REUSABLE

    async def apply(tx: Tx) -> None:
        nonlocal found
        videos = production.crew.videos(tx)
        await videos.begin_rendering(production.order.video_id)
        found = await videos.reusable(production.order.video_id)
        production.crew.announce(tx, production.order.video_id)

    await production.job.write(apply)
    return found
