from encompass.script.v1 import script_pb2 as _script_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ScriptJob(_message.Message):
    __slots__ = ("script_id", "answers", "length", "seed", "options", "question_ids", "workspace_id", "rewrite")
    class AnswersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class QuestionIdsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    LENGTH_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    WORKSPACE_ID_FIELD_NUMBER: _ClassVar[int]
    REWRITE_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    answers: _containers.ScalarMap[str, str]
    length: _script_pb2.ScriptLength
    seed: int
    options: _script_pb2.ScriptOptions
    question_ids: _containers.ScalarMap[str, str]
    workspace_id: str
    rewrite: Rewrite
    def __init__(self, script_id: _Optional[str] = ..., answers: _Optional[_Mapping[str, str]] = ..., length: _Optional[_Union[_script_pb2.ScriptLength, str]] = ..., seed: _Optional[int] = ..., options: _Optional[_Union[_script_pb2.ScriptOptions, _Mapping]] = ..., question_ids: _Optional[_Mapping[str, str]] = ..., workspace_id: _Optional[str] = ..., rewrite: _Optional[_Union[Rewrite, _Mapping]] = ...) -> None: ...

class Rewrite(_message.Message):
    __slots__ = ("scene_ids", "wish", "title", "logline", "scenes", "kept_entry_ids", "change", "keeps_title", "keeps_visual", "base_version", "retold_entry_ids")
    class RetoldEntryIdsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    SCENE_IDS_FIELD_NUMBER: _ClassVar[int]
    WISH_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LOGLINE_FIELD_NUMBER: _ClassVar[int]
    SCENES_FIELD_NUMBER: _ClassVar[int]
    KEPT_ENTRY_IDS_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    KEEPS_TITLE_FIELD_NUMBER: _ClassVar[int]
    KEEPS_VISUAL_FIELD_NUMBER: _ClassVar[int]
    BASE_VERSION_FIELD_NUMBER: _ClassVar[int]
    RETOLD_ENTRY_IDS_FIELD_NUMBER: _ClassVar[int]
    scene_ids: _containers.RepeatedScalarFieldContainer[str]
    wish: str
    title: str
    logline: str
    scenes: _containers.RepeatedCompositeFieldContainer[_script_pb2.Scene]
    kept_entry_ids: _containers.RepeatedScalarFieldContainer[str]
    change: _script_pb2.VersionChange
    keeps_title: bool
    keeps_visual: bool
    base_version: int
    retold_entry_ids: _containers.ScalarMap[str, str]
    def __init__(self, scene_ids: _Optional[_Iterable[str]] = ..., wish: _Optional[str] = ..., title: _Optional[str] = ..., logline: _Optional[str] = ..., scenes: _Optional[_Iterable[_Union[_script_pb2.Scene, _Mapping]]] = ..., kept_entry_ids: _Optional[_Iterable[str]] = ..., change: _Optional[_Union[_script_pb2.VersionChange, str]] = ..., keeps_title: _Optional[bool] = ..., keeps_visual: _Optional[bool] = ..., base_version: _Optional[int] = ..., retold_entry_ids: _Optional[_Mapping[str, str]] = ...) -> None: ...

class OutlineStep(_message.Message):
    __slots__ = ("title", "logline", "scenes", "drafts", "bank_version")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LOGLINE_FIELD_NUMBER: _ClassVar[int]
    SCENES_FIELD_NUMBER: _ClassVar[int]
    DRAFTS_FIELD_NUMBER: _ClassVar[int]
    BANK_VERSION_FIELD_NUMBER: _ClassVar[int]
    title: str
    logline: str
    scenes: _containers.RepeatedCompositeFieldContainer[_script_pb2.Scene]
    drafts: _containers.RepeatedCompositeFieldContainer[SceneDraft]
    bank_version: str
    def __init__(self, title: _Optional[str] = ..., logline: _Optional[str] = ..., scenes: _Optional[_Iterable[_Union[_script_pb2.Scene, _Mapping]]] = ..., drafts: _Optional[_Iterable[_Union[SceneDraft, _Mapping]]] = ..., bank_version: _Optional[str] = ...) -> None: ...

class SceneDraft(_message.Message):
    __slots__ = ("lines", "variants", "entry_id")
    LINES_FIELD_NUMBER: _ClassVar[int]
    VARIANTS_FIELD_NUMBER: _ClassVar[int]
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    lines: _containers.RepeatedCompositeFieldContainer[DraftLine]
    variants: _containers.RepeatedCompositeFieldContainer[DraftVariant]
    entry_id: str
    def __init__(self, lines: _Optional[_Iterable[_Union[DraftLine, _Mapping]]] = ..., variants: _Optional[_Iterable[_Union[DraftVariant, _Mapping]]] = ..., entry_id: _Optional[str] = ...) -> None: ...

class DraftVariant(_message.Message):
    __slots__ = ("lines",)
    LINES_FIELD_NUMBER: _ClassVar[int]
    lines: _containers.RepeatedCompositeFieldContainer[DraftLine]
    def __init__(self, lines: _Optional[_Iterable[_Union[DraftLine, _Mapping]]] = ...) -> None: ...

class DraftLine(_message.Message):
    __slots__ = ("lead", "tail", "fallbacks", "slots")
    LEAD_FIELD_NUMBER: _ClassVar[int]
    TAIL_FIELD_NUMBER: _ClassVar[int]
    FALLBACKS_FIELD_NUMBER: _ClassVar[int]
    SLOTS_FIELD_NUMBER: _ClassVar[int]
    lead: str
    tail: str
    fallbacks: _containers.RepeatedScalarFieldContainer[str]
    slots: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, lead: _Optional[str] = ..., tail: _Optional[str] = ..., fallbacks: _Optional[_Iterable[str]] = ..., slots: _Optional[_Iterable[str]] = ...) -> None: ...

class SceneStep(_message.Message):
    __slots__ = ("scene", "candidate_count", "fallback_count", "entry_id")
    SCENE_FIELD_NUMBER: _ClassVar[int]
    CANDIDATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_COUNT_FIELD_NUMBER: _ClassVar[int]
    ENTRY_ID_FIELD_NUMBER: _ClassVar[int]
    scene: _script_pb2.Scene
    candidate_count: int
    fallback_count: int
    entry_id: str
    def __init__(self, scene: _Optional[_Union[_script_pb2.Scene, _Mapping]] = ..., candidate_count: _Optional[int] = ..., fallback_count: _Optional[int] = ..., entry_id: _Optional[str] = ...) -> None: ...

class LiveSceneText(_message.Message):
    __slots__ = ("scene_index", "text", "sequence")
    SCENE_INDEX_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    scene_index: int
    text: str
    sequence: int
    def __init__(self, scene_index: _Optional[int] = ..., text: _Optional[str] = ..., sequence: _Optional[int] = ...) -> None: ...
