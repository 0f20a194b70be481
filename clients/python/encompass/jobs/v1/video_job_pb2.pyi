from encompass.script.v1 import script_pb2 as _script_pb2
from encompass.video.v1 import render_options_pb2 as _render_options_pb2
from encompass.video.v1 import video_pb2 as _video_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VideoJob(_message.Message):
    __slots__ = ("video_id", "title", "scenes", "format", "seed", "tone", "name", "options", "script_id", "look", "portrait_key")
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SCENES_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    TONE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    LOOK_FIELD_NUMBER: _ClassVar[int]
    PORTRAIT_KEY_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    title: str
    scenes: _containers.RepeatedCompositeFieldContainer[_script_pb2.Scene]
    format: _video_pb2.VideoFormat
    seed: int
    tone: str
    name: str
    options: _render_options_pb2.RenderOptions
    script_id: str
    look: HeroLook
    portrait_key: str
    def __init__(self, video_id: _Optional[str] = ..., title: _Optional[str] = ..., scenes: _Optional[_Iterable[_Union[_script_pb2.Scene, _Mapping]]] = ..., format: _Optional[_Union[_video_pb2.VideoFormat, str]] = ..., seed: _Optional[int] = ..., tone: _Optional[str] = ..., name: _Optional[str] = ..., options: _Optional[_Union[_render_options_pb2.RenderOptions, _Mapping]] = ..., script_id: _Optional[str] = ..., look: _Optional[_Union[HeroLook, _Mapping]] = ..., portrait_key: _Optional[str] = ...) -> None: ...

class HeroLook(_message.Message):
    __slots__ = ("age", "build", "dress", "hair", "skin", "accent", "aid", "animal")
    AGE_FIELD_NUMBER: _ClassVar[int]
    BUILD_FIELD_NUMBER: _ClassVar[int]
    DRESS_FIELD_NUMBER: _ClassVar[int]
    HAIR_FIELD_NUMBER: _ClassVar[int]
    SKIN_FIELD_NUMBER: _ClassVar[int]
    ACCENT_FIELD_NUMBER: _ClassVar[int]
    AID_FIELD_NUMBER: _ClassVar[int]
    ANIMAL_FIELD_NUMBER: _ClassVar[int]
    age: str
    build: str
    dress: str
    hair: str
    skin: int
    accent: int
    aid: str
    animal: str
    def __init__(self, age: _Optional[str] = ..., build: _Optional[str] = ..., dress: _Optional[str] = ..., hair: _Optional[str] = ..., skin: _Optional[int] = ..., accent: _Optional[int] = ..., aid: _Optional[str] = ..., animal: _Optional[str] = ...) -> None: ...

class SpokenWord(_message.Message):
    __slots__ = ("text", "start_ms", "end_ms")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    START_MS_FIELD_NUMBER: _ClassVar[int]
    END_MS_FIELD_NUMBER: _ClassVar[int]
    text: str
    start_ms: int
    end_ms: int
    def __init__(self, text: _Optional[str] = ..., start_ms: _Optional[int] = ..., end_ms: _Optional[int] = ...) -> None: ...

class NarrationStep(_message.Message):
    __slots__ = ("blob_key", "sample_rate_hz", "duration_ms", "words")
    BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    SAMPLE_RATE_HZ_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    blob_key: str
    sample_rate_hz: int
    duration_ms: int
    words: _containers.RepeatedCompositeFieldContainer[SpokenWord]
    def __init__(self, blob_key: _Optional[str] = ..., sample_rate_hz: _Optional[int] = ..., duration_ms: _Optional[int] = ..., words: _Optional[_Iterable[_Union[SpokenWord, _Mapping]]] = ...) -> None: ...

class SoundtrackStep(_message.Message):
    __slots__ = ("blob_key", "duration_ms", "scene_frames")
    BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    SCENE_FRAMES_FIELD_NUMBER: _ClassVar[int]
    blob_key: str
    duration_ms: int
    scene_frames: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, blob_key: _Optional[str] = ..., duration_ms: _Optional[int] = ..., scene_frames: _Optional[_Iterable[int]] = ...) -> None: ...

class SegmentStep(_message.Message):
    __slots__ = ("blob_key", "segment_index", "frame_count", "size_bytes", "small_blob_key", "small_size_bytes", "captions_blob_key")
    BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    SEGMENT_INDEX_FIELD_NUMBER: _ClassVar[int]
    FRAME_COUNT_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    SMALL_BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    SMALL_SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    CAPTIONS_BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    blob_key: str
    segment_index: int
    frame_count: int
    size_bytes: int
    small_blob_key: str
    small_size_bytes: int
    captions_blob_key: str
    def __init__(self, blob_key: _Optional[str] = ..., segment_index: _Optional[int] = ..., frame_count: _Optional[int] = ..., size_bytes: _Optional[int] = ..., small_blob_key: _Optional[str] = ..., small_size_bytes: _Optional[int] = ..., captions_blob_key: _Optional[str] = ...) -> None: ...

class LastPictureStep(_message.Message):
    __slots__ = ("blob_key",)
    BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    blob_key: str
    def __init__(self, blob_key: _Optional[str] = ...) -> None: ...

class PosterStep(_message.Message):
    __slots__ = ("blob_key", "size_bytes")
    BLOB_KEY_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    blob_key: str
    size_bytes: int
    def __init__(self, blob_key: _Optional[str] = ..., size_bytes: _Optional[int] = ...) -> None: ...

class FilmStep(_message.Message):
    __slots__ = ("renditions", "blob_keys")
    RENDITIONS_FIELD_NUMBER: _ClassVar[int]
    BLOB_KEYS_FIELD_NUMBER: _ClassVar[int]
    renditions: _containers.RepeatedCompositeFieldContainer[_video_pb2.Rendition]
    blob_keys: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, renditions: _Optional[_Iterable[_Union[_video_pb2.Rendition, _Mapping]]] = ..., blob_keys: _Optional[_Iterable[str]] = ...) -> None: ...
