"""The first step of a job: which authored scenes it tells, and how."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from encompass.jobs.v1.script_job_pb2 import OutlineStep, Rewrite, ScriptJob

from services.kit.db.unit_of_work import Tx
from services.kit.ids import new_id
from services.kit.jobs.handler import JobRun
from services.script.domain.bank.model import SceneBank
from services.script.domain.model import Options, Outline, Scene, SceneId, ScriptId
from services.script.domain.person import Person
from services.script.domain.planning import Plan, plan, plan_scene
from services.script.domain.scenes import SceneDraft
from services.script.domain.wishes import wish_of
from services.script.job_messages import outline_message, scenes_to_write
from services.script.ports import SceneUses
from services.script.translation import length_of, options_of, scene_of

_TIME = timedelta(minutes=1)


class Planner:
    """Plans stories and single scenes, with the entries that a workspace has used least."""

    def __init__(self, bank: SceneBank, uses: SceneUses, *, most_scenes: int | None) -> None:
        self._bank = bank
        self._uses = uses
        self._most_scenes = most_scenes

    async def step(
        self,
        job: JobRun,
        asked: ScriptJob,
        person: Person,
        apply: Callable[[Tx, OutlineStep], Awaitable[None]],
    ) -> OutlineStep:
        """The step `outline`."""

        async def work() -> OutlineStep:
            used = await self._uses.counts(UUID(asked.workspace_id)) if asked.workspace_id else {}
            options, length = options_of(asked.options), length_of(asked.length)
            if asked.HasField("rewrite"):
                planned = self._some_scenes(asked, person, options, dict(used))
            else:
                planned = plan(
                    person,
                    length,
                    asked.seed,
                    self._bank,
                    options,
                    used=used,
                    most_scenes=self._most_scenes,
                )
                planned = replace(planned, outline=_with_ids(planned.outline))
            return outline_message(planned, self._bank.version)

        return await job.step("outline", work, OutlineStep, apply=apply, time_limit=_TIME)

    async def note(self, job: JobRun, workspace_id: UUID, planned: Plan) -> None:
        """Notes what is told, for those who are planned for next."""
        entry_ids = [draft.entry_id for draft in planned.drafts]
        await self._uses.note(workspace_id, ScriptId(job.resource_id), entry_ids)

    def _some_scenes(self, asked: ScriptJob, person: Person, options: Options, used: dict[str, int]) -> Plan:
        rewrite = asked.rewrite
        story = [scene_of(scene) for scene in rewrite.scenes]
        kept = list(rewrite.kept_entry_ids)
        scenes: list[Scene] = []
        drafts: list[SceneDraft] = []
        for scene in scenes_to_write(rewrite):
            own = rewrite.retold_entry_ids.get(str(scene.id), "")
            others = {entry for entry in rewrite.retold_entry_ids.values() if entry != own}
            before = story[scene.index - 1] if scene.index > 0 else None
            after = story[scene.index + 1] if scene.index + 1 < len(story) else None
            planned, draft = plan_scene(
                person,
                length_of(asked.length),
                asked.seed,
                self._bank,
                options,
                beat=scene.beat,
                index=scene.index,
                neighbours=(before, after),
                wish=wish_of(rewrite.wish),
                kept_entries=[*kept, *others],
                retold_entry=own,
                used=used,
            )
            kept.append(draft.entry_id)
            planned = _as_given(planned, scene, rewrite)
            story[scene.index] = planned
            scenes.append(planned)
            drafts.append(draft)
        return Plan(Outline(rewrite.title, rewrite.logline, tuple(scenes)), tuple(drafts))


def _with_ids(outline: Outline) -> Outline:
    scenes = tuple(replace(scene, id=SceneId(new_id())) for scene in outline.scenes)
    return Outline(outline.title, outline.logline, scenes)


def _as_given(planned: Scene, scene: Scene, rewrite: Rewrite) -> Scene:
    """What was planned, in the place of a scene, with what was said of it by hand."""
    return replace(
        planned,
        id=scene.id,
        index=scene.index,
        title=scene.title if rewrite.keeps_title else planned.title,
        visual=scene.visual if rewrite.keeps_visual else planned.visual,
    )
