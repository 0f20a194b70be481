"""Questionnaires of workspaces in a real directory, and figures over real shards."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.kit.clock import SystemClock
from services.kit.db.databases import Databases, open_databases
from services.kit.ids import UserId, WorkspaceId, new_id
from services.kit.settings import DbSettings
from services.questionnaire.adapters.catalogue import WholeCatalogue
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.documents import load_catalogue
from services.questionnaire.adapters.documents_of_authors import AuthorsDocuments
from services.questionnaire.adapters.manuscripts import DirectoryManuscripts
from services.questionnaire.adapters.responses import SqlResponses
from services.questionnaire.adapters.tallies import ShardTallies
from services.questionnaire.domain.answers import (
    Choice,
    Choices,
    Number,
    Other,
    Ranking,
    Scale,
    Text,
    Value,
    YesNo,
)
from services.questionnaire.domain.questions import (
    Audience,
    MultipleChoiceKind,
    NumberKind,
    Option,
    QuestionId,
    Questionnaire,
    QuestionnaireState,
    RankingKind,
    ScaleKind,
    YesNoKind,
)
from services.questionnaire.domain.visibility import Compiled
from services.questionnaire.errors import QuestionnaireArchived, QuestionnaireNotFound
from services.questionnaire.ports import StartRequest
from services.questionnaire.use_cases.asking import AskedVersions
from services.questionnaire.use_cases.authoring import Author, AuthoringUseCases
from services.questionnaire.use_cases.responses import QuestionnaireUseCases
from tests.unit.questionnaire.written import asks, one_of, questionnaire

PETS = (Option("cat", "A cat"), Option("dog", "A dog"))
FORM = replace(
    questionnaire(
        asks("likes", YesNoKind(), required=True),
        asks("pet", one_of("cat", "dog", allows_other=True), visible_if="answers.likes"),
        asks("all", MultipleChoiceKind(PETS, 0, 2, allows_other=True)),
        asks("order", RankingKind(PETS)),
        asks("mood", ScaleKind(1, 5)),
        asks("age", NumberKind(minimum=0, maximum=100, whole=True)),
        asks("why", required=True),
    ),
    audience=Audience.ANYONE,
)


class World:
    """The use cases of authors and of people over the same databases."""

    def __init__(self, databases: Databases) -> None:
        conditions, clock = CelConditions(), SystemClock()
        self.databases = databases
        self.manuscripts = DirectoryManuscripts(databases.directory)
        self.authoring = AuthoringUseCases(
            self.manuscripts, AuthorsDocuments(), ShardTallies(databases), conditions, clock
        )
        self.catalogue = WholeCatalogue(load_catalogue(), databases.directory)
        self.people = QuestionnaireUseCases(
            AskedVersions(self.catalogue, Compiled(conditions)), SqlResponses(databases.uow), clock
        )

    async def published(self, author: Author, content: Questionnaire = FORM) -> Questionnaire:
        made = await self.authoring.create(author, uuid.uuid4(), content)
        return (await self.authoring.publish(author, made.questionnaire.id, "")).questionnaire

    async def answers(self, form: Questionnaire, submit: bool = True, **values: Value) -> None:
        owner = UserId(new_id())
        response = await self.people.start(owner, WorkspaceId(owner), StartRequest(uuid.uuid4(), form.id))
        if values:
            given = {QuestionId(key): value for key, value in values.items()}
            await self.people.save(owner, response.id, given, "")
        if submit:
            await self.people.submit(owner, response.id, "")


@pytest.fixture
async def world(fresh_db: DbSettings) -> AsyncIterator[World]:
    async with open_databases(fresh_db) as databases:
        yield World(databases)


def an_author() -> Author:
    return Author(UserId(new_id()), WorkspaceId(new_id()))


async def test_a_draft_is_published_and_answered_and_its_next_version_leaves_running_responses_alone(
    world: World,
) -> None:
    author = an_author()
    first = await world.published(author)
    assert (first.version, first.state) == (1, QuestionnaireState.PUBLISHED)
    owner = UserId(new_id())
    response = await world.people.start(owner, author.workspace_id, StartRequest(uuid.uuid4(), first.id))
    content = replace(FORM, title="More pets", questions=FORM.questions[:1])
    await world.authoring.update(author, first.id, content, frozenset(), "")
    second = (await world.authoring.publish(author, first.id, "")).questionnaire
    assert (second.version, second.title) == (2, "More pets")
    found = await world.catalogue.find(first.id, response.questionnaire_version)
    assert found is not None
    assert found.title == "Pets"
    assert (await world.people.get(owner, response.id)).questionnaire_version == 1


async def test_another_workspace_finds_nothing(world: World) -> None:
    mine, other = an_author(), an_author()
    form = await world.published(mine)
    for attempt in (
        world.authoring.get(other, form.id),
        world.authoring.get(other, form.id, 1),
        world.authoring.update(other, form.id, FORM, frozenset(), ""),
        world.authoring.publish(other, form.id, ""),
        world.authoring.archive(other, form.id, undo=False),
        world.authoring.versions(other, form.id, 10, ""),
        world.authoring.analytics(other, form.id, 0),
    ):
        with pytest.raises(QuestionnaireNotFound):
            await attempt
    await world.authoring.delete_draft(other, form.id, "")
    assert (await world.authoring.page(other, 10, "")).items == []
    assert (await world.authoring.get(mine, form.id)).questionnaire == form


async def test_a_questionnaire_for_its_workspace_is_not_there_for_anybody_else(world: World) -> None:
    author = an_author()
    form = await world.published(author, replace(FORM, audience=Audience.WORKSPACE))
    stranger = UserId(new_id())
    with pytest.raises(QuestionnaireNotFound):
        await world.people.start(stranger, WorkspaceId(stranger), StartRequest(uuid.uuid4(), form.id))
    with pytest.raises(QuestionnaireNotFound):
        await world.people.questionnaire(WorkspaceId(stranger), form.id)
    assert form.id in [one.id for one in await world.catalogue.listed(author.workspace_id)]
    assert form.id not in [one.id for one in await world.catalogue.listed(WorkspaceId(stranger))]
    await world.people.start(stranger, author.workspace_id, StartRequest(uuid.uuid4(), form.id))


async def test_an_archived_questionnaire_takes_no_new_responses_until_it_does_again(world: World) -> None:
    author = an_author()
    form = await world.published(author)
    await world.authoring.archive(author, form.id, undo=False)
    assert form.id not in [one.id for one in await world.catalogue.listed(author.workspace_id)]
    with pytest.raises(QuestionnaireArchived):
        await world.answers(form, submit=False)
    await world.authoring.archive(author, form.id, undo=True)
    await world.answers(form, submit=False)


async def test_the_database_itself_keeps_published_versions_as_they_are(world: World) -> None:
    await world.published(an_author())
    for statement in ("UPDATE questionnaire_version SET version = 7", "DELETE FROM questionnaire_version"):
        with pytest.raises(DBAPIError):
            async with world.databases.directory.begin() as session:
                await session.execute(text(statement))


async def test_one_request_creates_one_questionnaire_even_at_the_same_time(world: World) -> None:
    author, request_id = an_author(), uuid.uuid4()
    made = await asyncio.gather(*(world.authoring.create(author, request_id, FORM) for _ in range(5)))
    assert len({one.questionnaire.id for one in made}) == 1
    assert len((await world.authoring.page(author, 10, "")).items) == 1


async def test_figures_add_up_over_shards_and_tell_nobodys_words(world: World) -> None:
    author = an_author()
    form = await world.published(author)
    secret = "my secret name is Maya"
    for number in range(8):
        await world.answers(
            form,
            likes=YesNo(True),
            pet=Choice("cat") if number < 6 else Other(secret),
            all=Choices(("dog",), secret if number < 5 else ""),
            order=Ranking(("dog", "cat")),
            mood=Scale(4),
            age=Number(30.0 + number),
            why=Text(secret),
        )
    for _ in range(5):
        await world.answers(form, submit=False, likes=YesNo(True))
    for _ in range(3):
        await world.answers(form, submit=False, likes=YesNo(False))
    figures = await world.authoring.analytics(author, form.id, 0)
    assert (figures.started, figures.submitted, figures.expired) == (16, 8, 0)
    assert figures.median_duration_ms > 0
    by_key = {str(one.question_id): one for one in figures.questions}
    assert by_key["likes"].answered == 16
    assert by_key["pet"].dropped == 5
    assert by_key["all"].dropped == 0  # three people: too few to tell
    told = {key: {one.value: one.count for one in figure.distribution} for key, figure in by_key.items()}
    assert told["likes"] == {}  # three said no, which could be told from the thirteen that said yes
    assert told["pet"] == {}
    assert told["all"] == {"dog": 8, "other": 5}
    assert told["order"] == {"dog": 8}
    assert told["mood"] == {"4": 8}
    assert told["age"] == {"30": 8}
    assert told["why"] == {}
    assert secret not in repr(figures)


async def test_figures_of_one_version_leave_the_others_out(world: World) -> None:
    author = an_author()
    form = await world.published(author)
    for _ in range(5):
        await world.answers(form, submit=False)
    await world.authoring.update(author, form.id, replace(FORM, title="Again"), frozenset(), "")
    again = (await world.authoring.publish(author, form.id, "")).questionnaire
    for _ in range(6):
        await world.answers(again, submit=False)
    assert (await world.authoring.analytics(author, form.id, 1)).started == 5
    assert (await world.authoring.analytics(author, form.id, 2)).started == 6
    assert (await world.authoring.analytics(author, form.id, 0)).started == 11
