from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class ErrorReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_REASON_UNSPECIFIED: _ClassVar[ErrorReason]
    ERROR_REASON_ASSET_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_CONSENT_MISSING: _ClassVar[ErrorReason]
    ERROR_REASON_CONSENT_OUTDATED: _ClassVar[ErrorReason]
    ERROR_REASON_CONTENT_TYPE_UNSUPPORTED: _ClassVar[ErrorReason]
    ERROR_REASON_TOO_MANY_ASSETS: _ClassVar[ErrorReason]
    ERROR_REASON_UPLOAD_MISSING: _ClassVar[ErrorReason]
    ERROR_REASON_ASSET_NOT_READY: _ClassVar[ErrorReason]
ERROR_REASON_UNSPECIFIED: ErrorReason
ERROR_REASON_ASSET_NOT_FOUND: ErrorReason
ERROR_REASON_CONSENT_MISSING: ErrorReason
ERROR_REASON_CONSENT_OUTDATED: ErrorReason
ERROR_REASON_CONTENT_TYPE_UNSUPPORTED: ErrorReason
ERROR_REASON_TOO_MANY_ASSETS: ErrorReason
ERROR_REASON_UPLOAD_MISSING: ErrorReason
ERROR_REASON_ASSET_NOT_READY: ErrorReason
