import datetime

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
SCRIPT_STATE_UNSPECIFIED: ScriptState
SCRIPT_STATE_QUEUED: ScriptState
SCRIPT_STATE_WRITING: ScriptState
SCRIPT_STATE_READY: ScriptState
SCRIPT_STATE_FAILED: ScriptState
SCRIPT_STATE_CANCELLED: ScriptState
SCRIPT_LENGTH_UNSPECIFIED: ScriptLength
SCRIPT_LENGTH_SHORT: ScriptLength
SCRIPT_LENGTH_STANDARD: ScriptLength
BEAT_UNSPECIFIED: Beat
BEAT_LONGING: Beat
BEAT_CALL: Beat
BEAT_OBSTACLE: Beat
BEAT_HELPER: Beat
BEAT_TRIAL: Beat
BEAT_CHANGE: Beat
BEAT_BECOMING: Beat

class Script(_message.Message):
    __slots__ = ("id", "response_id", "state", "length", "title", "logline", "scenes", "planned_scene_count", "progress", "failure", "job_id", "create_time", "update_time", "finish_time")
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
    def __init__(self, id: _Optional[str] = ..., response_id: _Optional[str] = ..., state: _Optional[_Union[ScriptState, str]] = ..., length: _Optional[_Union[ScriptLength, str]] = ..., title: _Optional[str] = ..., logline: _Optional[str] = ..., scenes: _Optional[_Iterable[_Union[Scene, _Mapping]]] = ..., planned_scene_count: _Optional[int] = ..., progress: _Optional[float] = ..., failure: _Optional[_Union[Failure, _Mapping]] = ..., job_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Scene(_message.Message):
    __slots__ = ("index", "beat", "title", "narration", "visual", "answer_ids", "finished")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    BEAT_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    NARRATION_FIELD_NUMBER: _ClassVar[int]
    VISUAL_FIELD_NUMBER: _ClassVar[int]
    ANSWER_IDS_FIELD_NUMBER: _ClassVar[int]
    FINISHED_FIELD_NUMBER: _ClassVar[int]
    index: int
    beat: Beat
    title: str
    narration: str
    visual: Visual
    answer_ids: _containers.RepeatedScalarFieldContainer[str]
    finished: bool
    def __init__(self, index: _Optional[int] = ..., beat: _Optional[_Union[Beat, str]] = ..., title: _Optional[str] = ..., narration: _Optional[str] = ..., visual: _Optional[_Union[Visual, _Mapping]] = ..., answer_ids: _Optional[_Iterable[str]] = ..., finished: _Optional[bool] = ...) -> None: ...

class Visual(_message.Message):
    __slots__ = ("setting", "time", "weather", "mood", "camera", "hero", "props")
    SETTING_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    WEATHER_FIELD_NUMBER: _ClassVar[int]
    MOOD_FIELD_NUMBER: _ClassVar[int]
    CAMERA_FIELD_NUMBER: _ClassVar[int]
    HERO_FIELD_NUMBER: _ClassVar[int]
    PROPS_FIELD_NUMBER: _ClassVar[int]
    setting: str
    time: str
    weather: str
    mood: str
    camera: str
    hero: str
    props: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, setting: _Optional[str] = ..., time: _Optional[str] = ..., weather: _Optional[str] = ..., mood: _Optional[str] = ..., camera: _Optional[str] = ..., hero: _Optional[str] = ..., props: _Optional[_Iterable[str]] = ...) -> None: ...

class Failure(_message.Message):
    __slots__ = ("reason", "message")
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    reason: str
    message: str
    def __init__(self, reason: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...
