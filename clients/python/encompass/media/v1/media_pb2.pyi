import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class AssetPurpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASSET_PURPOSE_UNSPECIFIED: _ClassVar[AssetPurpose]
    ASSET_PURPOSE_PORTRAIT: _ClassVar[AssetPurpose]

class AssetState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ASSET_STATE_UNSPECIFIED: _ClassVar[AssetState]
    ASSET_STATE_UPLOADING: _ClassVar[AssetState]
    ASSET_STATE_CHECKING: _ClassVar[AssetState]
    ASSET_STATE_READY: _ClassVar[AssetState]
    ASSET_STATE_REFUSED: _ClassVar[AssetState]

class RefusalReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REFUSAL_REASON_UNSPECIFIED: _ClassVar[RefusalReason]
    REFUSAL_REASON_NO_FACE: _ClassVar[RefusalReason]
    REFUSAL_REASON_SEVERAL_FACES: _ClassVar[RefusalReason]
    REFUSAL_REASON_FACE_TOO_SMALL: _ClassVar[RefusalReason]
    REFUSAL_REASON_TOO_BLURRED: _ClassVar[RefusalReason]
    REFUSAL_REASON_NOT_SAFE: _ClassVar[RefusalReason]
    REFUSAL_REASON_NOT_AN_IMAGE: _ClassVar[RefusalReason]
    REFUSAL_REASON_TOO_LARGE: _ClassVar[RefusalReason]
    REFUSAL_REASON_HEIC: _ClassVar[RefusalReason]
ASSET_PURPOSE_UNSPECIFIED: AssetPurpose
ASSET_PURPOSE_PORTRAIT: AssetPurpose
ASSET_STATE_UNSPECIFIED: AssetState
ASSET_STATE_UPLOADING: AssetState
ASSET_STATE_CHECKING: AssetState
ASSET_STATE_READY: AssetState
ASSET_STATE_REFUSED: AssetState
REFUSAL_REASON_UNSPECIFIED: RefusalReason
REFUSAL_REASON_NO_FACE: RefusalReason
REFUSAL_REASON_SEVERAL_FACES: RefusalReason
REFUSAL_REASON_FACE_TOO_SMALL: RefusalReason
REFUSAL_REASON_TOO_BLURRED: RefusalReason
REFUSAL_REASON_NOT_SAFE: RefusalReason
REFUSAL_REASON_NOT_AN_IMAGE: RefusalReason
REFUSAL_REASON_TOO_LARGE: RefusalReason
REFUSAL_REASON_HEIC: RefusalReason

class Asset(_message.Message):
    __slots__ = ("id", "purpose", "state", "refusal", "consent", "width_px", "height_px", "size_bytes", "create_time", "update_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    CONSENT_FIELD_NUMBER: _ClassVar[int]
    WIDTH_PX_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_PX_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: AssetPurpose
    state: AssetState
    refusal: Refusal
    consent: ConsentRecord
    width_px: int
    height_px: int
    size_bytes: int
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[_Union[AssetPurpose, str]] = ..., state: _Optional[_Union[AssetState, str]] = ..., refusal: _Optional[_Union[Refusal, _Mapping]] = ..., consent: _Optional[_Union[ConsentRecord, _Mapping]] = ..., width_px: _Optional[int] = ..., height_px: _Optional[int] = ..., size_bytes: _Optional[int] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Refusal(_message.Message):
    __slots__ = ("reason", "message")
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    reason: RefusalReason
    message: str
    def __init__(self, reason: _Optional[_Union[RefusalReason, str]] = ..., message: _Optional[str] = ...) -> None: ...

class ConsentRecord(_message.Message):
    __slots__ = ("wording_version", "agree_time")
    WORDING_VERSION_FIELD_NUMBER: _ClassVar[int]
    AGREE_TIME_FIELD_NUMBER: _ClassVar[int]
    wording_version: str
    agree_time: _timestamp_pb2.Timestamp
    def __init__(self, wording_version: _Optional[str] = ..., agree_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class UploadForm(_message.Message):
    __slots__ = ("url", "fields", "expire_time")
    URL_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    url: str
    fields: _containers.RepeatedCompositeFieldContainer[UploadField]
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, url: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[UploadField, _Mapping]]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class UploadField(_message.Message):
    __slots__ = ("name", "value")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: str
    def __init__(self, name: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
