"""Answers between the contract's messages and the domain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from encompass.questionnaire.v1 import questionnaire_pb2 as pb
from google.protobuf.message import Message

from services.kit.grpc.status import detail_message
from services.questionnaire.domain.answers import (
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
from services.questionnaire.domain.questions import QuestionId
from services.questionnaire.domain.responses import AnswersConflict, Conflict

_MAX_CONFLICT_BYTES: Final = 24 * 1024
"""Details of an error have to fit into a header."""


def answers_from(answers: Iterable[pb.Answer]) -> dict[QuestionId, Value]:
    """Answers as the domain has them, unchecked."""
    return {QuestionId(answer.question_id): _value(answer) for answer in answers}


def answer_message(question_id: QuestionId, value: Value) -> pb.Answer:
    """An answer as the contract has it."""
    match value:
        case Text(text):
            return pb.Answer(question_id=question_id, text=text)
        case Choice(chosen):
            return pb.Answer(question_id=question_id, choice=chosen)
        case Other(text):
            return pb.Answer(question_id=question_id, other=text)
        case Choices(values, other):
            return pb.Answer(question_id=question_id, choices=pb.Choices(values=values, other=other))
        case Scale(number):
            return pb.Answer(question_id=question_id, scale=number)
        case YesNo(yes):
            return pb.Answer(question_id=question_id, yes=yes)
        case Ranking(values):
            return pb.Answer(question_id=question_id, ranking=pb.Ranking(values=values))
        case Day(iso):
            return pb.Answer(question_id=question_id, date=iso)
        case Number(given):
            return pb.Answer(question_id=question_id, number=given)
        case Photo(asset_id):
            return pb.Answer(question_id=question_id, photo_asset_id=str(asset_id))


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
    key = conflict.question_id
    return pb.AnswerConflict(
        question_id=key,
        yours=None if conflict.yours is None else answer_message(key, conflict.yours),
        saved=None if conflict.saved is None else answer_message(key, conflict.saved),
    )


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
