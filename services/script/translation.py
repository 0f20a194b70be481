"""Scripts to protobuf messages and back; no decisions."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from encompass.script.v1 import script_pb2 as proto

from services.kit.grpc.moments import timestamp
from services.script.domain.basis import RewriteOffer
from services.script.domain.hero import NOBODY, HeroAge, HeroAid, HeroAnimal
from services.script.domain.model import (
    Beat,
    Check,
    Length,
    Options,
    Origin,
    PointOfView,
    ReadingAge,
    Scene,
    SceneId,
    Script,
    ScriptState,
    Sentence,
    Tone,
    Visual,
)
from services.script.domain.versions import PieceKind, SceneDifference, ScriptVersion, VersionChange
from services.script.ports import ShownScene

_STATES = {state: f"SCRIPT_STATE_{state.value}" for state in ScriptState}
_BEATS = {beat: f"BEAT_{beat.name}" for beat in Beat}
_BEATS_BACK = {proto.Beat.Value(name): beat for beat, name in _BEATS.items()}
_LENGTHS = {length: f"SCRIPT_LENGTH_{length.value}" for length in Length}
_LENGTHS_BACK = {proto.ScriptLength.Value(name): length for length, name in _LENGTHS.items()}
_TONES = {tone: f"TONE_{tone.name}" for tone in Tone}
_TONES_BACK = {proto.Tone.Value(name): tone for tone, name in _TONES.items()}
_POINTS_OF_VIEW = {each: f"POINT_OF_VIEW_{each.value}" for each in PointOfView}
_POINTS_OF_VIEW_BACK = {proto.PointOfView.Value(name): each for each, name in _POINTS_OF_VIEW.items()}
_READING_AGES = {each: f"READING_AGE_{each.value}" for each in ReadingAge}
_READING_AGES_BACK = {proto.ReadingAge.Value(name): each for each, name in _READING_AGES.items()}
_ORIGINS = {each: f"SENTENCE_ORIGIN_{each.value}" for each in Origin}
_ORIGINS_BACK = {proto.SentenceOrigin.Value(name): each for each, name in _ORIGINS.items()}
_CHANGES = {each: f"VERSION_CHANGE_{each.value}" for each in VersionChange}
_CHANGES_BACK = {proto.VersionChange.Value(name): each for each, name in _CHANGES.items()}
_HERO_AGES = {each: f"HERO_AGE_{each.name}" for each in HeroAge}
_HERO_AIDS = {each: f"HERO_AID_{each.name}" for each in HeroAid}
_HERO_ANIMALS = {each: f"HERO_ANIMAL_{each.name}" for each in HeroAnimal}
_PIECES = {each: f"PIECE_KIND_{each.value}" for each in PieceKind}
DEFAULT_LANGUAGE = "en"


def script_message(script: Script, shown: ShownScene | None = None) -> proto.Script:
    """A script; `shown` adds the words so far of the scene that is being written."""
    writer = script.writer
    message = proto.Script(
        id=str(script.id),
        response_id=str(script.response_id),
        state=_STATES[script.state],
        length=_LENGTHS[script.length],
        title=script.title,
        logline=script.logline,
        scenes=_shown_scenes(script, shown),
        planned_scene_count=len(script.scenes),
        progress=script.progress,
        job_id=str(script.job_id),
        create_time=timestamp(script.created_at),
        update_time=timestamp(script.updated_at),
        options=options_message(replace(script.options, tone=script.options.tone or script.told_in)),
        version=script.version,
        etag=script.etag,
        response_revision=script.response_revision,
        writer=proto.Writer(
            bank_version=writer.bank_version, prompt_version=writer.prompt_version, model=writer.model
        ),
        rewriting_scene_ids=[str(each) for each in script.rewriting],
        hero_name=script.hero_name,
        hero=proto.Hero(
            age=_HERO_AGES[script.hero.age],
            aid=_HERO_AIDS[script.hero.aid],
            animal=_HERO_ANIMALS[script.hero.animal],
        ),
    )
    if script.failure is not None:
        message.failure.reason = script.failure.reason
        message.failure.message = script.failure.message
    if script.finished_at is not None:
        message.finish_time.CopyFrom(timestamp(script.finished_at))
    return message


def listed_message(script: Script) -> proto.Script:
    """A script in a list: without the sources of its scenes' words, which are as long as the words."""
    message = script_message(script)
    for scene in message.scenes:
        del scene.sentences[:]
        del scene.checks[:]
    return message


def scene_message(scene: Scene) -> proto.Scene:
    """A scene."""
    return proto.Scene(
        index=scene.index,
        beat=_BEATS[scene.beat],
        title=scene.title,
        narration=scene.narration,
        visual=visual_message(scene.visual),
        answer_ids=scene.answer_ids,
        finished=scene.finished,
        id="" if scene.id is None else str(scene.id),
        sentences=[
            proto.Sentence(text=each.text, answer_ids=each.answer_ids, origin=_ORIGINS[each.origin])
            for each in scene.sentences
        ],
        checks=[
            proto.Check(name=each.name, score=each.score, explanation=each.explanation)
            for each in scene.checks
        ],
    )


