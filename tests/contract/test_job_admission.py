"""How many jobs may wait, asked of real databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.kit.db.databases import Databases, open_databases
from services.kit.ids import UserId
from services.kit.jobs import queue
from services.kit.jobs.admission import Admission, Bound, Refusal
from services.kit.settings import DbSettings, QueueSettings
from tests.contract.test_job_store import a_job
from tests.support.deeds import somebody


@pytest.fixture
async def databases(fresh_db: DbSettings) -> AsyncIterator[Databases]:
    async with open_databases(fresh_db) as opened:
        yield opened


async def ask(databases: Databases, admission: Admission, owner: UserId) -> Refusal | None:
    """Asks for one more job; it is enqueued unless it is refused."""
    async with databases.uow.begin(owner) as tx:
        refusal = await admission.refusal(tx)
        if refusal is None:
            await queue.enqueue(tx, a_job())
        return refusal


async def test_of_many_requests_at_once_no_more_are_taken_on_than_one_person_may_have(
    databases: Databases,
) -> None:
    admission, owner = Admission("script", QueueSettings(per_owner=5)), somebody()
    await ask(databases, admission, owner)
    answers = await asyncio.gather(*(ask(databases, admission, owner) for _ in range(12)))
    assert answers.count(None) == 4
    assert {answer.bound for answer in answers if answer} == {Bound.OWNER}
    assert await ask(databases, admission, somebody()) is None


async def test_other_kinds_of_jobs_do_not_count(databases: Databases) -> None:
    owner = somebody()
    assert await ask(databases, Admission("script", QueueSettings(per_owner=1)), owner) is None
    assert await ask(databases, Admission("video", QueueSettings(per_owner=1)), owner) is None


async def test_a_full_shard_takes_nothing_more_on_and_other_processes_learn_of_it(
    databases: Databases,
) -> None:
    owners = [somebody() for _ in range(40)]
    here = [owner for owner in owners if await databases.router.shard_of(owner) == "shard-0"][:6]
    admission = Admission("script", QueueSettings(per_shard=4))
    answers = [await ask(databases, admission, owner) for owner in here]
    assert [answer and answer.bound for answer in answers] == [None] * 4 + [Bound.SHARD] * 2
    other = Admission("script", QueueSettings(per_shard=4))
    refusal = await ask(databases, other, here[0])
    assert refusal is not None
    assert (refusal.bound, refusal.limit, refusal.retry_after.total_seconds()) == (Bound.SHARD, 4, 30)
