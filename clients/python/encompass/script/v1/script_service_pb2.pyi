from buf.validate import validate_pb2 as _validate_pb2
from encompass.audit.v1 import audit_pb2 as _audit_pb2
from encompass.script.v1 import script_pb2 as _script_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CreateScriptRequest(_message.Message):
    __slots__ = ("request_id", "response_id", "length", "seed", "options")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    LENGTH_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    response_id: str
    length: _script_pb2.ScriptLength
    seed: int
    options: _script_pb2.ScriptOptions
    def __init__(self, request_id: _Optional[str] = ..., response_id: _Optional[str] = ..., length: _Optional[_Union[_script_pb2.ScriptLength, str]] = ..., seed: _Optional[int] = ..., options: _Optional[_Union[_script_pb2.ScriptOptions, _Mapping]] = ...) -> None: ...

class CreateScriptResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class GetScriptRequest(_message.Message):
    __slots__ = ("script_id",)
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    def __init__(self, script_id: _Optional[str] = ...) -> None: ...

class GetScriptResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class ListScriptsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "query", "response_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    query: str
    response_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., query: _Optional[str] = ..., response_id: _Optional[str] = ...) -> None: ...

class ListScriptsResponse(_message.Message):
    __slots__ = ("scripts", "next_page_token")
    SCRIPTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    scripts: _containers.RepeatedCompositeFieldContainer[_script_pb2.Script]
    next_page_token: str
    def __init__(self, scripts: _Optional[_Iterable[_Union[_script_pb2.Script, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WatchScriptRequest(_message.Message):
    __slots__ = ("script_id", "resume_token")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    resume_token: str
    def __init__(self, script_id: _Optional[str] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchScriptResponse(_message.Message):
    __slots__ = ("resume_token", "script", "scene_text", "checkpoint")
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    SCENE_TEXT_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    script: _script_pb2.Script
    scene_text: SceneText
    checkpoint: Checkpoint
    def __init__(self, resume_token: _Optional[str] = ..., script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ..., scene_text: _Optional[_Union[SceneText, _Mapping]] = ..., checkpoint: _Optional[_Union[Checkpoint, _Mapping]] = ...) -> None: ...

class SceneText(_message.Message):
    __slots__ = ("scene_index", "offset", "text")
    SCENE_INDEX_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    scene_index: int
    offset: int
    text: str
    def __init__(self, scene_index: _Optional[int] = ..., offset: _Optional[int] = ..., text: _Optional[str] = ...) -> None: ...

class Checkpoint(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CancelScriptRequest(_message.Message):
    __slots__ = ("script_id",)
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    def __init__(self, script_id: _Optional[str] = ...) -> None: ...

class CancelScriptResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class RetryScriptRequest(_message.Message):
    __slots__ = ("script_id",)
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    def __init__(self, script_id: _Optional[str] = ...) -> None: ...

class RetryScriptResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class UpdateScriptRequest(_message.Message):
    __slots__ = ("script_id", "title", "logline", "update_mask", "etag")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LOGLINE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    title: str
    logline: str
    update_mask: _field_mask_pb2.FieldMask
    etag: str
    def __init__(self, script_id: _Optional[str] = ..., title: _Optional[str] = ..., logline: _Optional[str] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class UpdateScriptResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class UpdateSceneRequest(_message.Message):
    __slots__ = ("script_id", "scene", "update_mask", "etag")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    SCENE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    scene: SceneEdit
    update_mask: _field_mask_pb2.FieldMask
    etag: str
    def __init__(self, script_id: _Optional[str] = ..., scene: _Optional[_Union[SceneEdit, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class UpdateSceneResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class SceneEdit(_message.Message):
    __slots__ = ("id", "title", "narration", "visual", "beat")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    NARRATION_FIELD_NUMBER: _ClassVar[int]
    VISUAL_FIELD_NUMBER: _ClassVar[int]
    BEAT_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    narration: str
    visual: _script_pb2.Visual
    beat: _script_pb2.Beat
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., narration: _Optional[str] = ..., visual: _Optional[_Union[_script_pb2.Visual, _Mapping]] = ..., beat: _Optional[_Union[_script_pb2.Beat, str]] = ...) -> None: ...

class AddSceneRequest(_message.Message):
    __slots__ = ("request_id", "script_id", "index", "scene", "wish", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    SCENE_FIELD_NUMBER: _ClassVar[int]
    WISH_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    script_id: str
    index: int
    scene: SceneEdit
    wish: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., script_id: _Optional[str] = ..., index: _Optional[int] = ..., scene: _Optional[_Union[SceneEdit, _Mapping]] = ..., wish: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class AddSceneResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class RemoveSceneRequest(_message.Message):
    __slots__ = ("script_id", "scene_id", "etag")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    SCENE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    scene_id: str
    etag: str
    def __init__(self, script_id: _Optional[str] = ..., scene_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class RemoveSceneResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class ReorderScenesRequest(_message.Message):
    __slots__ = ("script_id", "scene_ids", "etag")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    SCENE_IDS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    scene_ids: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    def __init__(self, script_id: _Optional[str] = ..., scene_ids: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ...) -> None: ...

class ReorderScenesResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class RewriteScenesRequest(_message.Message):
    __slots__ = ("request_id", "script_id", "scene_ids", "wish", "etag")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    SCENE_IDS_FIELD_NUMBER: _ClassVar[int]
    WISH_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    script_id: str
    scene_ids: _containers.RepeatedScalarFieldContainer[str]
    wish: str
    etag: str
    def __init__(self, request_id: _Optional[str] = ..., script_id: _Optional[str] = ..., scene_ids: _Optional[_Iterable[str]] = ..., wish: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class RewriteScenesResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class GetRewriteOfferRequest(_message.Message):
    __slots__ = ("script_id",)
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    def __init__(self, script_id: _Optional[str] = ...) -> None: ...

class GetRewriteOfferResponse(_message.Message):
    __slots__ = ("offer",)
    OFFER_FIELD_NUMBER: _ClassVar[int]
    offer: _script_pb2.RewriteOffer
    def __init__(self, offer: _Optional[_Union[_script_pb2.RewriteOffer, _Mapping]] = ...) -> None: ...

class ListScriptVersionsRequest(_message.Message):
    __slots__ = ("script_id", "page_size", "page_token")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    page_size: int
    page_token: str
    def __init__(self, script_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListScriptVersionsResponse(_message.Message):
    __slots__ = ("versions", "next_page_token")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[_script_pb2.ScriptVersion]
    next_page_token: str
    def __init__(self, versions: _Optional[_Iterable[_Union[_script_pb2.ScriptVersion, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetScriptVersionRequest(_message.Message):
    __slots__ = ("script_id", "version")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    version: int
    def __init__(self, script_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GetScriptVersionResponse(_message.Message):
    __slots__ = ("version",)
    VERSION_FIELD_NUMBER: _ClassVar[int]
    version: _script_pb2.ScriptVersion
    def __init__(self, version: _Optional[_Union[_script_pb2.ScriptVersion, _Mapping]] = ...) -> None: ...

class CompareScriptVersionsRequest(_message.Message):
    __slots__ = ("script_id", "from_version", "to_version")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_VERSION_FIELD_NUMBER: _ClassVar[int]
    TO_VERSION_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    from_version: int
    to_version: int
    def __init__(self, script_id: _Optional[str] = ..., from_version: _Optional[int] = ..., to_version: _Optional[int] = ...) -> None: ...

class CompareScriptVersionsResponse(_message.Message):
    __slots__ = ("scenes", "title_changed")
    SCENES_FIELD_NUMBER: _ClassVar[int]
    TITLE_CHANGED_FIELD_NUMBER: _ClassVar[int]
    scenes: _containers.RepeatedCompositeFieldContainer[_script_pb2.SceneDifference]
    title_changed: bool
    def __init__(self, scenes: _Optional[_Iterable[_Union[_script_pb2.SceneDifference, _Mapping]]] = ..., title_changed: _Optional[bool] = ...) -> None: ...

class RestoreScriptVersionRequest(_message.Message):
    __slots__ = ("script_id", "version", "etag")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    version: int
    etag: str
    def __init__(self, script_id: _Optional[str] = ..., version: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class RestoreScriptVersionResponse(_message.Message):
    __slots__ = ("script",)
    SCRIPT_FIELD_NUMBER: _ClassVar[int]
    script: _script_pb2.Script
    def __init__(self, script: _Optional[_Union[_script_pb2.Script, _Mapping]] = ...) -> None: ...

class DeleteScriptRequest(_message.Message):
    __slots__ = ("script_id", "etag")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    etag: str
    def __init__(self, script_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class DeleteScriptResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListScriptAuditEntriesRequest(_message.Message):
    __slots__ = ("script_id", "page_size", "page_token")
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    script_id: str
    page_size: int
    page_token: str
    def __init__(self, script_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListScriptAuditEntriesResponse(_message.Message):
    __slots__ = ("entries", "next_page_token")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[_audit_pb2.AuditEntry]
    next_page_token: str
    def __init__(self, entries: _Optional[_Iterable[_Union[_audit_pb2.AuditEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
