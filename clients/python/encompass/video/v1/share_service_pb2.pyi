import datetime

from buf.validate import validate_pb2 as _validate_pb2
from encompass.video.v1 import share_link_pb2 as _share_link_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CreateShareLinkRequest(_message.Message):
    __slots__ = ("request_id", "video_id", "lifetime")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    LIFETIME_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    video_id: str
    lifetime: _duration_pb2.Duration
    def __init__(self, request_id: _Optional[str] = ..., video_id: _Optional[str] = ..., lifetime: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class CreateShareLinkResponse(_message.Message):
    __slots__ = ("share_link", "url")
    SHARE_LINK_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    share_link: _share_link_pb2.ShareLink
    url: str
    def __init__(self, share_link: _Optional[_Union[_share_link_pb2.ShareLink, _Mapping]] = ..., url: _Optional[str] = ...) -> None: ...

class ListShareLinksRequest(_message.Message):
    __slots__ = ("video_id", "page_size", "page_token")
    VIDEO_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    video_id: str
    page_size: int
    page_token: str
    def __init__(self, video_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListShareLinksResponse(_message.Message):
    __slots__ = ("share_links", "next_page_token")
    SHARE_LINKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    share_links: _containers.RepeatedCompositeFieldContainer[_share_link_pb2.ShareLink]
    next_page_token: str
    def __init__(self, share_links: _Optional[_Iterable[_Union[_share_link_pb2.ShareLink, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RevokeShareLinkRequest(_message.Message):
    __slots__ = ("share_link_id",)
    SHARE_LINK_ID_FIELD_NUMBER: _ClassVar[int]
    share_link_id: str
    def __init__(self, share_link_id: _Optional[str] = ...) -> None: ...

class RevokeShareLinkResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetSharedFilmRequest(_message.Message):
    __slots__ = ("share_token",)
    SHARE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    share_token: str
    def __init__(self, share_token: _Optional[str] = ...) -> None: ...

class GetSharedFilmResponse(_message.Message):
    __slots__ = ("film",)
    FILM_FIELD_NUMBER: _ClassVar[int]
    film: _share_link_pb2.SharedFilm
    def __init__(self, film: _Optional[_Union[_share_link_pb2.SharedFilm, _Mapping]] = ...) -> None: ...
