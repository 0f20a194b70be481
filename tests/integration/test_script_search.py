"""Finding stories again, in Postgres."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from services.kit.db.databases import open_databases
from services.kit.db.unit_of_work import UnitOfWork
from services.kit.errors import PageTokenInvalid
from services.kit.ids import UserId, new_id
from services.kit.searching import words_of
from services.kit.settings import DbSettings
from services.script.adapters.scripts import SqlScripts
from services.script.domain.model import Scene, Script, ScriptId
from tests.support.script_desk import somebody
from tests.unit.script.stories import scene, story


@pytest.fixture
async def uow(fresh_db: DbSettings) -> AsyncIterator[UnitOfWork]:
    async with open_databases(fresh_db) as databases:
        yield databases.uow


async def kept(
    uow: UnitOfWork, owner: UserId, title: str, *, hero: str = "", scenes: tuple[Scene, ...] = ()
) -> Script:
    new = replace(story(*scenes), id=ScriptId(new_id()), title=title, logline="", hero_name=hero)
    async with uow.begin(owner) as tx:
        SqlScripts(tx).add(new, {})
        await tx.flush()
        await SqlScripts(tx).save(new)
    return new


async def found(uow: UnitOfWork, owner: UserId, query: str) -> set[str]:
    async with uow.read(owner) as tx:
        page = await SqlScripts(tx).page(10, "", words=words_of(query))
    return {script.title for script in page.scripts}


async def test_a_story_is_found_by_its_title_its_hero_and_what_is_told_in_it(uow: UnitOfWork) -> None:
    owner = somebody()
    tide = replace(scene(), title="Tide", narration="An octopus takes her finger in Łódź.")
    await kept(uow, owner, "The Café by the Sea", hero="Zoë", scenes=(tide, scene(1), scene(2)))
    await kept(uow, owner, "100% Winter", hero="Tom")
    await kept(uow, somebody(), "The Octopus of a Stranger")
    for query in ("cafe", "ZOE sea", "octopus", "tíde finger café", "łodz"):
        assert await found(uow, owner, query) == {"The Café by the Sea"}
    for query in ("%", "tom", "100% winter"):
        assert await found(uow, owner, query) == {"100% Winter"}
    assert await found(uow, owner, "octopus winter") == set()
    assert await found(uow, owner, "_") == set()
    assert len(await found(uow, owner, " ")) == 2


async def test_the_stories_of_some_answers_are_listed_alone_and_page_by_page(uow: UnitOfWork) -> None:
    owner = somebody()
    first = await kept(uow, owner, "One Boat")
    second = replace(first, id=ScriptId(new_id()), title="Two Boats")
    await kept(uow, owner, "Three Boats")
    async with uow.begin(owner) as tx:
        SqlScripts(tx).add(second, {})
    async with uow.read(owner) as tx:
        scripts = SqlScripts(tx)
        of_answers = await scripts.page(10, "", response_id=first.response_id)
        assert {script.title for script in of_answers.scripts} == {"One Boat", "Two Boats"}
        page = await scripts.page(1, "", words=["boat"], response_id=first.response_id)
        rest = await scripts.page(1, page.next_page_token, words=["boat"], response_id=first.response_id)
        assert {script.title for script in (*page.scripts, *rest.scripts)} == {"One Boat", "Two Boats"}
        assert rest.next_page_token == ""
        with pytest.raises(PageTokenInvalid):
            await scripts.page(1, page.next_page_token, words=["boat"])
        with pytest.raises(PageTokenInvalid):
            await scripts.page(1, page.next_page_token, words=["two"], response_id=first.response_id)
