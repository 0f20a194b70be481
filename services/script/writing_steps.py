"""The steps of a job that write scenes: the next one is begun while one is shown."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from encompass.jobs.v1.script_job_pb2 import SceneStep

from services.kit.db.unit_of_work import Tx
from services.kit.jobs.handler import JobRun
from services.kit.jobs.model import Usage
from services.kit.logging import get_logger
from services.script.domain.model import Scene
from services.script.domain.planning import Plan
from services.script.translation import scene_message, scene_of
from services.script.use_cases.writing import SceneInHand, StoryWriter

log = get_logger(__name__)

_CHARGE = Usage(meter="story_scenes", quantity=1)
_TIME = timedelta(minutes=5)
"""A scene takes some ten seconds on a quiet machine, half of them for its words to be shown."""


class SceneSteps:
    """Writes the scenes of a plan, each once in the life of the job."""

    def __init__(
        self,
        job: JobRun,
        story: StoryWriter,
        planned: Plan,
        kept: Mapping[int, str],
        apply: Callable[[Tx, Scene], Awaitable[None]],
    ) -> None:
        """`kept` are the narrations of scenes that aren't written now, by their place in the story."""
        self._job = job
        self._story = story
        self._planned = planned
        self._told = dict(kept)
        self._apply = apply
        self._in_hand: list[SceneInHand] = []

    async def run(self) -> None:
        """Writes what isn't written yet, in order."""
        try:
            for position, scene in enumerate(self._planned.outline.scenes):
                done = self._done(position)
                self._told[scene.index] = (done or await self._write(position)).scene.narration
        finally:
            await self._stop()

    async def _write(self, position: int) -> SceneStep:
        scene = self._planned.outline.scenes[position]
        if not self._in_hand or self._in_hand[-1].index != scene.index:
            self._begin(position)
        current = self._in_hand[-1]

        def begin_next(narration: str) -> SceneInHand | None:
            self._told[scene.index] = narration
            return self._begin(position + 1)

        async def write() -> SceneStep:
            written = await self._story.show(current, begin_next)
            narrated = scene.written(written.sentences, written.checks)
            return SceneStep(
                scene=scene_message(narrated),
                candidate_count=written.candidate_count,
                fallback_count=written.fallback_count,
                entry_id=written.entry_id,
            )

        async def apply(tx: Tx, step: SceneStep) -> None:
            await self._apply(tx, replace(scene_of(step.scene), entry_id=step.entry_id))

        step = await self._job.step(
            _key(scene), write, SceneStep, apply=apply, charge=_CHARGE, time_limit=_TIME
        )
        log.info(
            "scene.written",
            script_id=str(self._job.resource_id),
            scene=scene.index,
            candidates=step.candidate_count,
            fallbacks=step.fallback_count,
        )
        return step

    def _begin(self, position: int) -> SceneInHand | None:
        """Begins a scene, unless it is finished already or there is none."""
        if position >= len(self._planned.drafts) or self._done(position) is not None:
            return None
        scene = self._planned.outline.scenes[position]
        earlier = [text for index, text in sorted(self._told.items()) if index < scene.index]
        self._in_hand.append(self._story.begin(scene, self._planned.drafts[position], earlier))
        return self._in_hand[-1]

    def _done(self, position: int) -> SceneStep | None:
        return self._job.finished_step(_key(self._planned.outline.scenes[position]), SceneStep)

    async def _stop(self) -> None:
        """Ends what was begun and isn't needed any more, so that the model is free."""
        for scene in self._in_hand:
            scene.task.cancel()
        await asyncio.gather(*(scene.task for scene in self._in_hand), return_exceptions=True)


def _key(scene: Scene) -> str:
    return f"scene/{scene.index}"
