from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class ErrorReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_REASON_UNSPECIFIED: _ClassVar[ErrorReason]
    ERROR_REASON_QUESTIONNAIRE_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_RESPONSE_NOT_FOUND: _ClassVar[ErrorReason]
    ERROR_REASON_RESPONSE_ALREADY_SUBMITTED: _ClassVar[ErrorReason]
    ERROR_REASON_ANSWERS_INVALID: _ClassVar[ErrorReason]
    ERROR_REASON_ETAG_MISMATCH: _ClassVar[ErrorReason]
    ERROR_REASON_RESPONSE_EXPIRED: _ClassVar[ErrorReason]
    ERROR_REASON_QUESTIONNAIRE_INVALID: _ClassVar[ErrorReason]
    ERROR_REASON_QUESTIONNAIRE_PUBLISHED: _ClassVar[ErrorReason]
    ERROR_REASON_DOCUMENT_INVALID: _ClassVar[ErrorReason]
    ERROR_REASON_QUESTIONNAIRE_ARCHIVED: _ClassVar[ErrorReason]
    ERROR_REASON_TOO_MANY_QUESTIONNAIRES: _ClassVar[ErrorReason]
ERROR_REASON_UNSPECIFIED: ErrorReason
ERROR_REASON_QUESTIONNAIRE_NOT_FOUND: ErrorReason
ERROR_REASON_RESPONSE_NOT_FOUND: ErrorReason
ERROR_REASON_RESPONSE_ALREADY_SUBMITTED: ErrorReason
ERROR_REASON_ANSWERS_INVALID: ErrorReason
ERROR_REASON_ETAG_MISMATCH: ErrorReason
ERROR_REASON_RESPONSE_EXPIRED: ErrorReason
ERROR_REASON_QUESTIONNAIRE_INVALID: ErrorReason
ERROR_REASON_QUESTIONNAIRE_PUBLISHED: ErrorReason
ERROR_REASON_DOCUMENT_INVALID: ErrorReason
ERROR_REASON_QUESTIONNAIRE_ARCHIVED: ErrorReason
ERROR_REASON_TOO_MANY_QUESTIONNAIRES: ErrorReason
