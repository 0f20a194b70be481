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

class QuestionnaireState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    QUESTIONNAIRE_STATE_UNSPECIFIED: _ClassVar[QuestionnaireState]
    QUESTIONNAIRE_STATE_DRAFT: _ClassVar[QuestionnaireState]
    QUESTIONNAIRE_STATE_PUBLISHED: _ClassVar[QuestionnaireState]
    QUESTIONNAIRE_STATE_ARCHIVED: _ClassVar[QuestionnaireState]

class Audience(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    AUDIENCE_UNSPECIFIED: _ClassVar[Audience]
    AUDIENCE_WORKSPACE: _ClassVar[Audience]
    AUDIENCE_ANYONE: _ClassVar[Audience]

class StoryRole(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STORY_ROLE_UNSPECIFIED: _ClassVar[StoryRole]
    STORY_ROLE_NAME: _ClassVar[StoryRole]
    STORY_ROLE_PRONOUNS: _ClassVar[StoryRole]
    STORY_ROLE_AGE_BAND: _ClassVar[StoryRole]
    STORY_ROLE_PLACE: _ClassVar[StoryRole]
    STORY_ROLE_TODAY: _ClassVar[StoryRole]
    STORY_ROLE_DREAM: _ClassVar[StoryRole]
    STORY_ROLE_REASON: _ClassVar[StoryRole]
    STORY_ROLE_OBSTACLE: _ClassVar[StoryRole]
    STORY_ROLE_STRENGTH: _ClassVar[StoryRole]
    STORY_ROLE_HELPER: _ClassVar[StoryRole]
    STORY_ROLE_TREASURE: _ClassVar[StoryRole]
    STORY_ROLE_MOMENT: _ClassVar[StoryRole]
    STORY_ROLE_TONE: _ClassVar[StoryRole]

class ResponseState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RESPONSE_STATE_UNSPECIFIED: _ClassVar[ResponseState]
    RESPONSE_STATE_DRAFT: _ClassVar[ResponseState]
    RESPONSE_STATE_SUBMITTED: _ClassVar[ResponseState]
    RESPONSE_STATE_EXPIRED: _ClassVar[ResponseState]
QUESTIONNAIRE_STATE_UNSPECIFIED: QuestionnaireState
QUESTIONNAIRE_STATE_DRAFT: QuestionnaireState
QUESTIONNAIRE_STATE_PUBLISHED: QuestionnaireState
QUESTIONNAIRE_STATE_ARCHIVED: QuestionnaireState
AUDIENCE_UNSPECIFIED: Audience
AUDIENCE_WORKSPACE: Audience
AUDIENCE_ANYONE: Audience
STORY_ROLE_UNSPECIFIED: StoryRole
STORY_ROLE_NAME: StoryRole
STORY_ROLE_PRONOUNS: StoryRole
STORY_ROLE_AGE_BAND: StoryRole
STORY_ROLE_PLACE: StoryRole
STORY_ROLE_TODAY: StoryRole
STORY_ROLE_DREAM: StoryRole
STORY_ROLE_REASON: StoryRole
STORY_ROLE_OBSTACLE: StoryRole
STORY_ROLE_STRENGTH: StoryRole
STORY_ROLE_HELPER: StoryRole
STORY_ROLE_TREASURE: StoryRole
STORY_ROLE_MOMENT: StoryRole
STORY_ROLE_TONE: StoryRole
RESPONSE_STATE_UNSPECIFIED: ResponseState
RESPONSE_STATE_DRAFT: ResponseState
RESPONSE_STATE_SUBMITTED: ResponseState
RESPONSE_STATE_EXPIRED: ResponseState

class Questionnaire(_message.Message):
    __slots__ = ("id", "version", "title", "introduction", "questions", "estimated_minutes", "workspace_id", "state", "etag", "sections", "default_language", "translations", "audience", "response_days", "language", "create_time", "update_time", "publish_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    INTRODUCTION_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    ESTIMATED_MINUTES_FIELD_NUMBER: _ClassVar[int]
    WORKSPACE_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    TRANSLATIONS_FIELD_NUMBER: _ClassVar[int]
    AUDIENCE_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_DAYS_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    PUBLISH_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    title: str
    introduction: str
    questions: _containers.RepeatedCompositeFieldContainer[Question]
    estimated_minutes: int
    workspace_id: str
    state: QuestionnaireState
    etag: str
    sections: _containers.RepeatedCompositeFieldContainer[Section]
    default_language: str
    translations: _containers.RepeatedCompositeFieldContainer[Translation]
    audience: Audience
    response_days: int
    language: str
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    publish_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ..., title: _Optional[str] = ..., introduction: _Optional[str] = ..., questions: _Optional[_Iterable[_Union[Question, _Mapping]]] = ..., estimated_minutes: _Optional[int] = ..., workspace_id: _Optional[str] = ..., state: _Optional[_Union[QuestionnaireState, str]] = ..., etag: _Optional[str] = ..., sections: _Optional[_Iterable[_Union[Section, _Mapping]]] = ..., default_language: _Optional[str] = ..., translations: _Optional[_Iterable[_Union[Translation, _Mapping]]] = ..., audience: _Optional[_Union[Audience, str]] = ..., response_days: _Optional[int] = ..., language: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., publish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Section(_message.Message):
    __slots__ = ("id", "title", "introduction", "visible_if")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    INTRODUCTION_FIELD_NUMBER: _ClassVar[int]
    VISIBLE_IF_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    introduction: str
    visible_if: str
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., introduction: _Optional[str] = ..., visible_if: _Optional[str] = ...) -> None: ...

class Translation(_message.Message):
    __slots__ = ("language", "texts")
    class TextsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    language: str
    texts: _containers.ScalarMap[str, str]
    def __init__(self, language: _Optional[str] = ..., texts: _Optional[_Mapping[str, str]] = ...) -> None: ...

class Question(_message.Message):
    __slots__ = ("id", "text", "help", "required", "text_question", "long_text_question", "choice_question", "multiple_choice_question", "scale_question", "yes_no_question", "ranking_question", "date_question", "number_question", "photo_question", "section_id", "visible_if", "rules", "story_role")
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
    RANKING_QUESTION_FIELD_NUMBER: _ClassVar[int]
    DATE_QUESTION_FIELD_NUMBER: _ClassVar[int]
    NUMBER_QUESTION_FIELD_NUMBER: _ClassVar[int]
    PHOTO_QUESTION_FIELD_NUMBER: _ClassVar[int]
    SECTION_ID_FIELD_NUMBER: _ClassVar[int]
    VISIBLE_IF_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    STORY_ROLE_FIELD_NUMBER: _ClassVar[int]
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
    ranking_question: RankingQuestion
    date_question: DateQuestion
    number_question: NumberQuestion
    photo_question: PhotoQuestion
    section_id: str
    visible_if: str
    rules: _containers.RepeatedCompositeFieldContainer[ValidationRule]
    story_role: StoryRole
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., help: _Optional[str] = ..., required: _Optional[bool] = ..., text_question: _Optional[_Union[TextQuestion, _Mapping]] = ..., long_text_question: _Optional[_Union[TextQuestion, _Mapping]] = ..., choice_question: _Optional[_Union[ChoiceQuestion, _Mapping]] = ..., multiple_choice_question: _Optional[_Union[MultipleChoiceQuestion, _Mapping]] = ..., scale_question: _Optional[_Union[ScaleQuestion, _Mapping]] = ..., yes_no_question: _Optional[_Union[YesNoQuestion, _Mapping]] = ..., ranking_question: _Optional[_Union[RankingQuestion, _Mapping]] = ..., date_question: _Optional[_Union[DateQuestion, _Mapping]] = ..., number_question: _Optional[_Union[NumberQuestion, _Mapping]] = ..., photo_question: _Optional[_Union[PhotoQuestion, _Mapping]] = ..., section_id: _Optional[str] = ..., visible_if: _Optional[str] = ..., rules: _Optional[_Iterable[_Union[ValidationRule, _Mapping]]] = ..., story_role: _Optional[_Union[StoryRole, str]] = ...) -> None: ...

class ValidationRule(_message.Message):
    __slots__ = ("id", "expression", "message")
    ID_FIELD_NUMBER: _ClassVar[int]
    EXPRESSION_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    id: str
    expression: str
    message: str
    def __init__(self, id: _Optional[str] = ..., expression: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("options", "allows_other")
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    ALLOWS_OTHER_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedCompositeFieldContainer[Option]
    allows_other: bool
    def __init__(self, options: _Optional[_Iterable[_Union[Option, _Mapping]]] = ..., allows_other: _Optional[bool] = ...) -> None: ...

class MultipleChoiceQuestion(_message.Message):
    __slots__ = ("options", "min_choices", "max_choices", "allows_other")
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    MIN_CHOICES_FIELD_NUMBER: _ClassVar[int]
    MAX_CHOICES_FIELD_NUMBER: _ClassVar[int]
    ALLOWS_OTHER_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedCompositeFieldContainer[Option]
    min_choices: int
    max_choices: int
    allows_other: bool
    def __init__(self, options: _Optional[_Iterable[_Union[Option, _Mapping]]] = ..., min_choices: _Optional[int] = ..., max_choices: _Optional[int] = ..., allows_other: _Optional[bool] = ...) -> None: ...

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

class RankingQuestion(_message.Message):
    __slots__ = ("options",)
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    options: _containers.RepeatedCompositeFieldContainer[Option]
    def __init__(self, options: _Optional[_Iterable[_Union[Option, _Mapping]]] = ...) -> None: ...

class DateQuestion(_message.Message):
    __slots__ = ("minimum", "maximum")
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    minimum: str
    maximum: str
    def __init__(self, minimum: _Optional[str] = ..., maximum: _Optional[str] = ...) -> None: ...

class NumberQuestion(_message.Message):
    __slots__ = ("minimum", "maximum", "whole", "unit")
    MINIMUM_FIELD_NUMBER: _ClassVar[int]
    MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    WHOLE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    minimum: float
    maximum: float
    whole: bool
    unit: str
    def __init__(self, minimum: _Optional[float] = ..., maximum: _Optional[float] = ..., whole: _Optional[bool] = ..., unit: _Optional[str] = ...) -> None: ...

class PhotoQuestion(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Answer(_message.Message):
    __slots__ = ("question_id", "text", "choice", "choices", "scale", "yes", "other", "ranking", "date", "number", "photo_asset_id")
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    SCALE_FIELD_NUMBER: _ClassVar[int]
    YES_FIELD_NUMBER: _ClassVar[int]
    OTHER_FIELD_NUMBER: _ClassVar[int]
    RANKING_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PHOTO_ASSET_ID_FIELD_NUMBER: _ClassVar[int]
    question_id: str
    text: str
    choice: str
    choices: Choices
    scale: int
    yes: bool
    other: str
    ranking: Ranking
    date: str
    number: float
    photo_asset_id: str
    def __init__(self, question_id: _Optional[str] = ..., text: _Optional[str] = ..., choice: _Optional[str] = ..., choices: _Optional[_Union[Choices, _Mapping]] = ..., scale: _Optional[int] = ..., yes: _Optional[bool] = ..., other: _Optional[str] = ..., ranking: _Optional[_Union[Ranking, _Mapping]] = ..., date: _Optional[str] = ..., number: _Optional[float] = ..., photo_asset_id: _Optional[str] = ...) -> None: ...

class Ranking(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, values: _Optional[_Iterable[str]] = ...) -> None: ...

class Choices(_message.Message):
    __slots__ = ("values", "other")
    VALUES_FIELD_NUMBER: _ClassVar[int]
    OTHER_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    other: str
    def __init__(self, values: _Optional[_Iterable[str]] = ..., other: _Optional[str] = ...) -> None: ...

class Response(_message.Message):
    __slots__ = ("id", "questionnaire_id", "questionnaire_version", "state", "answers", "missing_question_ids", "etag", "create_time", "update_time", "submit_time", "revision", "hidden_question_ids", "next_question_id", "expire_time", "visible_question_count", "answered_question_count")
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
    REVISION_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    VISIBLE_QUESTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_QUESTION_COUNT_FIELD_NUMBER: _ClassVar[int]
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
    revision: int
    hidden_question_ids: _containers.RepeatedScalarFieldContainer[str]
    next_question_id: str
    expire_time: _timestamp_pb2.Timestamp
    visible_question_count: int
    answered_question_count: int
    def __init__(self, id: _Optional[str] = ..., questionnaire_id: _Optional[str] = ..., questionnaire_version: _Optional[int] = ..., state: _Optional[_Union[ResponseState, str]] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ..., missing_question_ids: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., submit_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., revision: _Optional[int] = ..., hidden_question_ids: _Optional[_Iterable[str]] = ..., next_question_id: _Optional[str] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., visible_question_count: _Optional[int] = ..., answered_question_count: _Optional[int] = ...) -> None: ...

class Form(_message.Message):
    __slots__ = ("response", "questionnaire", "sections", "questions")
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    response: Response
    questionnaire: Questionnaire
    sections: _containers.RepeatedCompositeFieldContainer[Section]
    questions: _containers.RepeatedCompositeFieldContainer[Question]
    def __init__(self, response: _Optional[_Union[Response, _Mapping]] = ..., questionnaire: _Optional[_Union[Questionnaire, _Mapping]] = ..., sections: _Optional[_Iterable[_Union[Section, _Mapping]]] = ..., questions: _Optional[_Iterable[_Union[Question, _Mapping]]] = ...) -> None: ...

class ResponseRevision(_message.Message):
    __slots__ = ("revision", "questionnaire_version", "answers", "submit_time")
    REVISION_FIELD_NUMBER: _ClassVar[int]
    QUESTIONNAIRE_VERSION_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    SUBMIT_TIME_FIELD_NUMBER: _ClassVar[int]
    revision: int
    questionnaire_version: int
    answers: _containers.RepeatedCompositeFieldContainer[Answer]
    submit_time: _timestamp_pb2.Timestamp
    def __init__(self, revision: _Optional[int] = ..., questionnaire_version: _Optional[int] = ..., answers: _Optional[_Iterable[_Union[Answer, _Mapping]]] = ..., submit_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class MoveReport(_message.Message):
    __slots__ = ("from_version", "to_version", "carried_question_ids", "gone_question_ids", "changed_questions", "newly_asked_question_ids")
    FROM_VERSION_FIELD_NUMBER: _ClassVar[int]
    TO_VERSION_FIELD_NUMBER: _ClassVar[int]
    CARRIED_QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    GONE_QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    CHANGED_QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    NEWLY_ASKED_QUESTION_IDS_FIELD_NUMBER: _ClassVar[int]
    from_version: int
    to_version: int
    carried_question_ids: _containers.RepeatedScalarFieldContainer[str]
    gone_question_ids: _containers.RepeatedScalarFieldContainer[str]
    changed_questions: _containers.RepeatedCompositeFieldContainer[ChangedQuestion]
    newly_asked_question_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, from_version: _Optional[int] = ..., to_version: _Optional[int] = ..., carried_question_ids: _Optional[_Iterable[str]] = ..., gone_question_ids: _Optional[_Iterable[str]] = ..., changed_questions: _Optional[_Iterable[_Union[ChangedQuestion, _Mapping]]] = ..., newly_asked_question_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ChangedQuestion(_message.Message):
    __slots__ = ("question_id", "description")
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    question_id: str
    description: str
    def __init__(self, question_id: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class AnswersConflict(_message.Message):
    __slots__ = ("conflicts", "etag")
    CONFLICTS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    conflicts: _containers.RepeatedCompositeFieldContainer[AnswerConflict]
    etag: str
    def __init__(self, conflicts: _Optional[_Iterable[_Union[AnswerConflict, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class AnswerConflict(_message.Message):
    __slots__ = ("question_id", "yours", "saved")
    QUESTION_ID_FIELD_NUMBER: _ClassVar[int]
    YOURS_FIELD_NUMBER: _ClassVar[int]
    SAVED_FIELD_NUMBER: _ClassVar[int]
    question_id: str
    yours: Answer
    saved: Answer
    def __init__(self, question_id: _Optional[str] = ..., yours: _Optional[_Union[Answer, _Mapping]] = ..., saved: _Optional[_Union[Answer, _Mapping]] = ...) -> None: ...
