"""Two devices that fill one response."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.questionnaire.domain.answers import Number, Text, YesNo
from services.questionnaire.domain.questions import QuestionId
from services.questionnaire.domain.responses import AnswersConflict, Conflict, Response, ResponseId
from services.questionnaire.errors import EtagMismatch
from tests.unit.questionnaire.asking import DOGS_1, MAYA, Desk, key


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def conflict_of(desk: Desk, response: Response, answers: dict[str, Text | None]) -> AnswersConflict:
    """What a save of the second device, which has only seen this state, is told."""
    with pytest.raises(EtagMismatch) as raised:
        await desk.save(response, {key(each): value for each, value in answers.items()}, response.etag)
    (conflict,) = raised.value.details
    assert isinstance(conflict, AnswersConflict)
    return conflict


async def test_a_stale_save_of_the_same_answer_is_refused_with_both_values(desk: Desk) -> None:
    response = await desk.start()
    phone = await desk.save(response, {key("name"): Text("Maya")}, response.etag)
    conflict = await conflict_of(desk, response, {"name": Text("Mia"), "nickname": Text("M")})
    assert conflict.conflicts == [Conflict(key("name"), Text("Mia"), Text("Maya"))]
    assert conflict.etag == phone.etag
    assert (await desk.saved(response)).answers == {key("name"): Text("Maya")}


async def test_a_stale_save_of_other_answers_is_merged(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("name"): Text("Maya")}, response.etag)
    merged = await desk.save(response, {key("has_dog"): YesNo(False)}, response.etag)
    assert merged.answers == {key("name"): Text("Maya"), key("has_dog"): YesNo(False)}


async def test_the_etag_of_the_conflict_is_good_for_the_decision(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("name"): Text("Maya")}, response.etag)
    conflict = await conflict_of(desk, response, {"name": Text("Mia")})
    decided = await desk.save(response, {key("name"): Text("Mia")}, conflict.etag)
    assert decided.answers[key("name")] == Text("Mia")


async def test_a_save_that_is_sent_twice_is_no_conflict(desk: Desk) -> None:
    response = await desk.start()
    once = await desk.save(response, {key("name"): Text("Maya")}, response.etag)
    twice = await desk.save(response, {key("name"): Text("Maya")}, response.etag)
    assert twice == once


async def test_an_answer_taken_back_meanwhile_is_a_conflict_with_nothing(desk: Desk) -> None:
    response = await desk.start()
    seen = await desk.save(response, {key("name"): Text("Maya")})
    await desk.save(response, {key("name"): None}, seen.etag)
    conflict = await conflict_of(desk, seen, {"name": Text("Mia")})
    assert conflict.conflicts == [Conflict(key("name"), Text("Mia"), None)]


async def test_taking_back_what_was_changed_meanwhile_is_a_conflict(desk: Desk) -> None:
    response = await desk.start()
    seen = await desk.save(response, {key("name"): Text("Maya")})
    await desk.save(response, {key("name"): Text("Mia")}, seen.etag)
    conflict = await conflict_of(desk, seen, {"name": None})
    assert conflict.conflicts == [Conflict(key("name"), None, Text("Mia"))]


@pytest.mark.parametrize("etag", ["99", "nonsense", "0", "-1", "²"])
async def test_an_etag_that_the_response_never_had_overwrites_nothing(desk: Desk, etag: str) -> None:
    response = await desk.start()
    await desk.save(response, {key("name"): Text("Maya")})
    with pytest.raises(EtagMismatch):
        await desk.save(response, {key("name"): Text("Mia")}, etag)


async def test_without_an_etag_the_last_save_wins(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("name"): Text("Maya")})
    assert (await desk.save(response, {key("name"): Text("Mia")})).answers[key("name")] == Text("Mia")


async def test_nobody_submits_what_they_have_not_seen(desk: Desk) -> None:
    response = await desk.start()
    await desk.save(response, {key("dog_age"): Number(3.0)})
    with pytest.raises(EtagMismatch) as raised:
        await desk.use_cases.submit(MAYA, response.id, response.etag)
    assert raised.value.details == ()


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.dictionaries(
            st.sampled_from([key("name"), key("nickname"), key("dog_name")]),
            st.sampled_from([Text("a"), Text("b"), None]),
            min_size=1,
        ),
    ),
    max_size=30,
)


@given(STEPS)
def test_whatever_three_devices_do_none_overwrites_what_it_has_not_seen(
    steps: list[tuple[int, dict[QuestionId, Text | None]]],
) -> None:
    now = datetime(2026, 1, 2, tzinfo=UTC)
    saved = Response(ResponseId(uuid.uuid4()), DOGS_1.id, 1, {}, 1, now, now)
    seen = [saved, saved, saved]
    for device, answers in steps:
        mine = seen[device]
        conflict = saved.conflict(answers, mine.etag)
        if conflict is None:
            for question_id, value in answers.items():
                theirs = saved.answers.get(question_id)
                assert theirs in (mine.answers.get(question_id), value)
            saved = saved.with_answers(answers, now)
        else:
            for one in conflict.conflicts:
                assert one.saved == saved.answers.get(one.question_id)
                assert one.yours == answers[one.question_id] != one.saved
        seen[device] = saved
