"""The job that writes a script, or scenes of one: steps of a job in, scenes of a script out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

from encompass.jobs.v1.script_job_pb2 import OutlineStep, ScriptJob

from services.kit import audit
from services.kit.clock import Clock
from services.kit.db.unit_of_work import Tx
from services.kit.jobs.errors import FailureKind, PermanentError, RetryableError
from services.kit.jobs.handler import JobRun
from services.kit.jobs.model import Failure as JobFailure
from services.kit.jobs.model import JobView
from services.kit.logging import get_logger
from services.script.adapters.events import ScriptEvents
from services.script.domain import basis, editing, progress
from services.script.domain.bank.model import SceneBank
from services.script.domain.failure import Failure
from services.script.domain.hero import hero_of
from services.script.domain.model import Outline, Scene, Script, ScriptId, ScriptState, Writer
from services.script.domain.model_use import ModelUse
from services.script.domain.person import Person, understand
from services.script.domain.prompting import PromptSet
from services.script.domain.versions import VersionChange
from services.script.domain.wishes import NO_WISH, wish_of
from services.script.errors import StoryModelUnavailable
from services.script.job_messages import (
    asked_by_question,
    kept_narrations,
    labelled,
    plan_of,
    scenes_to_write,
    story_outline,
)
from services.script.planner import Planner
from services.script.ports import LiveText, SceneUses, Scripts, StoryModel
from services.script.translation import change_of, length_of, options_of
from services.script.use_cases.access import JOB_KIND, RESOURCE_KIND, ScriptsOf
from services.script.use_cases.caring import Safeguard
from services.script.use_cases.scene_writing import SceneWriter
from services.script.use_cases.writing import Pace, StoryWriter
from services.script.writing_steps import SceneSteps

log = get_logger(__name__)

_ACTOR = "script-worker"
_UNAVAILABLE = (
    "The story model doesn't answer at the moment. Your answers are safe; try again in a few minutes."
)
_OUTDATED = "The story was changed or deleted meanwhile, so this isn't written any more."


@dataclass(frozen=True, slots=True)
class Engine:
    """What stories are made with."""

    model: StoryModel
    model_name: str
    use: ModelUse
    bank: SceneBank
    prompts: PromptSet
    safeguard: Safeguard


class ScriptHandler:
    """`JobHandler` of the kind `script`."""

    kind = JOB_KIND

    def __init__(
        self,
        scripts: ScriptsOf,
        engine: Engine,
        uses: SceneUses,
        live: LiveText,
        events: ScriptEvents,
        clock: Clock,
        *,
        most_scenes: int | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._scripts = scripts
        self._engine = engine
        self._planner = Planner(engine.bank, uses, most_scenes=most_scenes)
        self._live = live
        self._events = events
        self._clock = clock
        self._pace = pace

    async def run(self, job: JobRun) -> None:
        """Plans what is to be written, then writes scene after scene, one always begun while one is shown."""
        try:
            await self._run(job)
        except StoryModelUnavailable as error:
            raise RetryableError("STORY_MODEL_UNAVAILABLE", _UNAVAILABLE, kind=FailureKind.MODEL) from error

    async def finished(self, tx: Tx, job: JobView) -> None:
        """See `JobHandler.finished`."""
        asked = ScriptJob.FromString(job.payload_bytes)
        scripts = self._scripts(tx)
        script = await self._under_way(scripts, job)
        if script is None:
            return
        is_rewrite = asked.HasField("rewrite")
        change = change_of(asked.rewrite.change) if is_rewrite else VersionChange.WRITTEN
        person = self._person(asked)
        script = replace(
            progress.finished(script, self._clock.now()),
            hero_name=person.name,
            hero=hero_of(person.texts),
            told_in=options_of(asked.options).tone or person.tone,
        )
        if is_rewrite:
            script = replace(script, writer=self._writer(self._engine.bank.version))
            await scripts.write_from(script.id, asked_by_question(asked))
        await scripts.save(script)
        scripts.add_version(script, change, asked.rewrite.wish)
        _record(tx, script, "rewritten" if is_rewrite else "written")
        await self._events.announce(tx, "finished", script.id)

    async def failed(self, tx: Tx, job: JobView, failure: JobFailure) -> None:
        """See `JobHandler.failed`. A rewrite that fails leaves the story as it was."""
        reason = Failure(failure.reason, failure.message)
        await self._end(tx, job, "failed", lambda script: progress.failed(script, reason, self._clock.now()))

    async def cancelled(self, tx: Tx, job: JobView) -> None:
        """See `JobHandler.cancelled`. A rewrite that is cancelled leaves the story as it was."""
        await self._end(tx, job, "cancelled", lambda script: progress.cancelled(script, self._clock.now()))

    async def requeued(self, tx: Tx, job: JobView) -> None:
        """See `JobHandler.requeued`. A rewrite is taken up again if nobody has changed the story since."""
        asked = ScriptJob.FromString(job.payload_bytes)
        scripts = self._scripts(tx)
        script = await _of_job(scripts, job)
        if script is None:
            return
        if not asked.HasField("rewrite"):
            await scripts.save(progress.requeued(script, self._clock.now()))
        elif script.state is ScriptState.READY and script.version == asked.rewrite.base_version:
            scenes = scenes_to_write(asked.rewrite)
            for scene in scenes:
                if scene.id is not None and script.scene(scene.id) is None:
                    script = replace(script, scenes=editing.inserted(script.scenes, scene, scene.index))
            ids = {scene.id for scene in scenes if scene.id is not None}
            now = self._clock.now()
            script = progress.rewriting(script, ids, script.job_id, script.response_revision, now)
            await scripts.save(script)
        await self._events.announce(tx, "requeued", script.id)

    async def _run(self, job: JobRun) -> None:
        asked = job.payload(ScriptJob)
        if not asked.script_id:
            raise PermanentError("STORY_FAILED", _OUTDATED)
        options = options_of(asked.options)
        workspace_id = _workspace_of(asked)
        rules = self._engine.safeguard.of(workspace_id)
        person = self._person(asked)
        planned = plan_of(await self._planner.step(job, asked, person, self._apply_outline(job, asked)))
        if asked.workspace_id:
            await self._planner.note(job, workspace_id, planned)
        is_rewrite = asked.HasField("rewrite")
        scene_writer = SceneWriter(
            self._engine.model,
            self._engine.prompts,
            rules,
            self._engine.use,
            person=person,
            length=length_of(asked.length),
            options=options,
            seed=asked.seed,
            wish=wish_of(asked.rewrite.wish) if is_rewrite else NO_WISH,
        )
        story = StoryWriter(
            scene_writer,
            self._live,
            script_id=ScriptId(job.resource_id),
            outline=story_outline(asked.rewrite, planned) if is_rewrite else planned.outline,
            pace=self._pace,
        )
        kept = kept_narrations(asked.rewrite) if is_rewrite else {}
        await SceneSteps(job, story, planned, kept, self._apply_scene(job, asked)).run()

    def _apply_outline(self, job: JobRun, asked: ScriptJob) -> Callable[[Tx, OutlineStep], Awaitable[None]]:
        async def apply(tx: Tx, step: OutlineStep) -> None:
            scripts = self._scripts(tx)
            script = await self._must_be_under_way(scripts, job)
            if asked.HasField("rewrite"):
                return  # the story keeps its words until there are others
            outline = plan_of(step).outline
            scenes = tuple(labelled(scene, asked.question_ids) for scene in outline.scenes)
            outline = Outline(outline.title, outline.logline, scenes)
            writer = self._writer(step.bank_version)
            await scripts.save(progress.planned(script, outline, writer, self._clock.now()))
            await self._events.announce(tx, "started", script.id)

        return apply

    def _apply_scene(self, job: JobRun, asked: ScriptJob) -> Callable[[Tx, Scene], Awaitable[None]]:
        options = options_of(asked.options)
        answers = asked_by_question(asked)
        everywhere = [
            asked.question_ids.get(key, key)
            for key in sorted(basis.felt_everywhere(options))
            if key in asked.answers or key in asked.question_ids
        ]

        async def apply(tx: Tx, scene: Scene) -> None:
            scripts = self._scripts(tx)
            script = await self._must_be_under_way(scripts, job)
            scene = labelled(scene, asked.question_ids)
            scene = replace(scene, basis=basis.basis_of((*scene.answer_ids, *everywhere), answers))
            await scripts.save(progress.scene_written(script, scene, self._clock.now()))
            self._events.wake(tx, script.id)

        return apply

    async def _end(self, tx: Tx, job: JobView, event: str, end: Callable[[Script], Script]) -> None:
        """Ends the writing: of a story that was finished before, back to how it was."""
        scripts = self._scripts(tx)
        script = await self._under_way(scripts, job)
        if script is None:
            return
        last = await scripts.version(script.id, script.version) if script.version else None
        if last is None:
            script = end(script)
        else:
            script = editing.back_to(script, last, self._clock.now())
            _record(tx, script, f"rewrite_{event}")
        await scripts.save(script)
        await self._events.announce(tx, event, script.id)

    async def _under_way(self, scripts: Scripts, job: JobView | JobRun) -> Script | None:
        """The script, if this job is the one that writes it now."""
        script = await _of_job(scripts, job)
        return script if script is not None and not script.state.is_terminal else None

    async def _must_be_under_way(self, scripts: Scripts, job: JobRun) -> Script:
        script = await self._under_way(scripts, job)
        if script is None:
            raise PermanentError("STORY_FAILED", _OUTDATED)
        return script

    def _person(self, asked: ScriptJob) -> Person:
        rules = self._engine.safeguard.of(_workspace_of(asked))
        return understand(rules.material(asked.answers), options_of(asked.options).point_of_view)

    def _writer(self, bank_version: str) -> Writer:
        return Writer(bank_version, self._engine.prompts.version, self._engine.model_name)


def _workspace_of(asked: ScriptJob) -> UUID:
    return UUID(asked.workspace_id) if asked.workspace_id else UUID(int=0)


async def _of_job(scripts: Scripts, job: JobView | JobRun) -> Script | None:
    """The script, unless it was deleted or another job was made for it since."""
    script = await scripts.find(ScriptId(job.resource_id), for_update=True)
    if script is None or script.job_id != job.id:
        log.info("script.outdated_job", script_id=str(job.resource_id), job_id=str(job.id))
        return None
    return script


def _record(tx: Tx, script: Script, action: str) -> None:
    audit.record(
        tx,
        actor=_ACTOR,
        action=f"script.{action}",
        resource_kind=RESOURCE_KIND,
        resource_id=script.id,
        details={"version": str(script.version)},
    )
