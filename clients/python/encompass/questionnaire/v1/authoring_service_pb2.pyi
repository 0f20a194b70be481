import datetime

from buf.validate import validate_pb2 as _validate_pb2
from encompass.questionnaire.v1 import questionnaire_pb2 as _questionnaire_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DocumentFormat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOCUMENT_FORMAT_UNSPECIFIED: _ClassVar[DocumentFormat]
    DOCUMENT_FORMAT_YAML: _ClassVar[DocumentFormat]
    DOCUMENT_FORMAT_SURVEYJS: _ClassVar[DocumentFormat]
DOCUMENT_FORMAT_UNSPECIFIED: DocumentFormat
DOCUMENT_FORMAT_YAML: DocumentFormat
DOCUMENT_FORMAT_SURVEYJS: DocumentFormat

class Problem(_message.Message):
    __slots__ = ("field", "description")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    field: str
    description: str
    def __init__(self, field: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class CreateQuestionnaireRequest(_message.Message):
    __slots__ = ("request_id", "questionnaire")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, request_id: _Optional[str] = ..., questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class CreateQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire",)
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class GetAuthoredQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire_id", "version")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    version: int
    def __init__(self, questionnaire_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GetAuthoredQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire",)
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class ListAuthoredQuestionnairesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListAuthoredQuestionnairesResponse(_message.Message):
    __slots__ = ("questionnaires", "next_page_token")
    QUESTIONNAIRES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    questionnaires: _containers.RepeatedCompositeFieldContainer[_questionnaire_pb2.Questionnaire]
    next_page_token: str
    def __init__(self, questionnaires: _Optional[_Iterable[_Union[_questionnaire_pb2.Questionnaire, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire", "update_mask")
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    update_mask: _field_mask_pb2.FieldMask
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...

class UpdateQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire",)
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class CheckQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire_id",)
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    def __init__(self, questionnaire_id: _Optional[str] = ...) -> None: ...

class CheckQuestionnaireResponse(_message.Message):
    __slots__ = ("problems",)
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    problems: _containers.RepeatedCompositeFieldContainer[Problem]
    def __init__(self, problems: _Optional[_Iterable[_Union[Problem, _Mapping]]] = ...) -> None: ...

class PublishQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire_id", "etag")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    etag: str
    def __init__(self, questionnaire_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class PublishQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire",)
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class ArchiveQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire_id", "undo")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    UNDO_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    undo: bool
    def __init__(self, questionnaire_id: _Optional[str] = ..., undo: _Optional[bool] = ...) -> None: ...

class ArchiveQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire",)
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class DeleteDraftRequest(_message.Message):
    __slots__ = ("questionnaire_id", "etag")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    etag: str
    def __init__(self, questionnaire_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class DeleteDraftResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListQuestionnaireVersionsRequest(_message.Message):
    __slots__ = ("questionnaire_id", "page_size", "page_token")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    page_size: int
    page_token: str
    def __init__(self, questionnaire_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListQuestionnaireVersionsResponse(_message.Message):
    __slots__ = ("versions", "next_page_token")
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[_questionnaire_pb2.Questionnaire]
    next_page_token: str
    def __init__(self, versions: _Optional[_Iterable[_Union[_questionnaire_pb2.Questionnaire, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImportQuestionnaireRequest(_message.Message):
    __slots__ = ("request_id", "questionnaire_id", "etag", "format", "document")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    questionnaire_id: str
    etag: str
    format: DocumentFormat
    document: str
    def __init__(self, request_id: _Optional[str] = ..., questionnaire_id: _Optional[str] = ..., etag: _Optional[str] = ..., format: _Optional[_Union[DocumentFormat, str]] = ..., document: _Optional[str] = ...) -> None: ...

class ImportQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire", "left_out")
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    left_out: _containers.RepeatedCompositeFieldContainer[Problem]
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ..., left_out: _Optional[_Iterable[_Union[Problem, _Mapping]]] = ...) -> None: ...

class ExportQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire_id", "version", "format")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    version: int
    format: DocumentFormat
    def __init__(self, questionnaire_id: _Optional[str] = ..., version: _Optional[int] = ..., format: _Optional[_Union[DocumentFormat, str]] = ...) -> None: ...

class ExportQuestionnaireResponse(_message.Message):
    __slots__ = ("document", "left_out")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    document: str
    left_out: _containers.RepeatedCompositeFieldContainer[Problem]
    def __init__(self, document: _Optional[str] = ..., left_out: _Optional[_Iterable[_Union[Problem, _Mapping]]] = ...) -> None: ...

class GetQuestionnaireAnalyticsRequest(_message.Message):
    __slots__ = ("questionnaire_id", "version")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    version: int
    def __init__(self, questionnaire_id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class GetQuestionnaireAnalyticsResponse(_message.Message):
    __slots__ = ("analytics",)
    ANALYTICS_FIELD_NUMBER: _ClassVar[int]
    analytics: Analytics
    def __init__(self, analytics: _Optional[_Union[Analytics, _Mapping]] = ...) -> None: ...

class Analytics(_message.Message):
    __slots__ = ("started_count", "submitted_count", "expired_count", "median_duration_ms", "questions", "as_of_time")
    STARTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    SUBMITTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    EXPIRED_COUNT_FIELD_NUMBER: _ClassVar[int]
    MEDIAN_DURATION_MS_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_TIME_FIELD_NUMBER: _ClassVar[int]
    started_count: int
    submitted_count: int
    expired_count: int
    median_duration_ms: int
    questions: _containers.RepeatedCompositeFieldContainer[QuestionAnalytics]
    as_of_time: _timestamp_pb2.Timestamp
    def __init__(self, started_count: _Optional[int] = ..., submitted_count: _Optional[int] = ..., expired_count: _Optional[int] = ..., median_duration_ms: _Optional[int] = ..., questions: _Optional[_Iterable[_Union[QuestionAnalytics, _Mapping]]] = ..., as_of_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class QuestionAnalytics(_message.Message):
    __slots__ = ("question_id", "answered_count", "dropped_count", "distribution")
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_COUNT_FIELD_NUMBER: _ClassVar[int]
    DROPPED_COUNT_FIELD_NUMBER: _ClassVar[int]
    DISTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    question_id: str
    answered_count: int
    dropped_count: int
    distribution: _containers.RepeatedCompositeFieldContainer[ValueCount]
    def __init__(self, question_id: _Optional[str] = ..., answered_count: _Optional[int] = ..., dropped_count: _Optional[int] = ..., distribution: _Optional[_Iterable[_Union[ValueCount, _Mapping]]] = ...) -> None: ...

class ValueCount(_message.Message):
    __slots__ = ("value", "count")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    value: str
    count: int
    def __init__(self, value: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...
