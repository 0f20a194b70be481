from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from services.kit.errors import RequestIdReused
from services.kit.ids import UserId
from services.questionnaire.adapters.documents import load_catalogue
from services.questionnaire.domain.answers import Choice, Text, Value
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseId
from services.questionnaire.errors import (
    AnswersInvalid,
    EtagMismatch,
    QuestionnaireNotFound,
    ResponseAlreadySubmitted,
    ResponseNotFound,
)
from services.questionnaire.ports import StartRequest
from services.questionnaire.use_cases.responses import QuestionnaireUseCases
from tests.fakes.clock import FakeClock
from tests.fakes.responses import FakeResponses

WHO = QuestionnaireId("who-would-you-be")
MAYA, TOMASZ = UserId(uuid.uuid4()), UserId(uuid.uuid4())
COMPLETE: dict[QuestionId, Value] = {
    QuestionId("name"): Text("Maya"),
    QuestionId("pronouns"): Choice("she"),
    QuestionId("age_band"): Choice("twenties"),
    QuestionId("place"): Text("the coast"),
    QuestionId("today"): Text("I grade lab reports."),
    QuestionId("dream"): Text("to speak for the reefs"),
    QuestionId("obstacle"): Text("my voice goes"),
    QuestionId("strength"): Text("explaining"),
    QuestionId("tone"): Choice("hopeful"),
}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def use_cases(clock: FakeClock) -> QuestionnaireUseCases:
    return QuestionnaireUseCases(load_catalogue(), FakeResponses(), clock)


async def started(use_cases: QuestionnaireUseCases) -> Response:
    return await use_cases.start(MAYA, StartRequest(uuid.uuid4(), WHO))


async def test_a_response_fills_up_answer_by_answer(
    use_cases: QuestionnaireUseCases, clock: FakeClock
) -> None:
    response = await started(use_cases)
    clock.advance(timedelta(minutes=1))
    await use_cases.save(MAYA, response.id, {QuestionId("name"): Text("Maya")}, "")
    saved = await use_cases.save(MAYA, response.id, {QuestionId("place"): Text("the coast")}, "")
    assert set(saved.answers) == {"name", "place"}
    assert saved.updated_at - saved.created_at == timedelta(minutes=1)


async def test_nothing_is_saved_when_one_answer_is_invalid(use_cases: QuestionnaireUseCases) -> None:
    response = await started(use_cases)
    answers: dict[QuestionId, Value] = {
        QuestionId("name"): Text("Maya"),
        QuestionId("tone"): Choice("sarcastic"),
    }
    with pytest.raises(AnswersInvalid):
        await use_cases.save(MAYA, response.id, answers, "")
    assert (await use_cases.get(MAYA, response.id)).answers == {}


async def test_a_save_with_an_old_etag_loses_nothing_of_the_other_device(
    use_cases: QuestionnaireUseCases,
) -> None:
    response = await started(use_cases)
    await use_cases.save(MAYA, response.id, {QuestionId("name"): Text("Maya")}, response.etag)
    with pytest.raises(EtagMismatch):
        await use_cases.save(MAYA, response.id, {QuestionId("name"): Text("Mia")}, response.etag)
    assert (await use_cases.get(MAYA, response.id)).answers[QuestionId("name")] == Text("Maya")


async def test_submitting_an_incomplete_response_names_every_missing_answer(
    use_cases: QuestionnaireUseCases,
) -> None:
    response = await started(use_cases)
    with pytest.raises(AnswersInvalid) as raised:
        await use_cases.submit(MAYA, response.id, "")
    assert [violation.field for violation in raised.value.violations] == [
        f"answers[{key}]" for key in COMPLETE
    ]


async def test_a_submitted_response_stays_as_it_is(use_cases: QuestionnaireUseCases) -> None:
    response = await started(use_cases)
    await use_cases.save(MAYA, response.id, COMPLETE, "")
    submitted = await use_cases.submit(MAYA, response.id, "")
    assert await use_cases.submit(MAYA, response.id, "an etag from before") == submitted
    with pytest.raises(ResponseAlreadySubmitted):
        await use_cases.save(MAYA, response.id, {QuestionId("name"): Text("Mia")}, "")


async def test_a_request_id_starts_one_response(use_cases: QuestionnaireUseCases) -> None:
    request = StartRequest(uuid.uuid4(), WHO)
    first = await use_cases.start(MAYA, request)
    assert await use_cases.start(MAYA, request) == first


async def test_a_request_id_with_another_body_is_refused(use_cases: QuestionnaireUseCases) -> None:
    request_id = uuid.uuid4()
    store = FakeResponses()
    cases = QuestionnaireUseCases(load_catalogue(), store, FakeClock())
    await cases.start(MAYA, StartRequest(request_id, WHO))
    store.stores[MAYA].started[request_id] = (QuestionnaireId("another"), ResponseId(uuid.uuid4()))
    with pytest.raises(RequestIdReused):
        await cases.start(MAYA, StartRequest(request_id, WHO))


async def test_nobody_sees_the_response_of_somebody_else(use_cases: QuestionnaireUseCases) -> None:
    response = await started(use_cases)
    with pytest.raises(ResponseNotFound):
        await use_cases.get(TOMASZ, response.id)
    with pytest.raises(ResponseNotFound):
        await use_cases.save(TOMASZ, response.id, COMPLETE, "")
    with pytest.raises(ResponseNotFound):
        await use_cases.submit(TOMASZ, response.id, "")
    assert (await use_cases.list(TOMASZ, 10, "")).responses == []


async def test_a_questionnaire_that_is_none_is_not_found(use_cases: QuestionnaireUseCases) -> None:
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.questionnaire(QuestionnaireId("nothing"))
    with pytest.raises(QuestionnaireNotFound):
        await use_cases.questionnaire(WHO, 99)
