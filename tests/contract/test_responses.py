"""One suite for every `Responses`: in Postgres, and in memory, where unit tests keep theirs."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.kit.db.databases import open_databases
from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import UserId, new_id
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.domain.answers import Answers, Choices, Other, Text
from services.questionnaire.domain.questions import QuestionId, QuestionnaireId
from services.questionnaire.domain.responses import Response, ResponseDeed, ResponseId, Revision
from services.questionnaire.domain.resuming import Progress
from services.questionnaire.ports import Responses, SoughtWord, StartRequest
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


async def answered(
    responses: Responses, owner: UserId, answers: Answers, questionnaire_id: QuestionnaireId = WHO
) -> ResponseId:
    response = replace(a_response(), answers=answers, answer_changes={}, questionnaire_id=questionnaire_id)
    async with responses.begin(owner) as store:
        await store.add(response)
    return response.id


async def found_by(
    responses: Responses, owner: UserId, *words: str, titled: frozenset[QuestionnaireId] = frozenset()
) -> list[ResponseId]:
    async with responses.read(owner) as reader:
        page = await reader.page(10, "", [SoughtWord(word, titled) for word in words])
    return [response.id for response in page.responses]


async def test_a_response_is_found_by_parts_of_what_was_written_whatever_the_case_and_the_accents(
    responses: Responses,
) -> None:
    owner = person()
    cafe = await answered(responses, owner, {NAME: Text("Zoë"), DREAM: Text("A CAFÉ “by the sea”,\nin Łódź")})
    other = await answered(responses, owner, {NAME: Other("Ζωή Σοφός"), DREAM: Choices(("boat",), "a Kite")})
    await answered(responses, person(), {DREAM: Text("a café")})
    for words in (["cafe"], ["Café", "ZOE"], ["afé"], ["“BY"], ["sea”,"]):
        assert await found_by(responses, owner, *words) == [cafe]
    for words in (["ΣΟΦΟΣ"], ["σοφος"], ["kite"], ["ζωη", "KITE"]):
        assert await found_by(responses, owner, *words) == [other]
    assert await found_by(responses, owner, "a") == [other, cafe]
    assert await found_by(responses, owner, "kite", "café") == []


@pytest.mark.parametrize("word", ["%", "_", "\\", "[", '"', ".*", "text", "boat", "'; --"])
async def test_what_is_typed_is_text_and_what_was_chosen_or_is_how_answers_are_stored_is_not_found(
    responses: Responses, word: str
) -> None:
    owner = person()
    await answered(responses, owner, {NAME: Choices(("boat",), "Kite"), DREAM: Text("sea")})
    assert await found_by(responses, owner, word) == []


async def test_a_percent_sign_is_found_where_one_was_written(responses: Responses) -> None:
    owner = person()
    sure = await answered(responses, owner, {DREAM: Text("100% sure, or _nearly_")})
    await answered(responses, owner, {DREAM: Text("100 times")})
    assert await found_by(responses, owner, "0%") == [sure]
    assert await found_by(responses, owner, "_") == [sure]


async def test_each_word_is_in_the_title_or_in_what_was_written(responses: Responses) -> None:
    owner, dogs = person(), QuestionnaireId("dogs")
    walk = await answered(responses, owner, {DREAM: Text("a walk")}, dogs)
    await answered(responses, owner, {DREAM: Text("a nap")}, dogs)
    await answered(responses, owner, {DREAM: Text("a walk")})
    nothing = await answered(responses, owner, {}, dogs)
    async with responses.read(owner) as reader:
        assert set(await reader.questionnaire_ids()) == {WHO, dogs}
        page = await reader.page(
            10, "", [SoughtWord("dogs", frozenset({dogs})), SoughtWord("walk", frozenset())]
        )
    assert [response.id for response in page.responses] == [walk]
    assert (await found_by(responses, owner, "dogs", titled=frozenset({dogs})))[0] == nothing


async def test_a_page_token_is_good_for_the_same_words_alone(responses: Responses) -> None:
    owner = person()
    made = [await answered(responses, owner, {DREAM: Text(f"boat {number}")}) for number in range(3)]
    await answered(responses, owner, {DREAM: Text("a kite")})
    boats = [SoughtWord("boat", frozenset())]
    async with responses.read(owner) as reader:
        first = await reader.page(2, "", boats)
        second = await reader.page(2, first.next_page_token, boats)
        assert [each.id for page in (first, second) for each in page.responses] == made[::-1]
        assert second.next_page_token == ""
        for others in ([], [SoughtWord("kite", frozenset())]):
            with pytest.raises(PageTokenInvalid):
                await reader.page(2, first.next_page_token, others)


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
