"""Scripts to protobuf messages and back; no decisions."""

from collections.abc import Sequence

from encompass.jobs.v1 import script_job_pb2 as jobs
from encompass.script.v1 import script_pb2 as proto

from services.kit.grpc.moments import timestamp
from services.script.domain.model import Beat, Length, Outline, Scene, Script, ScriptState, Visual
from services.script.domain.plan import Plan, SceneDraft
from services.script.domain.templates import Line
from services.script.ports import ShownScene, SubmittedResponse

_STATES = {state: f"SCRIPT_STATE_{state.value}" for state in ScriptState}
_BEATS = {beat: f"BEAT_{beat.name}" for beat in Beat}
_BEATS_BACK = {proto.Beat.Value(name): beat for beat, name in _BEATS.items()}
_LENGTHS = {length: f"SCRIPT_LENGTH_{length.value}" for length in Length}
_LENGTHS_BACK = {proto.ScriptLength.Value(name): length for length, name in _LENGTHS.items()}


def script_message(script: Script, shown: ShownScene | None = None) -> proto.Script:
    """A script; `shown` adds the words so far of the scene that is being written."""
    message = proto.Script(
        id=str(script.id),
        response_id=str(script.response_id),
        state=_STATES[script.state],
        length=_LENGTHS[script.length],
        title=script.title,
        logline=script.logline,
        scenes=[scene_message(scene) for scene in script.finished_scenes],
        planned_scene_count=len(script.scenes),
        progress=script.progress,
        job_id=str(script.job_id),
        create_time=timestamp(script.created_at),
        update_time=timestamp(script.updated_at),
    )
    if shown is not None and shown.index == len(message.scenes) < len(script.scenes):
        unfinished = scene_message(script.scenes[shown.index])
        unfinished.narration = shown.text
        message.scenes.append(unfinished)
    if script.failure is not None:
        message.failure.reason = script.failure.reason
        message.failure.message = script.failure.message
    if script.finished_at is not None:
        message.finish_time.CopyFrom(timestamp(script.finished_at))
    return message


def scene_message(scene: Scene) -> proto.Scene:
    """A scene."""
    visual = scene.visual
    return proto.Scene(
        index=scene.index,
        beat=_BEATS[scene.beat],
        title=scene.title,
        narration=scene.narration,
        visual=proto.Visual(
            setting=visual.setting,
            time=visual.time,
            weather=visual.weather,
            mood=visual.mood,
            camera=visual.camera,
            hero=visual.hero,
            props=visual.props,
        ),
        answer_ids=scene.answer_ids,
        finished=scene.finished,
    )


def scene_of(message: proto.Scene) -> Scene:
    """The scene in a message."""
    visual = message.visual
    return Scene(
        index=message.index,
        beat=_BEATS_BACK[message.beat],
        title=message.title,
        visual=Visual(
            visual.setting,
            visual.time,
            visual.weather,
            visual.mood,
            visual.camera,
            visual.hero,
            tuple(visual.props),
        ),
        answer_ids=tuple(message.answer_ids),
        narration=message.narration,
        finished=message.finished,
    )


def length_of(number: int) -> Length:
    """The length in a request; unspecified means SHORT."""
    return _LENGTHS_BACK.get(number, Length.SHORT)


def job_message(script: Script, response: SubmittedResponse) -> jobs.ScriptJob:
    """What the worker has to know."""
    return jobs.ScriptJob(
        script_id=str(script.id),
        answers=response.answers,
        length=_LENGTHS[script.length],
        seed=script.seed,
    )


def outline_message(plan: Plan) -> jobs.OutlineStep:
    """The result of the step `outline`."""
    return jobs.OutlineStep(
        title=plan.outline.title,
        logline=plan.outline.logline,
        scenes=[scene_message(scene) for scene in plan.outline.scenes],
        drafts=[_draft_message(draft) for draft in plan.drafts],
    )


def plan_of(message: jobs.OutlineStep) -> Plan:
    """The plan in the result of the step `outline`."""
    scenes = tuple(scene_of(scene) for scene in message.scenes)
    return Plan(
        Outline(message.title, message.logline, scenes),
        tuple(SceneDraft(_lines(draft.lines)) for draft in message.drafts),
    )


def _draft_message(draft: SceneDraft) -> jobs.SceneDraft:
    return jobs.SceneDraft(
        lines=[
            jobs.DraftLine(lead=line.lead, tail=line.tail, fallbacks=line.fallbacks, slots=sorted(line.slots))
            for line in draft.lines
        ]
    )


def _lines(messages: Sequence[jobs.DraftLine]) -> tuple[Line, ...]:
    return tuple(
        Line(message.lead, message.tail, tuple(message.fallbacks), frozenset(message.slots))
        for message in messages
    )