def scene_of(message: proto.Scene) -> Scene:
    """The scene in a message."""
    return Scene(
        index=message.index,
        beat=_BEATS_BACK[message.beat],
        title=message.title,
        visual=visual_of(message.visual),
        answer_ids=tuple(message.answer_ids),
        narration=message.narration,
        finished=message.finished,
        id=scene_id_of(message.id) if message.id else None,
        sentences=tuple(
            Sentence(each.text, tuple(each.answer_ids), _ORIGINS_BACK[each.origin])
            for each in message.sentences
        ),
        checks=tuple(Check(each.name, each.score, each.explanation) for each in message.checks),
    )


def visual_message(visual: Visual) -> proto.Visual:
    """A picture."""
    return proto.Visual(
        setting=visual.setting,
        time=visual.time,
        weather=visual.weather,
        mood=visual.mood,
        camera=visual.camera,
        hero=visual.hero,
        props=visual.props,
        companion=visual.companion,
    )


def visual_of(message: proto.Visual) -> Visual:
    """The picture in a message."""
    return Visual(
        message.setting,
        message.time,
        message.weather,
        message.mood,
        message.camera,
        message.hero,
        tuple(message.props),
        message.companion or NOBODY,
    )


def options_message(options: Options) -> proto.ScriptOptions:
    """Options, with their defaults filled in."""
    return proto.ScriptOptions(
        scene_count=options.scene_count,
        tone=None if options.tone is None else _TONES[options.tone],
        point_of_view=_POINTS_OF_VIEW[options.point_of_view],
        reading_age=None if options.reading_age is None else _READING_AGES[options.reading_age],
        language=options.language,
    )


def options_of(message: proto.ScriptOptions) -> Options:
    """The options in a message."""
    return Options(
        scene_count=message.scene_count,
        tone=_TONES_BACK.get(message.tone),
        point_of_view=_POINTS_OF_VIEW_BACK.get(message.point_of_view, PointOfView.THIRD),
        reading_age=_READING_AGES_BACK.get(message.reading_age),
        language=message.language or DEFAULT_LANGUAGE,
    )


def length_of(number: int) -> Length:
    """The length in a request; unspecified means SHORT."""
    return _LENGTHS_BACK.get(number, Length.SHORT)


def length_message(length: Length) -> Any:
    """A length."""
    return _LENGTHS[length]


def beat_of(number: int) -> Beat | None:
    """The beat in a request; None when it is unspecified."""
    return _BEATS_BACK.get(number)


def change_message(change: VersionChange) -> Any:
    """What makes a version."""
    return _CHANGES[change]


def change_of(number: int) -> VersionChange:
    """What makes a version, from a message."""
    return _CHANGES_BACK[number]


def scene_id_of(text: str) -> SceneId:
    """The id of a scene.

    Raises:
        ValueError: it isn't one.
    """
    return SceneId(UUID(text))


def version_message(version: ScriptVersion) -> proto.ScriptVersion:
    """A version of a story."""
    return proto.ScriptVersion(
        version=version.version,
        title=version.title,
        logline=version.logline,
        scenes=[scene_message(scene) for scene in version.scenes],
        change=_CHANGES[version.change],
        create_time=timestamp(version.created_at),
        wish=version.wish,
        scene_count=version.scene_count,
    )


def difference_message(difference: SceneDifference) -> proto.SceneDifference:
    """How a scene differs between two versions."""
    return proto.SceneDifference(
        scene_id="" if difference.scene_id is None else str(difference.scene_id),
        before=None if difference.before is None else scene_message(difference.before),
        after=None if difference.after is None else scene_message(difference.after),
        changed_fields=difference.changed_fields,
        narration_pieces=[
            proto.TextPiece(text=piece.text, kind=_PIECES[piece.kind])
            for piece in difference.narration_pieces
        ],
    )


def offer_message(offer: RewriteOffer) -> proto.RewriteOffer:
    """What a change of answers means for a story."""
    return proto.RewriteOffer(
        changed_answer_ids=offer.changed_answer_ids,
        scene_ids=[str(scene_id) for scene_id in offer.scene_ids],
        response_revision=offer.response_revision,
    )


def _shown_scenes(script: Script, shown: ShownScene | None) -> list[proto.Scene]:
    """The finished scenes and the one that is being written; of a story that was finished before, all: those
    that are written anew with the words that they had, until there are others."""
    found: list[proto.Scene] = []
    for scene in script.scenes:
        is_shown = shown is not None and shown.index == scene.index and not scene.finished
        if not scene.finished and not is_shown and not script.rewriting:
            break
        message = scene_message(scene)
        if is_shown and shown is not None:
            message.narration = shown.text
            del message.sentences[:]
        found.append(message)
    return found
