"""One suite for every `Responses`: in Postgres, and in memory, where unit tests keep theirs."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from services.kit.db.databases import open_databases
from services.kit.errors import RequestIdReused
from services.kit.ids import UserId, new_id
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.domain.answers import Text
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseDeed, ResponseId, Revision
from services.questionnaire.domain.resuming import Progress
from services.questionnaire.ports import Responses, StartRequest
from tests.fakes.responses import FakeResponses

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WHO = QuestionnaireId("who-would-you-be")
NAME, DREAM = QuestionId("name"), QuestionId("dream")


@pytest.fixture(params=["fake", "postgres"])
async def responses(request: pytest.FixtureRequest) -> AsyncIterator[Responses]:
    if request.param == "fake":
        yield FakeResponses()
        return
    async with open_databases(request.getfixturevalue("fresh_db")) as databases:
        yield SqlResponses(databases.uow)


def person() -> UserId:
    return UserId(new_id())


def a_response() -> Response:
    return Response(
        id=ResponseId(new_id()),
        questionnaire_id=WHO,
        questionnaire_version=2,
        answers={NAME: Text("Maya")},
        changes=3,
        created_at=NOW,
        updated_at=NOW,
        answer_changes={NAME: 3, DREAM: 2},
        expires_at=NOW,
        progress=Progress([DREAM], [], DREAM, 13, 1),
    )


async def added(responses: Responses, owner: UserId) -> Response:
    response = a_response()
    async with responses.begin(owner) as store:
        await store.add(response)
    return response


async def found(responses: Responses, owner: UserId, response_id: ResponseId) -> Response | None:
    async with responses.read(owner) as reader:
        return await reader.find(response_id)


async def test_a_response_is_found_as_it_was_added_and_by_its_owner_alone(responses: Responses) -> None:
    owner = person()
    response = await added(responses, owner)
    assert await found(responses, owner, response.id) == response
    assert await found(responses, person(), response.id) is None


async def test_every_change_is_kept(responses: Responses) -> None:
    owner = person()
    response = await added(responses, owner)
    async with responses.begin(owner) as store:
        locked = await store.locked(response.id)
        assert locked is not None
        changed = locked.with_answers({NAME: None, DREAM: Text("to sing")}, NOW)
        await store.replace(changed)
    assert await found(responses, owner, response.id) == changed
    async with responses.begin(owner) as store:
        locked = await store.locked(response.id)
        assert locked is not None
        moved = locked.moved(3, {}, NOW).at(Progress([NAME], [], NAME, 13, 0))
        await store.replace(moved)
    assert await found(responses, owner, response.id) == moved


async def test_what_is_submitted_and_reopened_keeps_its_answers_and_its_revisions(
    responses: Responses,
) -> None:
    owner = person()
    response = await added(responses, owner)
    for number in (1, 2, 3):
        async with responses.begin(owner) as store:
            locked = await store.locked(response.id)
            assert locked is not None
            fixed = locked.submitted(NOW)
            await store.fix(fixed, Revision(number, 2, {NAME: Text(f"Maya {number}")}, NOW))
        async with responses.begin(owner) as store:
            locked = await store.locked(response.id)
            assert locked == fixed
            reopened = locked.reopened(NOW)
            await store.replace(reopened)
        assert await found(responses, owner, response.id) == reopened
    async with responses.read(owner) as reader:
        first = await reader.revisions(response.id, 2, "")
        second = await reader.revisions(response.id, 2, first.next_page_token)
    kept = [*first.revisions, *second.revisions]
    assert [revision.revision for revision in kept] == [3, 2, 1]
    assert kept[2] == Revision(1, 2, {NAME: Text("Maya 1")}, NOW)
    assert second.next_page_token == ""


async def test_a_block_that_raises_changes_nothing(responses: Responses) -> None:
    owner = person()
    response = await added(responses, owner)
    with pytest.raises(LookupError):
        await _submit_and_fail(responses, owner, response)
    assert await found(responses, owner, response.id) == response
    async with responses.read(owner) as reader:
        assert list((await reader.revisions(response.id, 10, "")).revisions) == []
        assert list((await reader.audit(response.id, 10, "")).entries) == []


async def _submit_and_fail(responses: Responses, owner: UserId, response: Response) -> None:
    async with responses.begin(owner) as store:
        assert await store.locked(response.id) == response
        await store.fix(response.submitted(NOW), Revision(1, 2, {}, NOW))
        await store.note(response.id, ResponseDeed.SUBMITTED, actor="x", at=NOW, details={})
        raise LookupError


async def test_what_is_removed_is_gone_with_its_revisions_and_its_audit_stays(responses: Responses) -> None:
    owner = person()
    response = await added(responses, owner)
    async with responses.begin(owner) as store:
        locked = await store.locked(response.id)
        assert locked is not None
        await store.fix(locked.submitted(NOW), Revision(1, 2, {}, NOW))
    async with responses.begin(owner) as store:
        await store.remove(response.id)
        await store.note(
            response.id, ResponseDeed.DELETED, actor="somebody", at=NOW, details={"because": "expired"}
        )
    assert await found(responses, owner, response.id) is None
    async with responses.read(owner) as reader:
        assert list((await reader.revisions(response.id, 10, "")).revisions) == []
        (entry,) = (await reader.audit(response.id, 10, "")).entries
    assert (entry.action, entry.actor, entry.resource_kind) == ("response.deleted", "somebody", "response")
    assert entry.details == {"because": "expired"}


async def test_a_list_is_newest_first_and_joins_up(responses: Responses) -> None:
    owner = person()
    made = [(await added(responses, owner)).id for _ in range(5)]
    await added(responses, person())
    async with responses.read(owner) as reader:
        first = await reader.page(3, "")
        second = await reader.page(3, first.next_page_token)
    assert [response.id for page in (first, second) for response in page.responses] == made[::-1]
    assert second.next_page_token == ""


async def test_a_request_stands_for_what_it_started_first(responses: Responses) -> None:
    owner, request = person(), StartRequest(uuid.uuid4(), WHO)
    first, second = ResponseId(new_id()), ResponseId(new_id())

    async def started(request: StartRequest, response_id: ResponseId) -> ResponseId:
        async with responses.begin(owner) as store:
            return await store.first_started(request, response_id)

    assert await started(request, first) == first
    assert await started(request, second) == first
    with pytest.raises(RequestIdReused):
        await started(StartRequest(request.request_id, QuestionnaireId("another")), second)
