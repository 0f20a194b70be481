import datetime

from encompass.video.v1 import render_options_pb2 as _render_options_pb2
from encompass.video.v1 import video_pb2 as _video_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ShareLink(_message.Message):
    __slots__ = ("id", "video_id", "create_time", "expire_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    video_id: str
    create_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., video_id: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SharedFilm(_message.Message):
    __slots__ = ("title", "state", "duration_ms", "playable_ms", "aspect_ratio", "expire_time", "playback", "caption_style")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    PLAYABLE_MS_FIELD_NUMBER: _ClassVar[int]
    ASPECT_RATIO_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    PLAYBACK_FIELD_NUMBER: _ClassVar[int]
    CAPTION_STYLE_FIELD_NUMBER: _ClassVar[int]
    title: str
    state: _video_pb2.VideoState
    duration_ms: int
    playable_ms: int
    aspect_ratio: _render_options_pb2.AspectRatio
    expire_time: _timestamp_pb2.Timestamp
    playback: SharedPlayback
    caption_style: _render_options_pb2.CaptionStyle
    def __init__(self, title: _Optional[str] = ..., state: _Optional[_Union[_video_pb2.VideoState, str]] = ..., duration_ms: _Optional[int] = ..., playable_ms: _Optional[int] = ..., aspect_ratio: _Optional[_Union[_render_options_pb2.AspectRatio, str]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., playback: _Optional[_Union[SharedPlayback, _Mapping]] = ..., caption_style: _Optional[_Union[_render_options_pb2.CaptionStyle, str]] = ...) -> None: ...

class SharedPlayback(_message.Message):
    __slots__ = ("player_url", "playlist_url", "multivariant_url", "mp4_url", "poster_url", "captions_url", "chapters_url", "preview_url", "thumbnails_url", "expire_time")
    PLAYER_URL_FIELD_NUMBER: _ClassVar[int]
    PLAYLIST_URL_FIELD_NUMBER: _ClassVar[int]
    MULTIVARIANT_URL_FIELD_NUMBER: _ClassVar[int]
    MP4_URL_FIELD_NUMBER: _ClassVar[int]
    POSTER_URL_FIELD_NUMBER: _ClassVar[int]
    CAPTIONS_URL_FIELD_NUMBER: _ClassVar[int]
    CHAPTERS_URL_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_URL_FIELD_NUMBER: _ClassVar[int]
    THUMBNAILS_URL_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    player_url: str
    playlist_url: str
    multivariant_url: str
    mp4_url: str
    poster_url: str
    captions_url: str
    chapters_url: str
    preview_url: str
    thumbnails_url: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, player_url: _Optional[str] = ..., playlist_url: _Optional[str] = ..., multivariant_url: _Optional[str] = ..., mp4_url: _Optional[str] = ..., poster_url: _Optional[str] = ..., captions_url: _Optional[str] = ..., chapters_url: _Optional[str] = ..., preview_url: _Optional[str] = ..., thumbnails_url: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
