from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class GetPortraitRequest(_message.Message):
    __slots__ = ("asset_id", "user_id")
    ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    asset_id: str
    user_id: str
    def __init__(self, asset_id: _Optional[str] = ..., user_id: _Optional[str] = ...) -> None: ...

class GetPortraitResponse(_message.Message):
    __slots__ = ("cutout_key", "cutout_sha256", "width_px", "height_px")
    CUTOUT_KEY_FIELD_NUMBER: _ClassVar[int]
    CUTOUT_SHA256_FIELD_NUMBER: _ClassVar[int]
    WIDTH_PX_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_PX_FIELD_NUMBER: _ClassVar[int]
    cutout_key: str
    cutout_sha256: str
    width_px: int
    height_px: int
    def __init__(self, cutout_key: _Optional[str] = ..., cutout_sha256: _Optional[str] = ..., width_px: _Optional[int] = ..., height_px: _Optional[int] = ...) -> None: ...
