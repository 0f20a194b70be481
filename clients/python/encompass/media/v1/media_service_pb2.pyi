import datetime

from buf.validate import validate_pb2 as _validate_pb2
from encompass.media.v1 import media_pb2 as _media_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetConsentWordingRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetConsentWordingResponse(_message.Message):
    __slots__ = ("wording_version", "text")
    WORDING_VERSION_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    wording_version: str
    text: str
    def __init__(self, wording_version: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class CreateUploadRequest(_message.Message):
    __slots__ = ("request_id", "content_type", "size_bytes", "sha256", "purpose", "consent")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    CONSENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    content_type: str
    size_bytes: int
    sha256: str
    purpose: _media_pb2.AssetPurpose
    consent: Consent
    def __init__(self, request_id: _Optional[str] = ..., content_type: _Optional[str] = ..., size_bytes: _Optional[int] = ..., sha256: _Optional[str] = ..., purpose: _Optional[_Union[_media_pb2.AssetPurpose, str]] = ..., consent: _Optional[_Union[Consent, _Mapping]] = ...) -> None: ...

class Consent(_message.Message):
    __slots__ = ("agreed", "wording_version")
    AGREED_FIELD_NUMBER: _ClassVar[int]
    WORDING_VERSION_FIELD_NUMBER: _ClassVar[int]
    agreed: bool
    wording_version: str
    def __init__(self, agreed: _Optional[bool] = ..., wording_version: _Optional[str] = ...) -> None: ...

class CreateUploadResponse(_message.Message):
    __slots__ = ("asset", "form")
    ASSET_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    asset: _media_pb2.Asset
    form: _media_pb2.UploadForm
    def __init__(self, asset: _Optional[_Union[_media_pb2.Asset, _Mapping]] = ..., form: _Optional[_Union[_media_pb2.UploadForm, _Mapping]] = ...) -> None: ...

class CompleteUploadRequest(_message.Message):
    __slots__ = ("asset_id",)
    ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    asset_id: str
    def __init__(self, asset_id: _Optional[str] = ...) -> None: ...

class CompleteUploadResponse(_message.Message):
    __slots__ = ("asset",)
    ASSET_FIELD_NUMBER: _ClassVar[int]
    asset: _media_pb2.Asset
    def __init__(self, asset: _Optional[_Union[_media_pb2.Asset, _Mapping]] = ...) -> None: ...

class GetAssetRequest(_message.Message):
    __slots__ = ("asset_id",)
    ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    asset_id: str
    def __init__(self, asset_id: _Optional[str] = ...) -> None: ...

class GetAssetResponse(_message.Message):
    __slots__ = ("asset", "photo_url", "cutout_url", "expire_time")
    ASSET_FIELD_NUMBER: _ClassVar[int]
    PHOTO_URL_FIELD_NUMBER: _ClassVar[int]
    CUTOUT_URL_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    asset: _media_pb2.Asset
    photo_url: str
    cutout_url: str
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, asset: _Optional[_Union[_media_pb2.Asset, _Mapping]] = ..., photo_url: _Optional[str] = ..., cutout_url: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListAssetsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAssetsResponse(_message.Message):
    __slots__ = ("assets", "next_page_token")
    ASSETS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    assets: _containers.RepeatedCompositeFieldContainer[_media_pb2.Asset]
    next_page_token: str
    def __init__(self, assets: _Optional[_Iterable[_Union[_media_pb2.Asset, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DeleteAssetRequest(_message.Message):
    __slots__ = ("asset_id", "with_films")
    ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    WITH_FILMS_FIELD_NUMBER: _ClassVar[int]
    asset_id: str
    with_films: bool
    def __init__(self, asset_id: _Optional[str] = ..., with_films: _Optional[bool] = ...) -> None: ...

class DeleteAssetResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
