"""Responses on real shards."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator

import pytest

from services.kit.clock import SystemClock
from services.kit.db.databases import open_databases
from services.kit.errors import PageTokenInvalid
from services.kit.ids import UserId, new_id
from services.kit.settings import DbSettings
from services.questionnaire.adapters.documents import load_catalogue
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.domain.answers import Text
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.errors import EtagMismatch, ResponseNotFound
from services.questionnaire.ports import StartRequest
from services.questionnaire.use_cases.responses import QuestionnaireUseCases

WHO = QuestionnaireId("who-would-you-be")
NAME = QuestionId("name")


@pytest.fixture
async def use_cases(fresh_db: DbSettings) -> AsyncIterator[QuestionnaireUseCases]:
    async with open_databases(fresh_db) as databases:
        yield QuestionnaireUseCases(load_catalogue(), SqlResponses(databases.uow), SystemClock())


def start_request() -> StartRequest:
    return StartRequest(uuid.uuid4(), WHO)


def person() -> UserId:
    return UserId(new_id())


async def test_answers_come_back_as_they_were_saved(use_cases: QuestionnaireUseCases) -> None:
    owner = person()
    response = await use_cases.start(owner, start_request())
    saved = await use_cases.save(owner, response.id, {NAME: Text("Maya “the sea”")}, "")
    assert await use_cases.get(owner, response.id) == saved


async def test_another_person_finds_nothing(use_cases: QuestionnaireUseCases) -> None:
    response = await use_cases.start(person(), start_request())
    with pytest.raises(ResponseNotFound):
        await use_cases.get(person(), response.id)


async def test_starts_with_one_request_id_make_one_response_even_at_the_same_time(
    use_cases: QuestionnaireUseCases,
) -> None:
    owner, request = person(), start_request()
    made = await asyncio.gather(*(use_cases.start(owner, request) for _ in range(5)))
    assert len({response.id for response in made}) == 1
    assert len((await use_cases.list(owner, 10, "")).responses) == 1


async def test_of_two_saves_with_one_etag_one_is_told_to_read_again(use_cases: QuestionnaireUseCases) -> None:
    owner = person()
    response = await use_cases.start(owner, start_request())
    results = await asyncio.gather(
        *(use_cases.save(owner, response.id, {NAME: Text(name)}, response.etag) for name in ("Maya", "Mia")),
        return_exceptions=True,
    )
    assert sum(isinstance(result, EtagMismatch) for result in results) == 1
    assert (await use_cases.get(owner, response.id)).revision == 2


async def test_pages_join_up_newest_first_and_belong_to_one_person(use_cases: QuestionnaireUseCases) -> None:
    owner = person()
    made = [(await use_cases.start(owner, start_request())).id for _ in range(5)]
    first = await use_cases.list(owner, 3, "")
    second = await use_cases.list(owner, 3, first.next_page_token)
    assert [response.id for page in (first, second) for response in page.responses] == made[::-1]
    assert second.next_page_token == ""
    with pytest.raises(PageTokenInvalid):
        await use_cases.list(person(), 3, first.next_page_token)
