"""Responses on real shards."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import psycopg
import pytest

from services.kit.clock import SystemClock
from services.kit.db.databases import Databases, open_databases
from services.kit.errors import PageTokenInvalid
from services.kit.ids import UserId, new_id
from services.kit.settings import DbSettings
from services.questionnaire.adapters.cel import CelConditions
from services.questionnaire.adapters.expired import ShardExpired
from services.questionnaire.adapters.responses import SqlResponses
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
from services.questionnaire.domain.questions import (
    Audience,
    ChoiceKind,
    DateKind,
    Kind,
    MultipleChoiceKind,
    NumberKind,
    Option,
    PhotoKind,
    QuestionId,
    Questionnaire,
    QuestionnaireId,
    RankingKind,
    ScaleKind,
    TextKind,
    YesNoKind,
)
from services.questionnaire.domain.responses import AnswersConflict, Conflict, Response
from services.questionnaire.domain.visibility import Compiled
from services.questionnaire.errors import EtagMismatch, ResponseNotFound
from services.questionnaire.ports import StartRequest
from services.questionnaire.translate.responses import response_message
from services.questionnaire.use_cases.asking import AskedVersions
from services.questionnaire.use_cases.pruning import Pruner
from services.questionnaire.use_cases.responses import QuestionnaireUseCases
from tests.fakes.clock import FakeClock
from tests.unit.questionnaire.asking import DOGS, DOGS_1, DOGS_2, WITH_A_DOG, WORKSPACE, Shelf, ask, key

NAME = key("name")
THREE = (Option("sea", "The sea"), Option("sky", "The sky"), Option("city", "The city"))
EVERY_KIND: dict[str, tuple[Kind, Value]] = {
    "one": (ChoiceKind(THREE), Choice("sea")),
    "own": (ChoiceKind(THREE, allows_other=True), Other("the moors")),
    "several": (MultipleChoiceKind(THREE, 1, 3), Choices(("sea", "sky"))),
    "several_own": (MultipleChoiceKind(THREE, 1, 3, allows_other=True), Choices(("sea",), "the moors")),
    "scale": (ScaleKind(1, 5), Scale(3)),
    "ready": (YesNoKind(), YesNo(False)),
    "ranked": (RankingKind(THREE), Ranking(("sky", "city", "sea"))),
    "day": (DateKind(), Day("2026-11-28")),
    "whole": (NumberKind(whole=True), Number(9_007_199_254_740_991.0)),
    "broken": (NumberKind(), Number(0.1)),
    "picture": (PhotoKind(), Photo(uuid.UUID(int=7))),
}
KINDS = Questionnaire(
    QuestionnaireId("kinds"),
    1,
    "Every kind",
    "…",
    1,
    tuple(ask(name, kind) for name, (kind, _) in EVERY_KIND.items()),
    audience=Audience.ANYONE,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases over real shards."""

    shelf: Shelf
    use_cases: QuestionnaireUseCases
    databases: Databases

    async def start(self, owner: UserId, questionnaire_id: QuestionnaireId = DOGS) -> Response:
        return await self.use_cases.start(owner, WORKSPACE, StartRequest(uuid.uuid4(), questionnaire_id))


@pytest.fixture
async def desk(fresh_db: DbSettings) -> AsyncIterator[Desk]:
    shelf = Shelf([DOGS_1, KINDS])
    async with open_databases(fresh_db) as databases:
        asked = AskedVersions(shelf, Compiled(CelConditions()))
        cases = QuestionnaireUseCases(asked, SqlResponses(databases.uow), SystemClock())
        yield Desk(shelf, cases, databases)


def person() -> UserId:
    return UserId(new_id())


async def test_answers_come_back_as_they_were_saved(desk: Desk) -> None:
    owner = person()
    response = await desk.start(owner)
    saved = await desk.use_cases.save(owner, response.id, {NAME: Text("Maya “the sea”")}, "")
    assert await desk.use_cases.get(owner, response.id) == saved


async def test_answers_of_every_kind_come_back_as_they_were_saved(desk: Desk) -> None:
    owner = person()
    response = await desk.start(owner, KINDS.id)
    answers = {QuestionId(name): value for name, (_, value) in EVERY_KIND.items()}
    await desk.use_cases.save(owner, response.id, answers, "")
    submitted = await desk.use_cases.submit(owner, response.id, "")
    assert (await desk.use_cases.get(owner, response.id)) == submitted
    assert submitted.answers == answers
    page, _ = await desk.use_cases.revisions(owner, response.id, 10, "")
    assert page.revisions[0].answers == answers


