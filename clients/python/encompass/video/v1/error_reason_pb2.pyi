from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class ErrorReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_REASON_UNSPECIFIED: _ClassVar[ErrorReason]
    ERROR_REASON_VIDEO_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_SCRIPT_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_SCRIPT_NOT_READY: _ClassVar[ErrorReason]
    ERROR_REASON_VIDEO_NOT_FAILED: _ClassVar[ErrorReason]
    ERROR_REASON_VIDEO_NOT_PLAYABLE: _ClassVar[ErrorReason]
    ERROR_REASON_PLAYBACK_TOKEN_INVALID: _ClassVar[ErrorReason]
    ERROR_REASON_VIDEO_MODEL_UNAVAILABLE: _ClassVar[ErrorReason]
    ERROR_REASON_STORAGE_UNAVAILABLE: _ClassVar[ErrorReason]
    ERROR_REASON_VIDEO_FAILED: _ClassVar[ErrorReason]
    ERROR_REASON_TOO_MANY_VIDEOS_WAITING: _ClassVar[ErrorReason]
    ERROR_REASON_QUEUE_FULL: _ClassVar[ErrorReason]
    ERROR_REASON_TIER_NOT_IN_PLAN: _ClassVar[ErrorReason]
    ERROR_REASON_OPTIONS_BEYOND_TIER: _ClassVar[ErrorReason]
    ERROR_REASON_VERSION_NOT_READY: _ClassVar[ErrorReason]
    ERROR_REASON_VERSION_IN_USE: _ClassVar[ErrorReason]
    ERROR_REASON_TOO_MANY_VERSIONS: _ClassVar[ErrorReason]
    ERROR_REASON_NOT_OF_ONE_FILM: _ClassVar[ErrorReason]
    ERROR_REASON_PORTRAIT_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_PORTRAIT_NOT_READY: _ClassVar[ErrorReason]
ERROR_REASON_UNSPECIFIED: ErrorReason
ERROR_REASON_VIDEO_NOT_FOUND: ErrorReason
ERROR_REASON_SCRIPT_NOT_FOUND: ErrorReason
ERROR_REASON_SCRIPT_NOT_READY: ErrorReason
ERROR_REASON_VIDEO_NOT_FAILED: ErrorReason
ERROR_REASON_VIDEO_NOT_PLAYABLE: ErrorReason
ERROR_REASON_PLAYBACK_TOKEN_INVALID: ErrorReason
ERROR_REASON_VIDEO_MODEL_UNAVAILABLE: ErrorReason
ERROR_REASON_STORAGE_UNAVAILABLE: ErrorReason
ERROR_REASON_VIDEO_FAILED: ErrorReason
ERROR_REASON_TOO_MANY_VIDEOS_WAITING: ErrorReason
ERROR_REASON_QUEUE_FULL: ErrorReason
ERROR_REASON_TIER_NOT_IN_PLAN: ErrorReason
ERROR_REASON_OPTIONS_BEYOND_TIER: ErrorReason
ERROR_REASON_VERSION_NOT_READY: ErrorReason
ERROR_REASON_VERSION_IN_USE: ErrorReason
ERROR_REASON_TOO_MANY_VERSIONS: ErrorReason
ERROR_REASON_NOT_OF_ONE_FILM: ErrorReason
ERROR_REASON_PORTRAIT_NOT_FOUND: ErrorReason
ERROR_REASON_PORTRAIT_NOT_READY: ErrorReason
