"""Two devices that fill one response."""

from __future__ import annotations

import pytest

from services.questionnaire.domain.answers import Number, Text, YesNo
from services.questionnaire.domain.responses import AnswersConflict, Conflict, Response
from services.questionnaire.errors import EtagMismatch
from tests.unit.questionnaire.asking import MAYA, Desk, key


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
