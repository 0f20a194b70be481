"""What a job of scripts is given and what its steps result in, as messages and back; no decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from encompass.jobs.v1 import script_job_pb2 as jobs

from services.kit.ids import WorkspaceId
from services.script.domain.lines import Line
from services.script.domain.model import Outline, Scene, Script
from services.script.domain.planning import Plan
from services.script.domain.scenes import SceneDraft, Variant
from services.script.ports import SubmittedResponse
from services.script.translation import (
    change_message,
    length_message,
    options_message,
    scene_message,
    scene_of,
)
from services.script.use_cases.rewriting import ToWrite


def job_message(script: Script, response: SubmittedResponse, workspace_id: WorkspaceId) -> jobs.ScriptJob:
    """What the worker has to know of a story."""
    return jobs.ScriptJob(
        script_id=str(script.id),
        answers=response.told,
        length=length_message(script.length),
        seed=script.seed,
        options=options_message(script.options),
        question_ids=response.question_ids,
        workspace_id=str(workspace_id),
    )


def rewrite_message(
    script: Script, response: SubmittedResponse, workspace_id: WorkspaceId, to_write: ToWrite
) -> jobs.ScriptJob:
    """What the worker has to know of scenes that are written anew."""
    message = job_message(script, response, workspace_id)
    message.seed = to_write.seed
    message.rewrite.CopyFrom(
        jobs.Rewrite(
            scene_ids=[str(scene_id) for scene_id in to_write.scene_ids],
            wish=to_write.wish,
            title=script.title,
            logline=script.logline,
            scenes=[scene_message(scene) for scene in script.scenes],
            kept_entry_ids=to_write.kept_entry_ids,
            change=change_message(to_write.change),
            keeps_title=to_write.keeps_title,
            keeps_visual=to_write.keeps_visual,
            base_version=script.version,
            retold_entry_ids={str(scene_id): entry for scene_id, entry in to_write.retold.items()},
        )
    )
    return message


def outline_message(plan: Plan, bank_version: str) -> jobs.OutlineStep:
    """The result of the step `outline`."""
    return jobs.OutlineStep(
        title=plan.outline.title,
        logline=plan.outline.logline,
        scenes=[scene_message(scene) for scene in plan.outline.scenes],
        drafts=[_draft_message(draft) for draft in plan.drafts],
        bank_version=bank_version,
    )


def plan_of(message: jobs.OutlineStep) -> Plan:
    """The plan in the result of the step `outline`."""
    scenes = tuple(scene_of(scene) for scene in message.scenes)
    return Plan(
        Outline(message.title, message.logline, scenes),
        tuple(
            SceneDraft(
                draft.entry_id,
                tuple(Variant(_lines(each.lines)) for each in draft.variants)
                or (Variant(_lines(draft.lines)),),
            )
            for draft in message.drafts
        ),
    )


def asked_by_question(asked: jobs.ScriptJob) -> dict[str, str]:
    """The answers of a job by the keys of their questions."""
    return {asked.question_ids.get(key, key): text for key, text in asked.answers.items()}


def kept_narrations(rewrite: jobs.Rewrite) -> dict[int, str]:
    """The words of the scenes that stay as they are, by their place."""
    return {
        scene.index: scene.narration for scene in rewrite.scenes if scene.id not in set(rewrite.scene_ids)
    }


def scenes_to_write(rewrite: jobs.Rewrite) -> list[Scene]:
    """The scenes that are to be written, in the story's order."""
    return [scene_of(scene) for scene in rewrite.scenes if scene.id in set(rewrite.scene_ids)]


def story_outline(rewrite: jobs.Rewrite, planned: Plan) -> Outline:
    """The whole story with the scenes that are planned anew in their places."""
    anew = {scene.index: scene for scene in planned.outline.scenes}
    scenes = (anew.get(scene.index) or scene_of(scene) for scene in rewrite.scenes)
    return Outline(rewrite.title, rewrite.logline, tuple(scenes))


def labelled(scene: Scene, question_ids: Mapping[str, str]) -> Scene:
    """The scene with the answers named as people know them: by the keys of their questions."""

    def named(answer_ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(question_ids.get(each, each) for each in answer_ids)

    return replace(
        scene,
        answer_ids=named(scene.answer_ids),
        sentences=tuple(replace(each, answer_ids=named(each.answer_ids)) for each in scene.sentences),
    )


def _draft_message(draft: SceneDraft) -> jobs.SceneDraft:
    return jobs.SceneDraft(
        entry_id=draft.entry_id,
        variants=[
            jobs.DraftVariant(
                lines=[
                    jobs.DraftLine(
                        lead=line.lead, tail=line.tail, fallbacks=line.fallbacks, slots=sorted(line.slots)
                    )
                    for line in variant.lines
                ]
            )
            for variant in draft.variants
        ],
    )


def _lines(messages: Sequence[jobs.DraftLine]) -> tuple[Line, ...]:
    return tuple(
        Line(message.lead, message.tail, tuple(message.fallbacks), frozenset(message.slots))
        for message in messages
    )
