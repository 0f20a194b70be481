import datetime

from buf.validate import validate_pb2 as _validate_pb2
from encompass.video.v1 import render_options_pb2 as _render_options_pb2
from encompass.video.v1 import video_pb2 as _video_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.api import httpbody_pb2 as _httpbody_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PlaylistVariant(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PLAYLIST_VARIANT_UNSPECIFIED: _ClassVar[PlaylistVariant]
    PLAYLIST_VARIANT_FULL: _ClassVar[PlaylistVariant]
    PLAYLIST_VARIANT_SMALL: _ClassVar[PlaylistVariant]
    PLAYLIST_VARIANT_CAPTIONS: _ClassVar[PlaylistVariant]
PLAYLIST_VARIANT_UNSPECIFIED: PlaylistVariant
PLAYLIST_VARIANT_FULL: PlaylistVariant
PLAYLIST_VARIANT_SMALL: PlaylistVariant
PLAYLIST_VARIANT_CAPTIONS: PlaylistVariant

class CreateVideoRequest(_message.Message):
    __slots__ = ("request_id", "script_id", "format", "seed", "options")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    script_id: str
    format: _video_pb2.VideoFormat
    seed: int
    options: _render_options_pb2.RenderOptions
    def __init__(self, request_id: _Optional[str] = ..., script_id: _Optional[str] = ..., format: _Optional[_Union[_video_pb2.VideoFormat, str]] = ..., seed: _Optional[int] = ..., options: _Optional[_Union[_render_options_pb2.RenderOptions, _Mapping]] = ...) -> None: ...

class CreateVideoResponse(_message.Message):
    __slots__ = ("video",)
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    video: _video_pb2.Video
    def __init__(self, video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ...) -> None: ...

class GetVideoRequest(_message.Message):
    __slots__ = ("video_id",)
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    def __init__(self, video_id: _Optional[str] = ...) -> None: ...

class GetVideoResponse(_message.Message):
    __slots__ = ("video",)
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    video: _video_pb2.Video
    def __init__(self, video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ...) -> None: ...

class ListVideosRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "query", "script_id")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    SCRIPT_ID_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    query: str
    script_id: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., query: _Optional[str] = ..., script_id: _Optional[str] = ...) -> None: ...

