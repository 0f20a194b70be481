"""What authors send and see: questionnaires with rules and translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from encompass.questionnaire.v1 import authoring_service_pb2 as service_pb
from encompass.questionnaire.v1 import questionnaire_pb2 as pb

from services.kit.errors import FieldViolation, InvalidArgument
from services.kit.grpc.moments import timestamp
from services.questionnaire.authoring_ports import Authored, Format
from services.questionnaire.domain.analytics import Figures
from services.questionnaire.domain.completeness import MAX_ANSWER_LENGTH
from services.questionnaire.domain.findings import Finding
from services.questionnaire.domain.questions import (
    DEFAULT_LANGUAGE,
    Audience,
    ChoiceKind,
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    Question,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    QuestionnaireState,
    RankingKind,
    Rule,
    ScaleKind,
    Section,
    SectionId,
    StoryRole,
    TextKind,
    Translation,
    YesNoKind,
)
from services.questionnaire.translate.questionnaires import header_message, questionnaire_message

_FORMATS: Final[Mapping[int, Format]] = {
    service_pb.DOCUMENT_FORMAT_YAML: Format.YAML,
    service_pb.DOCUMENT_FORMAT_SURVEYJS: Format.SURVEYJS,
}


def authored_message(authored: Authored) -> pb.Questionnaire:
    """All of it, as its authors see it."""
    message = questionnaire_message(authored.questionnaire)
    for translation in authored.questionnaire.translations:
        message.translations.add(language=translation.language, texts=translation.texts)
    _put_times(message, authored)
    return message


def authored_header(authored: Authored) -> pb.Questionnaire:
    """It without questions, sections and translations."""
    message = header_message(authored.questionnaire)
    _put_times(message, authored)
    return message


def content_from(message: pb.Questionnaire) -> Questionnaire:
    """What an author wrote. Raises InvalidArgument: a question without a kind."""
    kindless = [
        FieldViolation(
            f"questionnaire.questions[{place}]",
            f"say what an answer to {question.id!r} may be, as in text_question",
        )
        for place, question in enumerate(message.questions)
        if question.WhichOneof("kind") is None
    ]
    if kindless:
        raise InvalidArgument("Some questions have no kind.", violations=kindless)
    return Questionnaire(
        id=QuestionnaireId(""),
        version=0,
        title=message.title,
        introduction=message.introduction,
        estimated_minutes=message.estimated_minutes,
        questions=tuple(_question(question) for question in message.questions),
        sections=tuple(
            Section(SectionId(section.id), section.title, section.introduction, section.visible_if)
            for section in message.sections
        ),
        default_language=message.default_language or DEFAULT_LANGUAGE,
        translations=tuple(
            Translation(translation.language, dict(sorted(translation.texts.items())))
            for translation in message.translations
        ),
        audience=Audience.ANYONE if message.audience == pb.AUDIENCE_ANYONE else Audience.WORKSPACE,
        response_days=message.response_days,
        state=QuestionnaireState.DRAFT,
    )


def format_from(value: int) -> Format:
    """The format that a request names."""
    return _FORMATS[value]


def problem_messages(findings: Iterable[Finding]) -> list[service_pb.Problem]:
    """What is wrong, or left out."""
    return [service_pb.Problem(field=finding.field, description=finding.description) for finding in findings]


def analytics_message(figures: Figures) -> service_pb.Analytics:
    """Figures of the responses."""
    return service_pb.Analytics(
        started_count=figures.started,
        submitted_count=figures.submitted,
        expired_count=figures.expired,
        median_duration_ms=figures.median_duration_ms,
        questions=[
            service_pb.QuestionAnalytics(
                question_id=question.question_id,
                answered_count=question.answered,
                dropped_count=question.dropped,
                distribution=[
                    service_pb.ValueCount(value=one.value, count=one.count) for one in question.distribution
                ],
            )
            for question in figures.questions
        ],
        as_of_time=timestamp(figures.as_of),
    )


def _put_times(message: pb.Questionnaire, authored: Authored) -> None:
    manuscript, publication = authored.manuscript, authored.publication
    message.etag = manuscript.etag
    message.create_time.CopyFrom(timestamp(manuscript.created_at))
    message.update_time.CopyFrom(timestamp(manuscript.updated_at))
    if publication is not None:
        message.publish_time.CopyFrom(timestamp(publication.published_at))


def _question(message: pb.Question) -> Question:
    role = pb.StoryRole.Name(message.story_role).removeprefix("STORY_ROLE_")
    return Question(
        id=QuestionId(message.id),
        text=message.text,
        help=message.help,
        required=message.required,
        kind=_kind(message),
        section_id=SectionId(message.section_id) if message.section_id else None,
        visible_if=message.visible_if,
        rules=tuple(Rule(rule.id, rule.expression, rule.message) for rule in message.rules),
        story_role=StoryRole[role] if message.story_role else None,
    )


def _kind(message: pb.Question) -> Kind:
    match message.WhichOneof("kind"):
        case "text_question":
            return _text(message.text_question, long=False)
        case "long_text_question":
            return _text(message.long_text_question, long=True)
        case "choice_question":
            return ChoiceKind(_options(message.choice_question.options), message.choice_question.allows_other)
        case "multiple_choice_question":
            several = message.multiple_choice_question
            most = several.max_choices or len(several.options) + several.allows_other
            return MultipleChoiceKind(
                _options(several.options), several.min_choices, most, several.allows_other
            )
        case "scale_question":
            scale = message.scale_question
            return ScaleKind(scale.minimum, scale.maximum, scale.minimum_label, scale.maximum_label)
        case "ranking_question":
            return RankingKind(_options(message.ranking_question.options))
        case "date_question":
            return DateKind(message.date_question.minimum, message.date_question.maximum)
        case "number_question":
            number = message.number_question
            return NumberKind(
                number.minimum if number.HasField("minimum") else None,
                number.maximum if number.HasField("maximum") else None,
                number.whole,
                number.unit,
            )
        case "photo_question":
            return PhotoKind()
        case _:
            return YesNoKind()


def _text(message: pb.TextQuestion, *, long: bool) -> TextKind:
    """Lengths that aren't given are as wide as they may be."""
    return TextKind(
        message.min_length or 1, message.max_length or MAX_ANSWER_LENGTH, message.placeholder, long=long
    )


def _options(options: Sequence[pb.Option]) -> tuple[Option, ...]:
    return tuple(Option(option.value, option.label) for option in options)
