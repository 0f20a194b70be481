"""Answers on the wire."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from encompass.questionnaire.v1 import questionnaire_pb2 as pb

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
from services.questionnaire.domain.responses import AnswersConflict, Conflict
from services.questionnaire.translate.answers import add_answers, answers_from, conflict_message
from tests.unit.questionnaire.asking import ask, key

EVERY_VALUE: tuple[Value, ...] = (
    Text("the sea"),
    Text(""),
    Choice("sea"),
    Other("the moors"),
    Choices(("sea", "sky")),
    Choices((), "the moors"),
    Choices(()),
    Scale(0),
    YesNo(False),
    Ranking(("sky", "sea")),
    Day("2026-11-28"),
    Number(0.0),
    Photo(UUID(int=7)),
)


@pytest.mark.parametrize("value", EVERY_VALUE, ids=str)
def test_an_answer_comes_back_as_it_went(value: Value) -> None:
    message = pb.Response()
    add_answers(message.answers, [ask("dream")], {key("dream"): value})
    there = pb.Response.FromString(message.SerializeToString())
    assert answers_from(there.answers) == {key("dream"): value}


def test_a_conflict_holds_both_answers_and_leaves_out_what_there_is_not() -> None:
    message = conflict_message(
        AnswersConflict(
            [
                Conflict(key("dream"), Text("to sing"), Text("to dance")),
                Conflict(key("place"), None, Text("the sea")),
            ],
            "4",
        )
    )
    assert isinstance(message, pb.AnswersConflict)
    assert message.etag == "4"
    both, taken_back = message.conflicts
    assert (both.yours.text, both.saved.text) == ("to sing", "to dance")
    assert not taken_back.HasField("yours")
    assert taken_back.saved.question_id == "place"


def test_answers_that_no_header_would_hold_are_left_out_of_a_conflict_by_name() -> None:
    long = Conflict(key("dream"), Text("å" * 4000), Text("ø" * 4000))
    conflicts = [replace(long, question_id=key(f"dream_{number}")) for number in range(100)]
    message = conflict_message(AnswersConflict(conflicts, "4"))
    assert isinstance(message, pb.AnswersConflict)
    assert [conflict.question_id for conflict in message.conflicts] == [c.question_id for c in conflicts]
    assert message.conflicts[0].HasField("saved")
    assert not message.conflicts[99].HasField("saved")
    assert message.ByteSize() < 32 * 1024
