import datetime

from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ResponseState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RESPONSE_STATE_UNSPECIFIED: _ClassVar[ResponseState]
    RESPONSE_STATE_DRAFT: _ClassVar[ResponseState]
    RESPONSE_STATE_SUBMITTED: _ClassVar[ResponseState]
RESPONSE_STATE_UNSPECIFIED: ResponseState
RESPONSE_STATE_DRAFT: ResponseState
RESPONSE_STATE_SUBMITTED: ResponseState

class Questionnaire(_message.Message):
    __slots__ = ("id", "version", "title", "introduction", "questions", "estimated_minutes")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    INTRODUCTION_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    ESTIMATED_MINUTES_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    title: str
    introduction: str
    questions: _containers.RepeatedCompositeFieldContainer[Question]
    estimated_minutes: int
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., title: _Optional[str] = ..., introduction: _Optional[str] = ..., questions: _Optional[_Iterable[_Union[Question, _Mapping]]] = ..., estimated_minutes: _Optional[int] = ...) -> None: ...

class Question(_message.Message):
    __slots__ = ("id", "text", "help", "required", "text_question", "long_text_question", "choice_question", "multiple_choice_question", "scale_question", "yes_no_question")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    HELP_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    TEXT_QUESTION_FIELD_NUMBER: _ClassVar[int]
    LONG_TEXT_QUESTION_FIELD_NUMBER: _ClassVar[int]
    CHOICE_QUESTION_FIELD_NUMBER: _ClassVar[int]
    MULTIPLE_CHOICE_QUESTION_FIELD_NUMBER: _ClassVar[int]
    SCALE_QUESTION_FIELD_NUMBER: _ClassVar[int]
    YES_NO_QUESTION_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    help: str
    required: bool
    text_question: TextQuestion
    long_text_question: TextQuestion
    choice_question: ChoiceQuestion
    multiple_choice_question: MultipleChoiceQuestion
    scale_question: ScaleQuestion
    yes_no_question: YesNoQuestion
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., help: _Optional[str] = ..., required: _Optional[bool] = ..., text_question: _Optional[_Union[TextQuestion, _Mapping]] = ..., long_text_question: _Optional[_Union[TextQuestion, _Mapping]] = ..., choice_question: _Optional[_Union[ChoiceQuestion, _Mapping]] = ..., multiple_choice_question: _Optional[_Union[MultipleChoiceQuestion, _Mapping]] = ..., scale_question: _Optional[_Union[ScaleQuestion, _Mapping]] = ..., yes_no_question: _Optional[_Union[YesNoQuestion, _Mapping]] = ...) -> None: ...

class TextQuestion(_message.Message):
    __slots__ = ("min_length", "max_length", "placeholder")
    MIN_LENGTH_FIELD_NUMBER: _ClassVar[int]
    MAX_LENGTH_FIELD_NUMBER: _ClassVar[int]
    PLACEHOLDER_FIELD_NUMBER: _ClassVar[int]
    min_length: int
    max_length: int
    placeholder: str
    def __init__(self, min_length: _Optional[int] = ..., max_length: _Optional[int] = ..., placeholder: _Optional[str] = ...) -> None: ...

class Option(_message.Message):
    __slots__ = ("value", "label")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    value: str
    label: str
    def __init__(self, value: _Optional[str] = ..., label: _Optional[str] = ...) -> None: ...

class ChoiceQuestion(_message.Message):
    __slots__ = ("options",)
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedCompositeFieldContainer[Option]
    def __init__(self, options: _Optional[_Iterable[_Union[Option, _Mapping]]] = ...) -> None: ...

class MultipleChoiceQuestion(_message.Message):
    __slots__ = ("options", "min_choices", "max_choices")
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MIN_CHOICES_FIELD_NUMBER: _ClassVar[int]
    MAX_CHOICES_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedCompositeFieldContainer[Option]
    min_choices: int
    max_choices: int
    def __init__(self, options: _Optional[_Iterable[_Union[Option, _Mapping]]] = ..., min_choices: _Optional[int] = ..., max_choices: _Optional[int] = ...) -> None: ...

class ScaleQuestion(_message.Message):
    __slots__ = ("minimum", "maximum", "minimum_label", "maximum_label")
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_LABEL_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_LABEL_FIELD_NUMBER: _ClassVar[int]
    minimum: int
    maximum: int
    minimum_label: str
    maximum_label: str
    def __init__(self, minimum: _Optional[int] = ..., maximum: _Optional[int] = ..., minimum_label: _Optional[str] = ..., maximum_label: _Optional[str] = ...) -> None: ...

class YesNoQuestion(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Answer(_message.Message):
    __slots__ = ("question_id", "text", "choice", "choices", "scale", "yes")
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    YES_FIELD_NUMBER: _ClassVar[int]
    question_id: str
    text: str
    choice: str
    choices: Choices
    scale: int
    yes: bool
    def __init__(self, question_id: _Optional[str] = ..., text: _Optional[str] = ..., choice: _Optional[str] = ..., choices: _Optional[_Union[Choices, _Mapping]] = ..., scale: _Optional[int] = ..., yes: _Optional[bool] = ...) -> None: ...

class Choices(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, values: _Optional[_Iterable[str]] = ...) -> None: ...

class Response(_message.Message):
    __slots__ = ("id", "questionnaire_id", "questionnaire_version", "state", "answers", "missing_question_ids", "etag", "create_time", "update_time", "submit_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_ID_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_VERSION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    MISSING_QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    SUBMIT_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    questionnaire_id: str
    questionnaire_version: int
    state: ResponseState
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    missing_question_ids: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    submit_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., questionnaire_id: _Optional[str] = ..., questionnaire_version: _Optional[int] = ..., state: _Optional[_Union[ResponseState, str]] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ..., missing_question_ids: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., submit_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
