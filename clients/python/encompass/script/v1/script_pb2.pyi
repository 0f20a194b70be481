import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ScriptState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SCRIPT_STATE_UNSPECIFIED: _ClassVar[ScriptState]
    SCRIPT_STATE_QUEUED: _ClassVar[ScriptState]
    SCRIPT_STATE_WRITING: _ClassVar[ScriptState]
    SCRIPT_STATE_READY: _ClassVar[ScriptState]
    SCRIPT_STATE_FAILED: _ClassVar[ScriptState]
    SCRIPT_STATE_CANCELLED: _ClassVar[ScriptState]

class ScriptLength(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SCRIPT_LENGTH_UNSPECIFIED: _ClassVar[ScriptLength]
    SCRIPT_LENGTH_SHORT: _ClassVar[ScriptLength]
    SCRIPT_LENGTH_STANDARD: _ClassVar[ScriptLength]

class Tone(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TONE_UNSPECIFIED: _ClassVar[Tone]
    TONE_HOPEFUL: _ClassVar[Tone]
    TONE_ADVENTUROUS: _ClassVar[Tone]
    TONE_GENTLE: _ClassVar[Tone]
    TONE_FUNNY: _ClassVar[Tone]
    TONE_EPIC: _ClassVar[Tone]

class PointOfView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    POINT_OF_VIEW_UNSPECIFIED: _ClassVar[PointOfView]
    POINT_OF_VIEW_FIRST: _ClassVar[PointOfView]
    POINT_OF_VIEW_SECOND: _ClassVar[PointOfView]
    POINT_OF_VIEW_THIRD: _ClassVar[PointOfView]

class ReadingAge(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    READING_AGE_UNSPECIFIED: _ClassVar[ReadingAge]
    READING_AGE_CHILD: _ClassVar[ReadingAge]
    READING_AGE_TEEN: _ClassVar[ReadingAge]
    READING_AGE_ADULT: _ClassVar[ReadingAge]

class SentenceOrigin(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SENTENCE_ORIGIN_UNSPECIFIED: _ClassVar[SentenceOrigin]
    SENTENCE_ORIGIN_BANK: _ClassVar[SentenceOrigin]
    SENTENCE_ORIGIN_COMPLETED: _ClassVar[SentenceOrigin]
    SENTENCE_ORIGIN_MODEL: _ClassVar[SentenceOrigin]
    SENTENCE_ORIGIN_EDITOR: _ClassVar[SentenceOrigin]

class Beat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BEAT_UNSPECIFIED: _ClassVar[Beat]
    BEAT_LONGING: _ClassVar[Beat]
    BEAT_CALL: _ClassVar[Beat]
    BEAT_OBSTACLE: _ClassVar[Beat]
    BEAT_HELPER: _ClassVar[Beat]
    BEAT_TRIAL: _ClassVar[Beat]
    BEAT_CHANGE: _ClassVar[Beat]
    BEAT_BECOMING: _ClassVar[Beat]

class HeroAge(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HERO_AGE_UNSPECIFIED: _ClassVar[HeroAge]
    HERO_AGE_CHILD: _ClassVar[HeroAge]
    HERO_AGE_TEEN: _ClassVar[HeroAge]
    HERO_AGE_ADULT: _ClassVar[HeroAge]
    HERO_AGE_ELDER: _ClassVar[HeroAge]

class HeroAid(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HERO_AID_UNSPECIFIED: _ClassVar[HeroAid]
    HERO_AID_NONE: _ClassVar[HeroAid]
    HERO_AID_CANE: _ClassVar[HeroAid]
    HERO_AID_CRUTCHES: _ClassVar[HeroAid]
    HERO_AID_WHEELCHAIR: _ClassVar[HeroAid]
    HERO_AID_WHITE_CANE: _ClassVar[HeroAid]

class HeroAnimal(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HERO_ANIMAL_UNSPECIFIED: _ClassVar[HeroAnimal]
    HERO_ANIMAL_NONE: _ClassVar[HeroAnimal]
    HERO_ANIMAL_DOG: _ClassVar[HeroAnimal]
    HERO_ANIMAL_CAT: _ClassVar[HeroAnimal]
    HERO_ANIMAL_HORSE: _ClassVar[HeroAnimal]
    HERO_ANIMAL_BIRD: _ClassVar[HeroAnimal]

class VersionChange(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VERSION_CHANGE_UNSPECIFIED: _ClassVar[VersionChange]
    VERSION_CHANGE_WRITTEN: _ClassVar[VersionChange]
    VERSION_CHANGE_EDITED: _ClassVar[VersionChange]
    VERSION_CHANGE_REWRITTEN: _ClassVar[VersionChange]
    VERSION_CHANGE_REORDERED: _ClassVar[VersionChange]
    VERSION_CHANGE_ADDED: _ClassVar[VersionChange]
    VERSION_CHANGE_REMOVED: _ClassVar[VersionChange]
    VERSION_CHANGE_RESTORED: _ClassVar[VersionChange]

class PieceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PIECE_KIND_UNSPECIFIED: _ClassVar[PieceKind]
    PIECE_KIND_SAME: _ClassVar[PieceKind]
    PIECE_KIND_REMOVED: _ClassVar[PieceKind]
    PIECE_KIND_ADDED: _ClassVar[PieceKind]
SCRIPT_STATE_UNSPECIFIED: ScriptState
SCRIPT_STATE_QUEUED: ScriptState
SCRIPT_STATE_WRITING: ScriptState
SCRIPT_STATE_READY: ScriptState
SCRIPT_STATE_FAILED: ScriptState
SCRIPT_STATE_CANCELLED: ScriptState
SCRIPT_LENGTH_UNSPECIFIED: ScriptLength
SCRIPT_LENGTH_SHORT: ScriptLength
SCRIPT_LENGTH_STANDARD: ScriptLength
TONE_UNSPECIFIED: Tone
TONE_HOPEFUL: Tone
TONE_ADVENTUROUS: Tone
TONE_GENTLE: Tone
TONE_FUNNY: Tone
TONE_EPIC: Tone
POINT_OF_VIEW_UNSPECIFIED: PointOfView
POINT_OF_VIEW_FIRST: PointOfView
POINT_OF_VIEW_SECOND: PointOfView
POINT_OF_VIEW_THIRD: PointOfView
READING_AGE_UNSPECIFIED: ReadingAge
READING_AGE_CHILD: ReadingAge
READING_AGE_TEEN: ReadingAge
READING_AGE_ADULT: ReadingAge
SENTENCE_ORIGIN_UNSPECIFIED: SentenceOrigin
SENTENCE_ORIGIN_BANK: SentenceOrigin
SENTENCE_ORIGIN_COMPLETED: SentenceOrigin
SENTENCE_ORIGIN_MODEL: SentenceOrigin
SENTENCE_ORIGIN_EDITOR: SentenceOrigin
BEAT_UNSPECIFIED: Beat
BEAT_LONGING: Beat
BEAT_CALL: Beat
BEAT_OBSTACLE: Beat
BEAT_HELPER: Beat
BEAT_TRIAL: Beat
BEAT_CHANGE: Beat
BEAT_BECOMING: Beat
HERO_AGE_UNSPECIFIED: HeroAge
HERO_AGE_CHILD: HeroAge
HERO_AGE_TEEN: HeroAge
HERO_AGE_ADULT: HeroAge
HERO_AGE_ELDER: HeroAge
HERO_AID_UNSPECIFIED: HeroAid
HERO_AID_NONE: HeroAid
HERO_AID_CANE: HeroAid
HERO_AID_CRUTCHES: HeroAid
HERO_AID_WHEELCHAIR: HeroAid
HERO_AID_WHITE_CANE: HeroAid
HERO_ANIMAL_UNSPECIFIED: HeroAnimal
HERO_ANIMAL_NONE: HeroAnimal
HERO_ANIMAL_DOG: HeroAnimal
HERO_ANIMAL_CAT: HeroAnimal
HERO_ANIMAL_HORSE: HeroAnimal
HERO_ANIMAL_BIRD: HeroAnimal
VERSION_CHANGE_UNSPECIFIED: VersionChange
VERSION_CHANGE_WRITTEN: VersionChange
VERSION_CHANGE_EDITED: VersionChange
VERSION_CHANGE_REWRITTEN: VersionChange
VERSION_CHANGE_REORDERED: VersionChange
VERSION_CHANGE_ADDED: VersionChange
VERSION_CHANGE_REMOVED: VersionChange
VERSION_CHANGE_RESTORED: VersionChange
PIECE_KIND_UNSPECIFIED: PieceKind
PIECE_KIND_SAME: PieceKind
PIECE_KIND_REMOVED: PieceKind
PIECE_KIND_ADDED: PieceKind

class Script(_message.Message):
    __slots__ = ("id", "response_id", "state", "length", "title", "logline", "scenes", "planned_scene_count", "progress", "failure", "job_id", "create_time", "update_time", "finish_time", "options", "version", "etag", "response_revision", "writer", "rewriting_scene_ids", "hero_name", "hero")
    ID_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LENGTH_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LOGLINE_FIELD_NUMBER: _ClassVar[int]
    SCENES_FIELD_NUMBER: _ClassVar[int]
    PLANNED_SCENE_COUNT_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_REVISION_FIELD_NUMBER: _ClassVar[int]
    WRITER_FIELD_NUMBER: _ClassVar[int]
    REWRITING_SCENE_IDS_FIELD_NUMBER: _ClassVar[int]
    HERO_NAME_FIELD_NUMBER: _ClassVar[int]
    HERO_FIELD_NUMBER: _ClassVar[int]
    id: str
    response_id: str
    state: ScriptState
    length: ScriptLength
    title: str
    logline: str
    scenes: _containers.RepeatedCompositeFieldContainer[Scene]
    planned_scene_count: int
    progress: float
    failure: Failure
    job_id: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    options: ScriptOptions
    version: int
    etag: str
    response_revision: int
    writer: Writer
    rewriting_scene_ids: _containers.RepeatedScalarFieldContainer[str]
    hero_name: str
    hero: Hero
    def __init__(self, id: _Optional[str] = ..., response_id: _Optional[str] = ..., state: _Optional[_Union[ScriptState, str]] = ..., length: _Optional[_Union[ScriptLength, str]] = ..., title: _Optional[str] = ..., logline: _Optional[str] = ..., scenes: _Optional[_Iterable[_Union[Scene, _Mapping]]] = ..., planned_scene_count: _Optional[int] = ..., progress: _Optional[float] = ..., failure: _Optional[_Union[Failure, _Mapping]] = ..., job_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., options: _Optional[_Union[ScriptOptions, _Mapping]] = ..., version: _Optional[int] = ..., etag: _Optional[str] = ..., response_revision: _Optional[int] = ..., writer: _Optional[_Union[Writer, _Mapping]] = ..., rewriting_scene_ids: _Optional[_Iterable[str]] = ..., hero_name: _Optional[str] = ..., hero: _Optional[_Union[Hero, _Mapping]] = ...) -> None: ...

class Hero(_message.Message):
    __slots__ = ("age", "aid", "animal")
    AGE_FIELD_NUMBER: _ClassVar[int]
    AID_FIELD_NUMBER: _ClassVar[int]
    ANIMAL_FIELD_NUMBER: _ClassVar[int]
    age: HeroAge
    aid: HeroAid
    animal: HeroAnimal
    def __init__(self, age: _Optional[_Union[HeroAge, str]] = ..., aid: _Optional[_Union[HeroAid, str]] = ..., animal: _Optional[_Union[HeroAnimal, str]] = ...) -> None: ...

class ScriptOptions(_message.Message):
    __slots__ = ("scene_count", "tone", "point_of_view", "reading_age", "language")
    SCENE_COUNT_FIELD_NUMBER: _ClassVar[int]
    TONE_FIELD_NUMBER: _ClassVar[int]
    POINT_OF_VIEW_FIELD_NUMBER: _ClassVar[int]
    READING_AGE_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    scene_count: int
    tone: Tone
    point_of_view: PointOfView
    reading_age: ReadingAge
    language: str
    def __init__(self, scene_count: _Optional[int] = ..., tone: _Optional[_Union[Tone, str]] = ..., point_of_view: _Optional[_Union[PointOfView, str]] = ..., reading_age: _Optional[_Union[ReadingAge, str]] = ..., language: _Optional[str] = ...) -> None: ...

class Writer(_message.Message):
    __slots__ = ("bank_version", "prompt_version", "model")
    BANK_VERSION_FIELD_NUMBER: _ClassVar[int]
    PROMPT_VERSION_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    bank_version: str
    prompt_version: str
    model: str
    def __init__(self, bank_version: _Optional[str] = ..., prompt_version: _Optional[str] = ..., model: _Optional[str] = ...) -> None: ...

class Scene(_message.Message):
    __slots__ = ("index", "beat", "title", "narration", "visual", "answer_ids", "finished", "id", "sentences", "checks")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    BEAT_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    NARRATION_FIELD_NUMBER: _ClassVar[int]
    VISUAL_FIELD_NUMBER: _ClassVar[int]
    ANSWER_IDS_FIELD_NUMBER: _ClassVar[int]
    FINISHED_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    SENTENCES_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    index: int
    beat: Beat
    title: str
    narration: str
    visual: Visual
    answer_ids: _containers.RepeatedScalarFieldContainer[str]
    finished: bool
    id: str
    sentences: _containers.RepeatedCompositeFieldContainer[Sentence]
    checks: _containers.RepeatedCompositeFieldContainer[Check]
    def __init__(self, index: _Optional[int] = ..., beat: _Optional[_Union[Beat, str]] = ..., title: _Optional[str] = ..., narration: _Optional[str] = ..., visual: _Optional[_Union[Visual, _Mapping]] = ..., answer_ids: _Optional[_Iterable[str]] = ..., finished: _Optional[bool] = ..., id: _Optional[str] = ..., sentences: _Optional[_Iterable[_Union[Sentence, _Mapping]]] = ..., checks: _Optional[_Iterable[_Union[Check, _Mapping]]] = ...) -> None: ...

class Sentence(_message.Message):
    __slots__ = ("text", "answer_ids", "origin")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_IDS_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    text: str
    answer_ids: _containers.RepeatedScalarFieldContainer[str]
    origin: SentenceOrigin
    def __init__(self, text: _Optional[str] = ..., answer_ids: _Optional[_Iterable[str]] = ..., origin: _Optional[_Union[SentenceOrigin, str]] = ...) -> None: ...

class Check(_message.Message):
    __slots__ = ("name", "score", "explanation")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    name: str
    score: float
    explanation: str
    def __init__(self, name: _Optional[str] = ..., score: _Optional[float] = ..., explanation: _Optional[str] = ...) -> None: ...

class Visual(_message.Message):
    __slots__ = ("setting", "time", "weather", "mood", "camera", "hero", "props", "companion")
    SETTING_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    WEATHER_FIELD_NUMBER: _ClassVar[int]
    MOOD_FIELD_NUMBER: _ClassVar[int]
    CAMERA_FIELD_NUMBER: _ClassVar[int]
    HERO_FIELD_NUMBER: _ClassVar[int]
    PROPS_FIELD_NUMBER: _ClassVar[int]
    COMPANION_FIELD_NUMBER: _ClassVar[int]
    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: _containers.RepeatedScalarFieldContainer[str]
    companion: str
    def __init__(self, setting: _Optional[str] = ..., time: _Optional[str] = ..., weather: _Optional[str] = ..., mood: _Optional[str] = ..., camera: _Optional[str] = ..., hero: _Optional[str] = ..., props: _Optional[_Iterable[str]] = ..., companion: _Optional[str] = ...) -> None: ...

class ScriptVersion(_message.Message):
    __slots__ = ("version", "title", "logline", "scenes", "change", "create_time", "wish", "scene_count")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LOGLINE_FIELD_NUMBER: _ClassVar[int]
    SCENES_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    WISH_FIELD_NUMBER: _ClassVar[int]
    SCENE_COUNT_FIELD_NUMBER: _ClassVar[int]
    version: int
    title: str
    logline: str
    scenes: _containers.RepeatedCompositeFieldContainer[Scene]
    change: VersionChange
    create_time: _timestamp_pb2.Timestamp
    wish: str
    scene_count: int
    def __init__(self, version: _Optional[int] = ..., title: _Optional[str] = ..., logline: _Optional[str] = ..., scenes: _Optional[_Iterable[_Union[Scene, _Mapping]]] = ..., change: _Optional[_Union[VersionChange, str]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., wish: _Optional[str] = ..., scene_count: _Optional[int] = ...) -> None: ...

class SceneDifference(_message.Message):
    __slots__ = ("scene_id", "before", "after", "changed_fields", "narration_pieces")
    SCENE_ID_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELDS_FIELD_NUMBER: _ClassVar[int]
    NARRATION_PIECES_FIELD_NUMBER: _ClassVar[int]
    scene_id: str
    before: Scene
    after: Scene
    changed_fields: _containers.RepeatedScalarFieldContainer[str]
    narration_pieces: _containers.RepeatedCompositeFieldContainer[TextPiece]
    def __init__(self, scene_id: _Optional[str] = ..., before: _Optional[_Union[Scene, _Mapping]] = ..., after: _Optional[_Union[Scene, _Mapping]] = ..., changed_fields: _Optional[_Iterable[str]] = ..., narration_pieces: _Optional[_Iterable[_Union[TextPiece, _Mapping]]] = ...) -> None: ...

class TextPiece(_message.Message):
    __slots__ = ("text", "kind")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    text: str
    kind: PieceKind
    def __init__(self, text: _Optional[str] = ..., kind: _Optional[_Union[PieceKind, str]] = ...) -> None: ...

class RewriteOffer(_message.Message):
    __slots__ = ("changed_answer_ids", "scene_ids", "response_revision")
    CHANGED_ANSWER_IDS_FIELD_NUMBER: _ClassVar[int]
    SCENE_IDS_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_REVISION_FIELD_NUMBER: _ClassVar[int]
    changed_answer_ids: _containers.RepeatedScalarFieldContainer[str]
    scene_ids: _containers.RepeatedScalarFieldContainer[str]
    response_revision: int
    def __init__(self, changed_answer_ids: _Optional[_Iterable[str]] = ..., scene_ids: _Optional[_Iterable[str]] = ..., response_revision: _Optional[int] = ...) -> None: ...

class Failure(_message.Message):
    __slots__ = ("reason", "message")
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    reason: str
    message: str
    def __init__(self, reason: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...
