import datetime

from encompass.video.v1 import render_options_pb2 as _render_options_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VideoState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VIDEO_STATE_UNSPECIFIED: _ClassVar[VideoState]
    VIDEO_STATE_QUEUED: _ClassVar[VideoState]
    VIDEO_STATE_RENDERING: _ClassVar[VideoState]
    VIDEO_STATE_READY: _ClassVar[VideoState]
    VIDEO_STATE_FAILED: _ClassVar[VideoState]
    VIDEO_STATE_CANCELLED: _ClassVar[VideoState]

class VideoFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VIDEO_FORMAT_UNSPECIFIED: _ClassVar[VideoFormat]
    VIDEO_FORMAT_HD: _ClassVar[VideoFormat]
    VIDEO_FORMAT_SMALL: _ClassVar[VideoFormat]

class RenditionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RENDITION_KIND_UNSPECIFIED: _ClassVar[RenditionKind]
    RENDITION_KIND_MP4: _ClassVar[RenditionKind]
    RENDITION_KIND_POSTER: _ClassVar[RenditionKind]
    RENDITION_KIND_CAPTIONS: _ClassVar[RenditionKind]
    RENDITION_KIND_CHAPTERS: _ClassVar[RenditionKind]
    RENDITION_KIND_PREVIEW: _ClassVar[RenditionKind]
    RENDITION_KIND_THUMBNAILS: _ClassVar[RenditionKind]
VIDEO_STATE_UNSPECIFIED: VideoState
VIDEO_STATE_QUEUED: VideoState
VIDEO_STATE_RENDERING: VideoState
VIDEO_STATE_READY: VideoState
VIDEO_STATE_FAILED: VideoState
VIDEO_STATE_CANCELLED: VideoState
VIDEO_FORMAT_UNSPECIFIED: VideoFormat
VIDEO_FORMAT_HD: VideoFormat
VIDEO_FORMAT_SMALL: VideoFormat
RENDITION_KIND_UNSPECIFIED: RenditionKind
RENDITION_KIND_MP4: RenditionKind
RENDITION_KIND_POSTER: RenditionKind
RENDITION_KIND_CAPTIONS: RenditionKind
RENDITION_KIND_CHAPTERS: RenditionKind
RENDITION_KIND_PREVIEW: RenditionKind
RENDITION_KIND_THUMBNAILS: RenditionKind

class Video(_message.Message):
    __slots__ = ("id", "script_id", "title", "state", "format", "scenes", "progress", "time_left_ms", "duration_ms", "segment_count", "playable_ms", "renditions", "failure", "job_id", "create_time", "update_time", "finish_time", "options", "film_id", "version_number", "is_current", "seed")
    ID_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    SCENES_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    TIME_LEFT_MS_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_COUNT_FIELD_NUMBER: _ClassVar[int]
    PLAYABLE_MS_FIELD_NUMBER: _ClassVar[int]
    RENDITIONS_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    JOB_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    FILM_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_NUMBER_FIELD_NUMBER: _ClassVar[int]
    IS_CURRENT_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    id: str
    script_id: str
    title: str
    state: VideoState
    format: VideoFormat
    scenes: _containers.RepeatedCompositeFieldContainer[VideoScene]
    progress: float
    time_left_ms: int
    duration_ms: int
    segment_count: int
    playable_ms: int
    renditions: _containers.RepeatedCompositeFieldContainer[Rendition]
    failure: Failure
    job_id: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    options: _render_options_pb2.RenderOptions
    film_id: str
    version_number: int
    is_current: bool
    seed: int
    def __init__(self, id: _Optional[str] = ..., script_id: _Optional[str] = ..., title: _Optional[str] = ..., state: _Optional[_Union[VideoState, str]] = ..., format: _Optional[_Union[VideoFormat, str]] = ..., scenes: _Optional[_Iterable[_Union[VideoScene, _Mapping]]] = ..., progress: _Optional[float] = ..., time_left_ms: _Optional[int] = ..., duration_ms: _Optional[int] = ..., segment_count: _Optional[int] = ..., playable_ms: _Optional[int] = ..., renditions: _Optional[_Iterable[_Union[Rendition, _Mapping]]] = ..., failure: _Optional[_Union[Failure, _Mapping]] = ..., job_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., options: _Optional[_Union[_render_options_pb2.RenderOptions, _Mapping]] = ..., film_id: _Optional[str] = ..., version_number: _Optional[int] = ..., is_current: _Optional[bool] = ..., seed: _Optional[int] = ...) -> None: ...

class VideoScene(_message.Message):
    __slots__ = ("index", "title", "start_ms", "duration_ms", "rendered_frames", "total_frames")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    START_MS_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    RENDERED_FRAMES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FRAMES_FIELD_NUMBER: _ClassVar[int]
    index: int
    title: str
    start_ms: int
    duration_ms: int
    rendered_frames: int
    total_frames: int
    def __init__(self, index: _Optional[int] = ..., title: _Optional[str] = ..., start_ms: _Optional[int] = ..., duration_ms: _Optional[int] = ..., rendered_frames: _Optional[int] = ..., total_frames: _Optional[int] = ...) -> None: ...

class SceneComparison(_message.Message):
    __slots__ = ("index", "title_before", "title_after", "pictures_differ", "narration_differs", "duration_differs")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    TITLE_BEFORE_FIELD_NUMBER: _ClassVar[int]
    TITLE_AFTER_FIELD_NUMBER: _ClassVar[int]
    PICTURES_DIFFER_FIELD_NUMBER: _ClassVar[int]
    NARRATION_DIFFERS_FIELD_NUMBER: _ClassVar[int]
    DURATION_DIFFERS_FIELD_NUMBER: _ClassVar[int]
    index: int
    title_before: str
    title_after: str
    pictures_differ: bool
    narration_differs: bool
    duration_differs: bool
    def __init__(self, index: _Optional[int] = ..., title_before: _Optional[str] = ..., title_after: _Optional[str] = ..., pictures_differ: _Optional[bool] = ..., narration_differs: _Optional[bool] = ..., duration_differs: _Optional[bool] = ...) -> None: ...

class Rendition(_message.Message):
    __slots__ = ("kind", "content_type", "size_bytes")
    KIND_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    kind: RenditionKind
    content_type: str
    size_bytes: int
    def __init__(self, kind: _Optional[_Union[RenditionKind, str]] = ..., content_type: _Optional[str] = ..., size_bytes: _Optional[int] = ...) -> None: ...

class Failure(_message.Message):
    __slots__ = ("reason", "message")
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    reason: str
    message: str
    def __init__(self, reason: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...
