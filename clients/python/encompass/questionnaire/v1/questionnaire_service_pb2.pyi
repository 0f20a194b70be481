from buf.validate import validate_pb2 as _validate_pb2
from encompass.audit.v1 import audit_pb2 as _audit_pb2
from encompass.questionnaire.v1 import questionnaire_pb2 as _questionnaire_pb2
from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListQuestionnairesRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListQuestionnairesResponse(_message.Message):
    __slots__ = ("questionnaires", "next_page_token")
    QUESTIONNAIRES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    questionnaires: _containers.RepeatedCompositeFieldContainer[_questionnaire_pb2.Questionnaire]
    next_page_token: str
    def __init__(self, questionnaires: _Optional[_Iterable[_Union[_questionnaire_pb2.Questionnaire, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetQuestionnaireRequest(_message.Message):
    __slots__ = ("questionnaire_id", "version", "language")
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    questionnaire_id: str
    version: int
    language: str
    def __init__(self, questionnaire_id: _Optional[str] = ..., version: _Optional[int] = ..., language: _Optional[str] = ...) -> None: ...

class GetQuestionnaireResponse(_message.Message):
    __slots__ = ("questionnaire",)
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    questionnaire: _questionnaire_pb2.Questionnaire
    def __init__(self, questionnaire: _Optional[_Union[_questionnaire_pb2.Questionnaire, _Mapping]] = ...) -> None: ...

class StartResponseRequest(_message.Message):
    __slots__ = ("request_id", "questionnaire_id")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    questionnaire_id: str
    def __init__(self, request_id: _Optional[str] = ..., questionnaire_id: _Optional[str] = ...) -> None: ...

class StartResponseResponse(_message.Message):
    __slots__ = ("response",)
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    response: _questionnaire_pb2.Response
    def __init__(self, response: _Optional[_Union[_questionnaire_pb2.Response, _Mapping]] = ...) -> None: ...

class GetResponseRequest(_message.Message):
    __slots__ = ("response_id",)
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    def __init__(self, response_id: _Optional[str] = ...) -> None: ...

class GetResponseResponse(_message.Message):
    __slots__ = ("response",)
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    response: _questionnaire_pb2.Response
    def __init__(self, response: _Optional[_Union[_questionnaire_pb2.Response, _Mapping]] = ...) -> None: ...

class ListResponsesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "query")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    query: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., query: _Optional[str] = ...) -> None: ...

class ListResponsesResponse(_message.Message):
    __slots__ = ("responses", "next_page_token")
    RESPONSES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    responses: _containers.RepeatedCompositeFieldContainer[_questionnaire_pb2.Response]
    next_page_token: str
    def __init__(self, responses: _Optional[_Iterable[_Union[_questionnaire_pb2.Response, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SaveAnswersRequest(_message.Message):
    __slots__ = ("response_id", "answers", "etag", "cleared_question_ids")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CLEARED_QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    answers: _containers.RepeatedCompositeFieldContainer[_questionnaire_pb2.Answer]
    etag: str
    cleared_question_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, response_id: _Optional[str] = ..., answers: _Optional[_Iterable[_Union[_questionnaire_pb2.Answer, _Mapping]]] = ..., etag: _Optional[str] = ..., cleared_question_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class SaveAnswersResponse(_message.Message):
    __slots__ = ("response",)
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    response: _questionnaire_pb2.Response
    def __init__(self, response: _Optional[_Union[_questionnaire_pb2.Response, _Mapping]] = ...) -> None: ...

class SubmitResponseRequest(_message.Message):
    __slots__ = ("response_id", "etag")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    etag: str
    def __init__(self, response_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class SubmitResponseResponse(_message.Message):
    __slots__ = ("response",)
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    response: _questionnaire_pb2.Response
    def __init__(self, response: _Optional[_Union[_questionnaire_pb2.Response, _Mapping]] = ...) -> None: ...

class GetFormRequest(_message.Message):
    __slots__ = ("response_id", "language")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    language: str
    def __init__(self, response_id: _Optional[str] = ..., language: _Optional[str] = ...) -> None: ...

class GetFormResponse(_message.Message):
    __slots__ = ("form",)
    FORM_FIELD_NUMBER: _ClassVar[int]
    form: _questionnaire_pb2.Form
    def __init__(self, form: _Optional[_Union[_questionnaire_pb2.Form, _Mapping]] = ...) -> None: ...

class ReopenResponseRequest(_message.Message):
    __slots__ = ("response_id", "etag")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    etag: str
    def __init__(self, response_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ReopenResponseResponse(_message.Message):
    __slots__ = ("response",)
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    response: _questionnaire_pb2.Response
    def __init__(self, response: _Optional[_Union[_questionnaire_pb2.Response, _Mapping]] = ...) -> None: ...

class MoveResponseRequest(_message.Message):
    __slots__ = ("response_id", "version", "etag", "validate_only")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    VALIDATE_ONLY_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    version: int
    etag: str
    validate_only: bool
    def __init__(self, response_id: _Optional[str] = ..., version: _Optional[int] = ..., etag: _Optional[str] = ..., validate_only: _Optional[bool] = ...) -> None: ...

class MoveResponseResponse(_message.Message):
    __slots__ = ("response", "report")
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    REPORT_FIELD_NUMBER: _ClassVar[int]
    response: _questionnaire_pb2.Response
    report: _questionnaire_pb2.MoveReport
    def __init__(self, response: _Optional[_Union[_questionnaire_pb2.Response, _Mapping]] = ..., report: _Optional[_Union[_questionnaire_pb2.MoveReport, _Mapping]] = ...) -> None: ...

class ListResponseRevisionsRequest(_message.Message):
    __slots__ = ("response_id", "page_size", "page_token")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    page_size: int
    page_token: str
    def __init__(self, response_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListResponseRevisionsResponse(_message.Message):
    __slots__ = ("revisions", "next_page_token")
    REVISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    revisions: _containers.RepeatedCompositeFieldContainer[_questionnaire_pb2.ResponseRevision]
    next_page_token: str
    def __init__(self, revisions: _Optional[_Iterable[_Union[_questionnaire_pb2.ResponseRevision, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DeleteResponseRequest(_message.Message):
    __slots__ = ("response_id", "etag")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    etag: str
    def __init__(self, response_id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class DeleteResponseResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListResponseAuditEntriesRequest(_message.Message):
    __slots__ = ("response_id", "page_size", "page_token")
    RESPONSE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    response_id: str
    page_size: int
    page_token: str
    def __init__(self, response_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListResponseAuditEntriesResponse(_message.Message):
    __slots__ = ("entries", "next_page_token")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[_audit_pb2.AuditEntry]
    next_page_token: str
    def __init__(self, entries: _Optional[_Iterable[_Union[_audit_pb2.AuditEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