async def test_another_person_finds_nothing(desk: Desk) -> None:
    response = await desk.start(person())
    with pytest.raises(ResponseNotFound):
        await desk.use_cases.get(person(), response.id)


async def test_starts_with_one_request_id_make_one_response_even_at_the_same_time(desk: Desk) -> None:
    owner, request = person(), StartRequest(uuid.uuid4(), DOGS)
    made = await asyncio.gather(*(desk.use_cases.start(owner, WORKSPACE, request) for _ in range(5)))
    assert len({response.id for response in made}) == 1
    assert len((await desk.use_cases.list(owner, 10, "")).responses) == 1


async def test_of_two_saves_of_one_answer_at_the_same_time_one_is_told_what_the_other_saved(
    desk: Desk,
) -> None:
    owner = person()
    response = await desk.start(owner)
    results = await asyncio.gather(
        *(
            desk.use_cases.save(owner, response.id, {NAME: Text(name)}, response.etag)
            for name in ("Maya", "Mia")
        ),
        return_exceptions=True,
    )
    (refused,) = [result for result in results if isinstance(result, EtagMismatch)]
    (saved,) = [result for result in results if isinstance(result, Response)]
    (conflict,) = refused.details
    assert isinstance(conflict, AnswersConflict)
    theirs = Text("Mia") if saved.answers[NAME] == Text("Maya") else Text("Maya")
    assert conflict.conflicts == [Conflict(NAME, theirs, saved.answers[NAME])]
    assert (await desk.use_cases.get(owner, response.id)) == saved


async def test_two_devices_that_save_different_answers_at_the_same_time_lose_none(desk: Desk) -> None:
    owner = person()
    response = await desk.start(owner)
    await asyncio.gather(
        *(
            desk.use_cases.save(owner, response.id, {question_id: value}, response.etag)
            for question_id, value in WITH_A_DOG.items()
        )
    )
    assert (await desk.use_cases.get(owner, response.id)).answers == WITH_A_DOG


async def test_pages_join_up_newest_first_and_belong_to_one_person(desk: Desk) -> None:
    owner = person()
    made = [(await desk.start(owner)).id for _ in range(5)]
    first = await desk.use_cases.list(owner, 3, "")
    second = await desk.use_cases.list(owner, 3, first.next_page_token)
    assert [response.id for page in (first, second) for response in page.responses] == made[::-1]
    assert second.next_page_token == ""
    with pytest.raises(PageTokenInvalid):
        await desk.use_cases.list(person(), 3, first.next_page_token)


async def test_a_page_of_very_long_responses_is_cut_before_it_is_too_large_for_a_message(desk: Desk) -> None:
    long = replace(
        KINDS,
        id=QuestionnaireId("long"),
        questions=tuple(ask(f"question_{n}", TextKind(1, 4000, long=True)) for n in range(100)),
    )
    desk.shelf.publish(long)
    owner, made = person(), []
    for _ in range(9):
        response = await desk.start(owner, long.id)
        answers: dict[QuestionId, Value] = {question.id: Text("å" * 4000) for question in long.questions}
        await desk.use_cases.save(owner, response.id, answers, "")
        made.append(response.id)
    listed, token, pages = [], "", 0
    while token or not pages:
        page = await desk.use_cases.list(owner, 100, token)
        messages = [response_message(await desk.use_cases.standing(one)) for one in page.responses]
        assert sum(message.ByteSize() for message in messages) < 4 * 1024 * 1024
        listed += [response.id for response in page.responses]
        token, pages = page.next_page_token, pages + 1
    assert listed == made[::-1]
    assert pages == 3


async def test_revisions_stay_through_reopenings_and_come_in_pages(desk: Desk) -> None:
    owner = person()
    response = await desk.start(owner)
    for name in ("Maya", "Mia", "May"):
        await desk.use_cases.save(owner, response.id, {**WITH_A_DOG, NAME: Text(name)}, "")
        await desk.use_cases.submit(owner, response.id, "")
        await desk.use_cases.reopen(owner, response.id, "")
    first, _ = await desk.use_cases.revisions(owner, response.id, 2, "")
    second, _ = await desk.use_cases.revisions(owner, response.id, 2, first.next_page_token)
    assert [
        (revision.revision, revision.answers[NAME]) for page in (first, second) for revision in page.revisions
    ] == [(3, Text("May")), (2, Text("Mia")), (1, Text("Maya"))]


