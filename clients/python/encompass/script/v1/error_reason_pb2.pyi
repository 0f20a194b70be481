from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class ErrorReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_REASON_UNSPECIFIED: _ClassVar[ErrorReason]
    ERROR_REASON_SCRIPT_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_RESPONSE_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_RESPONSE_NOT_SUBMITTED: _ClassVar[ErrorReason]
    ERROR_REASON_SCRIPT_NOT_FAILED: _ClassVar[ErrorReason]
    ERROR_REASON_STORY_MODEL_UNAVAILABLE: _ClassVar[ErrorReason]
    ERROR_REASON_STORY_FAILED: _ClassVar[ErrorReason]
    ERROR_REASON_QUESTIONNAIRE_UNSUPPORTED: _ClassVar[ErrorReason]
    ERROR_REASON_TOO_MANY_SCRIPTS_WAITING: _ClassVar[ErrorReason]
    ERROR_REASON_QUEUE_FULL: _ClassVar[ErrorReason]
ERROR_REASON_UNSPECIFIED: ErrorReason
ERROR_REASON_SCRIPT_NOT_FOUND: ErrorReason
ERROR_REASON_RESPONSE_NOT_FOUND: ErrorReason
ERROR_REASON_RESPONSE_NOT_SUBMITTED: ErrorReason
ERROR_REASON_SCRIPT_NOT_FAILED: ErrorReason
ERROR_REASON_STORY_MODEL_UNAVAILABLE: ErrorReason
ERROR_REASON_STORY_FAILED: ErrorReason
ERROR_REASON_QUESTIONNAIRE_UNSUPPORTED: ErrorReason
ERROR_REASON_TOO_MANY_SCRIPTS_WAITING: ErrorReason
ERROR_REASON_QUEUE_FULL: ErrorReason
