"""Questionnaires as the contract has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from encompass.questionnaire.v1 import questionnaire_pb2 as pb

from services.questionnaire.domain.questions import (
    Audience,
    ChoiceKind,
    DateKind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    Question,
    Questionnaire,
    QuestionnaireState,
    RankingKind,
    ScaleKind,
    Section,
    StoryRole,
    TextKind,
    YesNoKind,
)

_STATES: Final[Mapping[QuestionnaireState, pb.QuestionnaireState]] = {
    QuestionnaireState.DRAFT: pb.QUESTIONNAIRE_STATE_DRAFT,
    QuestionnaireState.PUBLISHED: pb.QUESTIONNAIRE_STATE_PUBLISHED,
    QuestionnaireState.ARCHIVED: pb.QUESTIONNAIRE_STATE_ARCHIVED,
}
_AUDIENCES: Final[Mapping[Audience, pb.Audience]] = {
    Audience.WORKSPACE: pb.AUDIENCE_WORKSPACE,
    Audience.ANYONE: pb.AUDIENCE_ANYONE,
}
_ROLES: Final[Mapping[StoryRole | None, pb.StoryRole]] = {
    None: pb.STORY_ROLE_UNSPECIFIED,
    StoryRole.NAME: pb.STORY_ROLE_NAME,
    StoryRole.PRONOUNS: pb.STORY_ROLE_PRONOUNS,
    StoryRole.AGE_BAND: pb.STORY_ROLE_AGE_BAND,
    StoryRole.PLACE: pb.STORY_ROLE_PLACE,
    StoryRole.TODAY: pb.STORY_ROLE_TODAY,
    StoryRole.DREAM: pb.STORY_ROLE_DREAM,
    StoryRole.REASON: pb.STORY_ROLE_REASON,
    StoryRole.OBSTACLE: pb.STORY_ROLE_OBSTACLE,
    StoryRole.STRENGTH: pb.STORY_ROLE_STRENGTH,
    StoryRole.HELPER: pb.STORY_ROLE_HELPER,
    StoryRole.TREASURE: pb.STORY_ROLE_TREASURE,
    StoryRole.MOMENT: pb.STORY_ROLE_MOMENT,
    StoryRole.TONE: pb.STORY_ROLE_TONE,
}


def questionnaire_message(questionnaire: Questionnaire, language: str = "") -> pb.Questionnaire:
    """A questionnaire, its texts as they are: in `language`, or its own."""
    message = header_message(questionnaire, language)
    message.sections.extend(section_message(section) for section in questionnaire.sections)
    message.questions.extend(question_message(question) for question in questionnaire.questions)
    return message


def header_message(questionnaire: Questionnaire, language: str = "") -> pb.Questionnaire:
    """A questionnaire without its sections and questions."""
    return pb.Questionnaire(
        id=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title,
        introduction=questionnaire.introduction,
        estimated_minutes=questionnaire.estimated_minutes,
        workspace_id="" if questionnaire.workspace_id is None else str(questionnaire.workspace_id),
        state=_STATES[questionnaire.state],
        default_language=questionnaire.default_language,
        audience=_AUDIENCES[questionnaire.audience],
        response_days=questionnaire.response_days,
        language=language or questionnaire.default_language,
    )


def section_message(section: Section) -> pb.Section:
    """A part of a questionnaire."""
    return pb.Section(
        id=section.id, title=section.title, introduction=section.introduction, visible_if=section.visible_if
    )


def question_message(question: Question) -> pb.Question:
    """A question."""
    message = pb.Question(
        id=question.id,
        text=question.text,
        help=question.help,
        required=question.required,
        section_id=question.section_id or "",
        visible_if=question.visible_if,
        rules=[
            pb.ValidationRule(id=rule.id, expression=rule.expression, message=rule.message)
            for rule in question.rules
        ],
        story_role=_ROLES[question.story_role],
    )
    _put_kind(message, question)
    return message


def _put_kind(message: pb.Question, question: Question) -> None:
    match question.kind:
        case TextKind() as kind:
            text = message.long_text_question if kind.long else message.text_question
            text.SetInParent()
            text.min_length, text.max_length, text.placeholder = (
                kind.min_length,
                kind.max_length,
                kind.placeholder,
            )
        case ChoiceKind(options, allows_other):
            choice = message.choice_question
            choice.SetInParent()
            choice.options.extend(_options(options))
            choice.allows_other = allows_other
        case MultipleChoiceKind() as kind:
            several = message.multiple_choice_question
            several.SetInParent()
            several.options.extend(_options(kind.options))
            several.min_choices, several.max_choices = kind.min_choices, kind.max_choices
            several.allows_other = kind.allows_other
        case ScaleKind() as kind:
            scale = message.scale_question
            scale.SetInParent()
            scale.minimum, scale.maximum = kind.minimum, kind.maximum
            scale.minimum_label, scale.maximum_label = kind.minimum_label, kind.maximum_label
        case RankingKind(options):
            message.ranking_question.SetInParent()
            message.ranking_question.options.extend(_options(options))
        case DateKind(minimum, maximum):
            message.date_question.CopyFrom(pb.DateQuestion(minimum=minimum, maximum=maximum))
        case NumberKind() as kind:
            message.number_question.CopyFrom(
                pb.NumberQuestion(
                    minimum=kind.minimum, maximum=kind.maximum, whole=kind.whole, unit=kind.unit
                )
            )
        case PhotoKind():
            message.photo_question.SetInParent()
        case YesNoKind():
            message.yes_no_question.SetInParent()


def _options(options: Iterable[Option]) -> list[pb.Option]:
    return [pb.Option(value=option.value, label=option.label) for option in options]