async def test_a_running_response_moves_to_the_version_that_was_published_meanwhile(desk: Desk) -> None:
    owner = person()
    response = await desk.start(owner)
    await desk.use_cases.save(owner, response.id, WITH_A_DOG, "")
    desk.shelf.publish(DOGS_2)
    before, foreseen = await desk.use_cases.move(owner, response.id, 0, "", validate_only=True)
    assert before.questionnaire_version == 1
    there, report = await desk.use_cases.move(owner, response.id, 0, before.etag, validate_only=False)
    assert report == foreseen
    assert (report.gone, report.newly_asked) == (["dog_age"], ["dog_breed"])
    assert [problem.question_id for problem in report.changed] == ["name"]
    assert await desk.use_cases.get(owner, response.id) == there
    assert there.answers == {
        key("has_dog"): YesNo(True),
        key("dog_name"): Text("Rex"),
        key("mood"): Choice("glad"),
    }


async def test_deleting_takes_everything_but_the_audit_and_tells_others_once(
    desk: Desk, fresh_db: DbSettings
) -> None:
    owner = person()
    response = await desk.start(owner)
    await desk.use_cases.save(owner, response.id, WITH_A_DOG, "")
    await desk.use_cases.submit(owner, response.id, "")
    for _ in range(2):
        await desk.use_cases.delete(owner, response.id, "")
    assert count(fresh_db, "response") == 0
    assert count(fresh_db, "response_revision") == 0
    audit = await desk.use_cases.audit(owner, response.id, 10, "")
    assert [entry.action for entry in audit.entries] == ["response.deleted", "response.submitted"]
    assert {entry.actor for entry in audit.entries} == {str(owner)}
    assert count(fresh_db, "outbox WHERE subject = 'events.questionnaire.response.deleted'") == 1
    assert count(fresh_db, "outbox WHERE subject = 'events.questionnaire.response.submitted'") == 1


async def test_responses_that_expired_long_ago_go_wherever_they_are(desk: Desk, fresh_db: DbSettings) -> None:
    desk.shelf.publish(replace(DOGS_1, response_days=1))
    for _ in range(6):
        await desk.start(person())
    desk.shelf.publish(replace(DOGS_1, response_days=0))
    owner = person()
    kept = await desk.start(owner)
    uow, later = SqlResponses(desk.databases.uow), FakeClock(kept.created_at + timedelta(days=32))
    pruner = Pruner(ShardExpired(desk.databases.shards), uow, later)
    assert sum([await pruner.prune(shard) for shard in desk.databases.shards]) == 6
    assert count(fresh_db, "response") == 1
    assert await desk.use_cases.get(owner, kept.id) == kept


async def test_a_submission_that_fails_leaves_neither_revision_nor_entry(
    desk: Desk, fresh_db: DbSettings
) -> None:
    owner = person()
    response = await desk.start(owner)
    with pytest.raises(Exception, match="another look"):
        await desk.use_cases.submit(owner, response.id, "")
    assert count(fresh_db, "response_revision") == 0
    assert count(fresh_db, "audit_entry") == 0


async def test_a_version_is_fetched_outside_of_the_transaction_that_needs_it(desk: Desk) -> None:
    owner = person()
    response = await desk.start(owner)
    asked = AskedVersions(_OverTheDirectory(desk), Compiled(CelConditions()))
    just_started = QuestionnaireUseCases(asked, SqlResponses(desk.databases.uow), SystemClock())
    saved = await just_started.save(owner, response.id, {NAME: Text("Maya")}, "")
    assert saved.answers == {NAME: Text("Maya")}


class _OverTheDirectory(Shelf):
    """A catalogue that opens a unit of work of its own, as that of workspaces does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__([DOGS_1])
        self._directory = desk.databases.directory

    async def find(self, questionnaire_id: QuestionnaireId, version: int = 0) -> Questionnaire | None:
        async with self._directory.read():
            return replace(DOGS_1, title="From the directory")


def count(settings: DbSettings, rows: str) -> int:
    """How many rows there are on all shards."""
    total = 0
    for shard in settings.shards:
        with connected(settings, shard) as connection:
            found = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
            total += found[0] if found else 0
    return total


@contextmanager
def connected(settings: DbSettings, shard: str) -> Iterator[psycopg.Connection[tuple[int]]]:
    url = settings.shards[shard].get_secret_value().replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(url) as connection:
        yield connection