class ListVideosResponse(_message.Message):
    __slots__ = ("videos", "next_page_token")
    VIDEOS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    videos: _containers.RepeatedCompositeFieldContainer[_video_pb2.Video]
    next_page_token: str
    def __init__(self, videos: _Optional[_Iterable[_Union[_video_pb2.Video, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class WatchVideoRequest(_message.Message):
    __slots__ = ("video_id", "resume_token")
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    resume_token: str
    def __init__(self, video_id: _Optional[str] = ..., resume_token: _Optional[str] = ...) -> None: ...

class WatchVideoResponse(_message.Message):
    __slots__ = ("resume_token", "video", "checkpoint")
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    resume_token: str
    video: _video_pb2.Video
    checkpoint: Checkpoint
    def __init__(self, resume_token: _Optional[str] = ..., video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ..., checkpoint: _Optional[_Union[Checkpoint, _Mapping]] = ...) -> None: ...

class Checkpoint(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class CancelVideoRequest(_message.Message):
    __slots__ = ("video_id",)
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    def __init__(self, video_id: _Optional[str] = ...) -> None: ...

class CancelVideoResponse(_message.Message):
    __slots__ = ("video",)
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    video: _video_pb2.Video
    def __init__(self, video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ...) -> None: ...

class RetryVideoRequest(_message.Message):
    __slots__ = ("video_id",)
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    def __init__(self, video_id: _Optional[str] = ...) -> None: ...

class RetryVideoResponse(_message.Message):
    __slots__ = ("video",)
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    video: _video_pb2.Video
    def __init__(self, video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ...) -> None: ...

class RemakeVideoRequest(_message.Message):
    __slots__ = ("request_id", "video_id", "options", "seed")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    video_id: str
    options: _render_options_pb2.RenderOptions
    seed: int
    def __init__(self, request_id: _Optional[str] = ..., video_id: _Optional[str] = ..., options: _Optional[_Union[_render_options_pb2.RenderOptions, _Mapping]] = ..., seed: _Optional[int] = ...) -> None: ...

class RemakeVideoResponse(_message.Message):
    __slots__ = ("video",)
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    video: _video_pb2.Video
    def __init__(self, video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ...) -> None: ...

class ListVideoVersionsRequest(_message.Message):
    __slots__ = ("video_id", "page_size", "page_token")
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    page_size: int
    page_token: str
    def __init__(self, video_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListVideoVersionsResponse(_message.Message):
    __slots__ = ("versions", "next_page_token")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[_video_pb2.Video]
    next_page_token: str
    def __init__(self, versions: _Optional[_Iterable[_Union[_video_pb2.Video, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CompareVideoVersionsRequest(_message.Message):
    __slots__ = ("video_id", "other_video_id")
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    OTHER_VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    other_video_id: str
    def __init__(self, video_id: _Optional[str] = ..., other_video_id: _Optional[str] = ...) -> None: ...

class CompareVideoVersionsResponse(_message.Message):
    __slots__ = ("scenes", "options_differ", "seed_differs")
    SCENES_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_DIFFER_FIELD_NUMBER: _ClassVar[int]
    SEED_DIFFERS_FIELD_NUMBER: _ClassVar[int]
    scenes: _containers.RepeatedCompositeFieldContainer[_video_pb2.SceneComparison]
    options_differ: bool
    seed_differs: bool
    def __init__(self, scenes: _Optional[_Iterable[_Union[_video_pb2.SceneComparison, _Mapping]]] = ..., options_differ: _Optional[bool] = ..., seed_differs: _Optional[bool] = ...) -> None: ...

class RestoreVideoVersionRequest(_message.Message):
    __slots__ = ("video_id",)
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    def __init__(self, video_id: _Optional[str] = ...) -> None: ...

class RestoreVideoVersionResponse(_message.Message):
    __slots__ = ("video",)
    VIDEO_FIELD_NUMBER: _ClassVar[int]
    video: _video_pb2.Video
    def __init__(self, video: _Optional[_Union[_video_pb2.Video, _Mapping]] = ...) -> None: ...

class DeleteVideoRequest(_message.Message):
    __slots__ = ("video_id", "all_versions")
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    ALL_VERSIONS_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    all_versions: bool
    def __init__(self, video_id: _Optional[str] = ..., all_versions: _Optional[bool] = ...) -> None: ...

class DeleteVideoResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetPlaybackRequest(_message.Message):
    __slots__ = ("video_id",)
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    def __init__(self, video_id: _Optional[str] = ...) -> None: ...

class GetPlaybackResponse(_message.Message):
    __slots__ = ("player_url", "playlist_url", "mp4_url", "poster_url", "captions_url", "expire_time", "multivariant_url", "chapters_url", "preview_url", "thumbnails_url")
    PLAYER_URL_FIELD_NUMBER: _ClassVar[int]
    PLAYLIST_URL_FIELD_NUMBER: _ClassVar[int]
    MP4_URL_FIELD_NUMBER: _ClassVar[int]
    POSTER_URL_FIELD_NUMBER: _ClassVar[int]
    CAPTIONS_URL_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    MULTIVARIANT_URL_FIELD_NUMBER: _ClassVar[int]
    CHAPTERS_URL_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_URL_FIELD_NUMBER: _ClassVar[int]
    THUMBNAILS_URL_FIELD_NUMBER: _ClassVar[int]
    player_url: str
    playlist_url: str
    mp4_url: str
    poster_url: str
    captions_url: str
    expire_time: _timestamp_pb2.Timestamp
    multivariant_url: str
    chapters_url: str
    preview_url: str
    thumbnails_url: str
    def __init__(self, player_url: _Optional[str] = ..., playlist_url: _Optional[str] = ..., mp4_url: _Optional[str] = ..., poster_url: _Optional[str] = ..., captions_url: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., multivariant_url: _Optional[str] = ..., chapters_url: _Optional[str] = ..., preview_url: _Optional[str] = ..., thumbnails_url: _Optional[str] = ...) -> None: ...

class GetPlaylistRequest(_message.Message):
    __slots__ = ("playback_token", "variant")
    PLAYBACK_TOKEN_FIELD_NUMBER: _ClassVar[int]
    VARIANT_FIELD_NUMBER: _ClassVar[int]
    playback_token: str
    variant: PlaylistVariant
    def __init__(self, playback_token: _Optional[str] = ..., variant: _Optional[_Union[PlaylistVariant, str]] = ...) -> None: ...

class GetPlaylistResponse(_message.Message):
    __slots__ = ("playlist",)
    PLAYLIST_FIELD_NUMBER: _ClassVar[int]
    playlist: _httpbody_pb2.HttpBody
    def __init__(self, playlist: _Optional[_Union[_httpbody_pb2.HttpBody, _Mapping]] = ...) -> None: ...

class GetMultivariantPlaylistRequest(_message.Message):
    __slots__ = ("playback_token",)
    PLAYBACK_TOKEN_FIELD_NUMBER: _ClassVar[int]
    playback_token: str
    def __init__(self, playback_token: _Optional[str] = ...) -> None: ...

class GetMultivariantPlaylistResponse(_message.Message):
    __slots__ = ("playlist",)
    PLAYLIST_FIELD_NUMBER: _ClassVar[int]
    playlist: _httpbody_pb2.HttpBody
    def __init__(self, playlist: _Optional[_Union[_httpbody_pb2.HttpBody, _Mapping]] = ...) -> None: ...

class GetThumbnailsRequest(_message.Message):
    __slots__ = ("playback_token",)
    PLAYBACK_TOKEN_FIELD_NUMBER: _ClassVar[int]
    playback_token: str
    def __init__(self, playback_token: _Optional[str] = ...) -> None: ...

class GetThumbnailsResponse(_message.Message):
    __slots__ = ("index",)
    INDEX_FIELD_NUMBER: _ClassVar[int]
    index: _httpbody_pb2.HttpBody
    def __init__(self, index: _Optional[_Union[_httpbody_pb2.HttpBody, _Mapping]] = ...) -> None: ...

class GetPlayerRequest(_message.Message):
    __slots__ = ("playback_token",)
    PLAYBACK_TOKEN_FIELD_NUMBER: _ClassVar[int]
    playback_token: str
    def __init__(self, playback_token: _Optional[str] = ...) -> None: ...

class GetPlayerResponse(_message.Message):
    __slots__ = ("page",)
    PAGE_FIELD_NUMBER: _ClassVar[int]
    page: _httpbody_pb2.HttpBody
    def __init__(self, page: _Optional[_Union[_httpbody_pb2.HttpBody, _Mapping]] = ...) -> None: ...
