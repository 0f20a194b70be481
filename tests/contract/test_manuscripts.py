"""What every keeper of workspaces' questionnaires does: the directory's, and the fake of unit tests."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from services.kit.clock import SystemClock
from services.kit.db.databases import open_databases
from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import UserId, WorkspaceId, new_id
from services.questionnaire.adapters.manuscripts import DirectoryManuscripts
from services.questionnaire.authoring_ports import Authored, CreateRequest, Manuscripts
from services.questionnaire.domain.manuscripts import Manuscript, new_manuscript
from services.questionnaire.domain.questions import QuestionnaireId, QuestionnaireState, Translation
from tests.fakes.manuscripts import FakeManuscripts
from tests.unit.questionnaire.written import asks, questionnaire

FORM = questionnaire(asks("a"), asks("b"), translations=(Translation("pt", {"title": "Bichos"}),))
AUTHOR = UserId(new_id())


@pytest.fixture(params=["directory", "fake"])
async def manuscripts(request: pytest.FixtureRequest) -> AsyncIterator[Manuscripts]:
    if request.param == "fake":
        yield FakeManuscripts()
        return
    async with open_databases(request.getfixturevalue("fresh_db")) as databases:
        yield DirectoryManuscripts(databases.directory)


async def kept(manuscripts: Manuscripts, workspace: WorkspaceId, title: str = "Pets") -> Manuscript:
    """A draft that is there."""
    manuscript = new_manuscript(
        QuestionnaireId(str(new_id())), workspace, replace(FORM, title=title), AUTHOR, SystemClock().now()
    )
    async with manuscripts.begin(workspace) as store:
        await store.add(manuscript)
    return manuscript


async def published(manuscripts: Manuscripts, manuscript: Manuscript) -> Manuscript:
    """The same with its draft published."""
    assert manuscript.draft is not None
    after, publication = manuscript.published(manuscript.draft, AUTHOR, SystemClock().now())
    async with manuscripts.begin(manuscript.workspace_id) as store:
        await store.add_publication(after, publication)
        await store.replace(after)
    return after


def a_workspace() -> WorkspaceId:
    return WorkspaceId(new_id())


async def test_a_draft_is_found_as_it_was_kept_and_by_its_workspace_alone(manuscripts: Manuscripts) -> None:
    mine, other = a_workspace(), a_workspace()
    manuscript = await kept(manuscripts, mine)
    async with manuscripts.read(mine) as reader:
        assert await reader.find(manuscript.id) == manuscript
        assert await reader.find(QuestionnaireId("who-would-you-be")) is None
    async with manuscripts.begin(other) as store:
        assert await store.find(manuscript.id) is None
        assert await store.locked(manuscript.id) is None
        assert await store.publication(manuscript.id, 1) is None
        assert (await store.page(10, "")).items == []
        assert await store.count() == 0


async def test_characters_that_no_database_holds_are_left_out(manuscripts: Manuscripts) -> None:
    workspace = a_workspace()
    odd = "a\x00b\ud800c\u2028\x85é"
    content = replace(
        questionnaire(asks("a", text=odd), translations=(Translation("pt", {"title": odd}),)), title=odd
    )
    manuscript = new_manuscript(
        QuestionnaireId(str(new_id())), workspace, content, AUTHOR, SystemClock().now()
    )
    async with manuscripts.begin(workspace) as store:
        await store.add(manuscript)
    async with manuscripts.read(workspace) as reader:
        found = await reader.find(manuscript.id)
    assert found is not None
    assert found.draft is not None
    clean = "abc\u2028\x85é"
    assert found.draft.title == clean
    assert found.draft.questions[0].text == clean
    assert found.draft.translations[0].texts == {"title": clean}


async def test_a_version_stays_when_the_next_is_published(manuscripts: Manuscripts) -> None:
    workspace = a_workspace()
    first = await published(manuscripts, await kept(manuscripts, workspace))
    again = first.with_draft(replace(FORM, title="More"), AUTHOR, SystemClock().now())
    second = await published(manuscripts, again)
    async with manuscripts.read(workspace) as reader:
        one, two = await reader.publication(first.id, 1), await reader.publication(first.id, 2)
        assert await reader.publication(first.id, 3) is None
        listed = await reader.versions(second, 10, "")
    assert one is not None
    assert two is not None
    assert (one.questionnaire.title, two.questionnaire.title) == ("Pets", "More")
    assert [item.questionnaire.version for item in listed.items] == [2, 1]


async def test_versions_of_an_archived_questionnaire_say_so(manuscripts: Manuscripts) -> None:
    workspace = a_workspace()
    manuscript = await published(manuscripts, await kept(manuscripts, workspace))
    archived = manuscript.archived(AUTHOR, SystemClock().now(), undo=False)
    async with manuscripts.begin(workspace) as store:
        await store.replace(archived)
        version = await store.publication(manuscript.id, 1)
        page = await store.page(10, "")
    assert version is not None
    assert version.questionnaire.state is QuestionnaireState.ARCHIVED
    assert [item.questionnaire.state for item in page.items] == [QuestionnaireState.ARCHIVED]


async def test_pages_join_up_newest_first_without_questions(manuscripts: Manuscripts) -> None:
    workspace = a_workspace()
    made = [await kept(manuscripts, workspace, f"Pets {number}") for number in range(5)]
    await published(manuscripts, made[2])
    seen: list[Authored] = []
    token = ""
    async with manuscripts.read(workspace) as reader:
        while True:
            page = await reader.page(2, token)
            seen += page.items
            if not (token := page.next_page_token):
                break
        with pytest.raises(PageTokenInvalid):
            await reader.page(2, "no token of this list")
    assert [item.questionnaire.title for item in seen] == [f"Pets {number}" for number in (4, 3, 2, 1, 0)]
    assert all(item.questionnaire.questions == () for item in seen)
    assert all(item.questionnaire.translations == () for item in seen)
    assert [item.publication is not None for item in seen] == [False, False, True, False, False]


async def test_pages_of_versions_join_up(manuscripts: Manuscripts) -> None:
    workspace = a_workspace()
    manuscript = await published(manuscripts, await kept(manuscripts, workspace))
    for _ in range(4):
        manuscript = await published(manuscripts, manuscript.with_draft(FORM, AUTHOR, SystemClock().now()))
    versions: list[int] = []
    token = ""
    async with manuscripts.read(workspace) as reader:
        while True:
            page = await reader.versions(manuscript, 2, token)
            versions += [item.questionnaire.version for item in page.items]
            if not (token := page.next_page_token):
                break
    assert versions == [5, 4, 3, 2, 1]


async def test_a_request_stands_for_one_questionnaire_of_its_workspace(manuscripts: Manuscripts) -> None:
    workspace, request_id = a_workspace(), uuid.uuid4()
    first, second = QuestionnaireId(str(new_id())), QuestionnaireId(str(new_id()))
    async with manuscripts.begin(workspace) as store:
        assert await store.first_created(CreateRequest(request_id, "x"), first) == first
    async with manuscripts.begin(workspace) as store:
        assert await store.first_created(CreateRequest(request_id, "x"), second) == first
    with pytest.raises(RequestIdReused):
        async with manuscripts.begin(workspace) as store:
            await store.first_created(CreateRequest(request_id, "y"), second)
    async with manuscripts.begin(a_workspace()) as store:
        assert await store.first_created(CreateRequest(request_id, "y"), second) == second


async def test_what_was_removed_is_gone_and_a_block_that_fails_changes_nothing(
    manuscripts: Manuscripts,
) -> None:
    workspace = a_workspace()
    manuscript = await kept(manuscripts, workspace)

    async def fail_after_removing() -> None:
        async with manuscripts.begin(workspace) as store:
            await store.remove(manuscript.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_after_removing()
    async with manuscripts.begin(workspace) as store:
        assert await store.count() == 1
        await store.remove(manuscript.id)
    async with manuscripts.read(workspace) as reader:
        assert await reader.find(manuscript.id) is None
