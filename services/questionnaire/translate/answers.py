"""Answers between the contract's messages and the domain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from encompass.questionnaire.v1 import questionnaire_pb2 as pb
from google.protobuf.internal.containers import RepeatedCompositeFieldContainer
from google.protobuf.message import Message

from services.kit.grpc.status import detail_message
from services.questionnaire.domain.answers import (
    Answers,
    Choice,
    Choices,
    Day,
    Number,
    Other,
    Photo,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
)
from services.questionnaire.domain.questions import Question, QuestionId
from services.questionnaire.domain.responses import AnswersConflict, Conflict

_MAX_CONFLICT_BYTES: Final = 24 * 1024
"""Details of an error have to fit into a header."""


def answers_from(answers: Iterable[pb.Answer]) -> dict[QuestionId, Value]:
    """Answers as the domain has them, unchecked."""
    return {QuestionId(answer.question_id): _value(answer) for answer in answers}


def add_answers(
    messages: RepeatedCompositeFieldContainer[pb.Answer], questions: Iterable[Question], answers: Answers
) -> None:
    """Adds answers as the contract has them, in the order of the questions."""
    for question in questions:
        value = answers.get(question.id)
        if value is not None:
            # Filled where they stand: most of a long list is answers, and to copy each doubles what it costs.
            _FILLERS[type(value)](messages.add(question_id=question.id), value)


@detail_message.register
def conflict_message(conflict: AnswersConflict) -> Message:
    """What each side has, without the answers that no header would hold."""
    message = pb.AnswersConflict(etag=conflict.etag)
    for each in conflict.conflicts:
        entry = _conflict(each)
        if message.ByteSize() + entry.ByteSize() > _MAX_CONFLICT_BYTES:
            entry = pb.AnswerConflict(question_id=each.question_id)
        message.conflicts.append(entry)
    return message


def _conflict(conflict: Conflict) -> pb.AnswerConflict:
    message = pb.AnswerConflict(question_id=conflict.question_id)
    for value, answer in ((conflict.yours, message.yours), (conflict.saved, message.saved)):
        if value is not None:
            answer.question_id = conflict.question_id
            _FILLERS[type(value)](answer, value)
    return message


def _value(answer: pb.Answer) -> Value:
    match answer.WhichOneof("value"):
        case "choice":
            return Choice(answer.choice)
        case "other":
            return Other(answer.other)
        case "choices":
            return Choices(tuple(answer.choices.values), answer.choices.other)
        case "scale":
            return Scale(answer.scale)
        case "yes":
            return YesNo(answer.yes)
        case "ranking":
            return Ranking(tuple(answer.ranking.values))
        case "date":
            return Day(answer.date)
        case "number":
            return Number(answer.number)
        case "photo_asset_id":
            return Photo(UUID(answer.photo_asset_id))
        case _:
            return Text(answer.text)


def _fill_text(message: pb.Answer, value: Text) -> None:
    message.text = value.text


def _fill_choice(message: pb.Answer, value: Choice) -> None:
    message.choice = value.value


def _fill_other(message: pb.Answer, value: Other) -> None:
    message.other = value.text


def _fill_choices(message: pb.Answer, value: Choices) -> None:
    message.choices.SetInParent()
    message.choices.values.extend(value.values)
    message.choices.other = value.other


def _fill_scale(message: pb.Answer, value: Scale) -> None:
    message.scale = value.number


def _fill_yes_no(message: pb.Answer, value: YesNo) -> None:
    message.yes = value.yes


def _fill_ranking(message: pb.Answer, value: Ranking) -> None:
    message.ranking.SetInParent()
    message.ranking.values.extend(value.values)


def _fill_day(message: pb.Answer, value: Day) -> None:
    message.date = value.iso


def _fill_number(message: pb.Answer, value: Number) -> None:
    message.number = value.number


def _fill_photo(message: pb.Answer, value: Photo) -> None:
    message.photo_asset_id = str(value.asset_id)


_FILLERS: Final[Mapping[type[Value], Callable[[pb.Answer, Any], None]]] = {
    Text: _fill_text,
    Choice: _fill_choice,
    Other: _fill_other,
    Choices: _fill_choices,
    Scale: _fill_scale,
    YesNo: _fill_yes_no,
    Ranking: _fill_ranking,
    Day: _fill_day,
    Number: _fill_number,
    Photo: _fill_photo,
}
