"""The job that writes a script: steps of a job in, scenes of a script out."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from encompass.jobs.v1.script_job_pb2 import OutlineStep, SceneStep, ScriptJob

from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx
from services.kit.jobs.errors import FailureKind, RetryableError
from services.kit.jobs.handler import JobRun
from services.kit.jobs.model import Failure as JobFailure
from services.kit.jobs.model import JobView, Usage
from services.kit.logging import get_logger
from services.script.adapters.events import ScriptEvents
from services.script.domain import progress
from services.script.domain.failure import Failure
from services.script.domain.model import Script, ScriptId
from services.script.domain.person import understand
from services.script.domain.plan import plan
from services.script.errors import ScriptNotFound, StoryModelUnavailable
from services.script.ports import LiveText, StoryModel
from services.script.translation import length_of, outline_message, plan_of, scene_message, scene_of
from services.script.use_cases.scripts import JOB_KIND, ScriptsOf
from services.script.use_cases.writing import Pace, SceneInHand, StoryWriter

log = get_logger(__name__)

_CHARGE = Usage(meter="story_scenes", quantity=1)
_OUTLINE_TIME = timedelta(minutes=1)
_SCENE_TIME = timedelta(minutes=5)
"""A scene takes some ten seconds on a quiet machine, half of them for its words to be shown."""
_UNAVAILABLE = (
    "The story model doesn't answer at the moment. Your answers are safe; try again in a few minutes."
)


class ScriptHandler:
    """`JobHandler` of the kind `script`."""

    kind = JOB_KIND

    def __init__(
        self,
        scripts: ScriptsOf,
        model: StoryModel,
        live: LiveText,
        events: ScriptEvents,
        clock: Clock,
        *,
        candidates: int,
        most_scenes: int | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._scripts = scripts
        self._model = model
        self._live = live
        self._events = events
        self._clock = clock
        self._candidates = candidates
        self._most_scenes = most_scenes
        self._pace = pace

    async def run(self, job: JobRun) -> None:
        """Plans the story, then writes scene after scene, the next one always begun while one is shown."""
        try:
            await self._run(job)
        except StoryModelUnavailable as error:
            raise RetryableError("STORY_MODEL_UNAVAILABLE", _UNAVAILABLE, kind=FailureKind.MODEL) from error

    async def finished(self, tx: Tx, job: JobView) -> None:
        """See `JobHandler.finished`."""
        await self._change(tx, job, "finished", lambda script: progress.finished(script, self._clock.now()))

    async def failed(self, tx: Tx, job: JobView, failure: JobFailure) -> None:
        """See `JobHandler.failed`."""
        reason = Failure(failure.reason, failure.message)
        await self._change(
            tx, job, "failed", lambda script: progress.failed(script, reason, self._clock.now())
        )

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        """See `JobHandler.cancelled`."""
        await self._change(tx, job, "cancelled", lambda script: progress.cancelled(script, self._clock.now()))

    async def requeued(self, tx: Tx, job: JobView) -> None:
        """See `JobHandler.requeued`."""
        await self._change(tx, job, "requeued", lambda script: progress.requeued(script, self._clock.now()))

    async def _run(self, job: JobRun) -> None:
        asked = job.payload(ScriptJob)
        person = understand(asked.answers)
        length = length_of(asked.length)

        async def outline() -> OutlineStep:
            return outline_message(plan(person, length, asked.seed, most_scenes=self._most_scenes))

        planned = plan_of(
            await job.step(
                "outline",
                outline,
                OutlineStep,
                apply=self._apply_outline(job),
                time_limit=_OUTLINE_TIME,
            )
        )
        writer = StoryWriter(
            self._model,
            self._live,
            script_id=ScriptId(job.resource_id),
            person=person,
            length=length,
            seed=asked.seed,
            candidates=self._candidates,
            pace=self._pace,
        )
        narrations: list[str] = []
        in_hand: list[SceneInHand] = []

        def begin(index: int) -> SceneInHand | None:
            """Begins a scene, unless it is finished already or there is none."""
            if index >= len(planned.drafts) or job.finished_step(f"scene/{index}", SceneStep) is not None:
                return None
            in_hand.append(writer.begin(planned.outline.scenes[index], planned.drafts[index], narrations))
            return in_hand[-1]

        def begin_after(narration: str) -> SceneInHand | None:
            narrations.append(narration)
            return begin(len(narrations))

        try:
            for scene in planned.outline.scenes:
                key = f"scene/{scene.index}"
                done = job.finished_step(key, SceneStep)
                if done is not None:
                    narrations.append(done.scene.narration)
                    continue
                if not in_hand or in_hand[-1].index != scene.index:
                    begin(scene.index)
                current = in_hand[-1]

                async def write(current: SceneInHand = current) -> SceneStep:
                    written = await writer.show(current, begin_after)
                    narrated = planned.outline.scenes[current.index]
                    narrated = narrated.written(written.sentences)
                    return SceneStep(
                        scene=scene_message(narrated),
                        candidate_count=written.candidate_count,
                        fallback_count=written.fallback_count,
                    )

                step = await job.step(
                    key,
                    write,
                    SceneStep,
                    apply=self._apply_scene(job),
                    charge=_CHARGE,
                    time_limit=_SCENE_TIME,
                )
                log.info(
                    "scene.written",
                    script_id=str(job.resource_id),
                    scene=scene.index,
                    candidates=step.candidate_count,
                    fallbacks=step.fallback_count,
                )
        finally:
            await _stop(in_hand)

    def _apply_outline(self, job: JobRun) -> Callable[[Tx, OutlineStep], Awaitable[None]]:
        async def apply(tx: Tx, step: OutlineStep) -> None:
            scripts = self._scripts(tx)
            script = await _locked(scripts.find(ScriptId(job.resource_id), for_update=True), job)
            await scripts.save(progress.planned(script, plan_of(step).outline, self._clock.now()))
            await self._events.announce(tx, "started", script.id)

        return apply

    def _apply_scene(self, job: JobRun) -> Callable[[Tx, SceneStep], Awaitable[None]]:
        async def apply(tx: Tx, step: SceneStep) -> None:
            scripts = self._scripts(tx)
            script = await _locked(scripts.find(ScriptId(job.resource_id), for_update=True), job)
            await scripts.save(progress.scene_written(script, scene_of(step.scene), self._clock.now()))
            self._events.wake(tx, script.id)

        return apply

    async def _change(self, tx: Tx, job: JobView, event: str, change: Callable[[Script], Script]) -> None:
        scripts = self._scripts(tx)
        script = await scripts.find(ScriptId(job.resource_id), for_update=True)
        if script is None:
            raise ScriptNotFound(ScriptId(job.resource_id))
        await scripts.save(change(script))
        await self._events.announce(tx, event, script.id)


async def _locked(found: Awaitable[Script | None], job: JobRun) -> Script:
    script = await found
    if script is None:
        raise ScriptNotFound(ScriptId(job.resource_id))
    return script


async def _stop(in_hand: list[SceneInHand]) -> None:
    """Ends what was begun and isn't needed any more, so that the model is free."""
    for scene in in_hand:
        scene.task.cancel()
    await asyncio.gather(*(scene.task for scene in in_hand), return_exceptions=True)
