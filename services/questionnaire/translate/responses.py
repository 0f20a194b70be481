"""Between the contract's messages and the domain."""

from __future__ import annotations

from collections.abc import Iterable

from encompass.questionnaire.v1 import questionnaire_pb2 as pb

from services.kit.grpc.moments import timestamp
from services.questionnaire.domain.answers import Choice, Choices, Scale, Text, Value, YesNo, missing
from services.questionnaire.domain.questions import (
    ChoiceKind,
    MultipleChoiceKind,
    Option,
    Question,
    QuestionId,
    Questionnaire,
    ScaleKind,
    TextKind,
    YesNoKind,
)
from services.questionnaire.domain.responses import Response


def questionnaire_message(questionnaire: Questionnaire) -> pb.Questionnaire:
    """A questionnaire as the contract has it."""
    return pb.Questionnaire(
        id=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title,
        introduction=questionnaire.introduction,
        estimated_minutes=questionnaire.estimated_minutes,
        questions=[_question(question) for question in questionnaire.questions],
    )


def response_message(response: Response, questionnaire: Questionnaire) -> pb.Response:
    """A response as the contract has it, its answers in the order of the questions."""
    message = pb.Response(
        id=str(response.id),
        questionnaire_id=response.questionnaire_id,
        questionnaire_version=response.questionnaire_version,
        state=pb.RESPONSE_STATE_DRAFT if response.submitted_at is None else pb.RESPONSE_STATE_SUBMITTED,
        answers=[
            _answer(question.id, response.answers[question.id])
            for question in questionnaire.questions
            if question.id in response.answers
        ],
        missing_question_ids=missing(questionnaire, response.answers),
        etag=response.etag,
        create_time=timestamp(response.created_at),
        update_time=timestamp(response.updated_at),
    )
    if response.submitted_at is not None:
        message.submit_time.CopyFrom(timestamp(response.submitted_at))
    return message


def answers_from(answers: Iterable[pb.Answer]) -> dict[QuestionId, Value]:
    """Answers as the domain has them, unchecked."""
    return {QuestionId(answer.question_id): _value(answer) for answer in answers}


def _question(question: Question) -> pb.Question:
    message = pb.Question(id=question.id, text=question.text, help=question.help, required=question.required)
    match question.kind:
        case TextKind() as kind:
            text = pb.TextQuestion(
                min_length=kind.min_length, max_length=kind.max_length, placeholder=kind.placeholder
            )
            (message.long_text_question if kind.long else message.text_question).CopyFrom(text)
        case ChoiceKind(options):
            message.choice_question.options.extend(_options(options))
        case MultipleChoiceKind(options, min_choices, max_choices):
            message.multiple_choice_question.CopyFrom(
                pb.MultipleChoiceQuestion(
                    options=_options(options), min_choices=min_choices, max_choices=max_choices
                )
            )
        case ScaleKind() as scale:
            message.scale_question.CopyFrom(
                pb.ScaleQuestion(
                    minimum=scale.minimum,
                    maximum=scale.maximum,
                    minimum_label=scale.minimum_label,
                    maximum_label=scale.maximum_label,
                )
            )
        case YesNoKind():
            message.yes_no_question.SetInParent()
    return message


def _options(options: Iterable[Option]) -> list[pb.Option]:
    return [pb.Option(value=option.value, label=option.label) for option in options]


def _answer(question_id: QuestionId, value: Value) -> pb.Answer:
    match value:
        case Text(text):
            return pb.Answer(question_id=question_id, text=text)
        case Choice(chosen):
            return pb.Answer(question_id=question_id, choice=chosen)
        case Choices(values):
            return pb.Answer(question_id=question_id, choices=pb.Choices(values=values))
        case Scale(number):
            return pb.Answer(question_id=question_id, scale=number)
        case YesNo(yes):
            return pb.Answer(question_id=question_id, yes=yes)


def _value(answer: pb.Answer) -> Value:
    match answer.WhichOneof("value"):
        case "choice":
            return Choice(answer.choice)
        case "choices":
            return Choices(tuple(answer.choices.values))
        case "scale":
            return Scale(answer.scale)
        case "yes":
            return YesNo(answer.yes)
        case _:
            return Text(answer.text)
