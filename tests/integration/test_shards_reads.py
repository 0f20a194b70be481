"""Reads of single rows, past the ORM: the same rows, the same limits, the same errors."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import inspect, text

from services.kit.db.databases import Databases, open_databases
from services.kit.db.errors import DatabaseUnavailable, TransactionMisuse
from services.kit.ids import UserId
from services.kit.jobs.tables import JobRow
from services.kit.settings import DbSettings
from services.questionnaire.adapters.rows import ResponseRow
from tests.support.deeds import somebody

CONNECTIONS = 2


@pytest.fixture
async def databases(fresh_db: DbSettings) -> AsyncIterator[Databases]:
    async with open_databases(few(fresh_db, wait_seconds=30)) as opened:
        yield opened


def few(db: DbSettings, *, wait_seconds: float) -> DbSettings:
    return db.model_copy(update={"pool_size": CONNECTIONS, "pool_timeout_seconds": wait_seconds})


async def a_response(databases: Databases, owner: UserId) -> ResponseRow:
    async with databases.uow.begin(owner) as tx:
        now = await tx.session.scalar(text("SELECT now()"))
        row = ResponseRow(
            id=uuid.uuid4(),
            questionnaire_id="who",
            questionnaire_version=2,
            answers={"name": ["text", "Maya 🌊"], "often": ["scale", 4]},
            revision=3,
            created_at=now,
            updated_at=now,
            submitted_at=None,
        )
        tx.add(row)
    return row


def loaded(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


async def test_a_found_row_is_what_a_session_would_have_loaded(databases: Databases) -> None:
    owner = somebody()
    row = await a_response(databases, owner)
    async with databases.uow.read(owner) as tx:
        found = await tx.find(ResponseRow, row.id)
        slow = (await tx.session.scalars(tx.owned(ResponseRow).where(ResponseRow.id == row.id))).one()
    assert found is not None
    assert loaded(found) == loaded(slow)
    assert inspect(found).detached
    assert inspect(found).key == inspect(slow).key
    assert {name: type(value) for name, value in loaded(found).items()} == {
        name: type(value) for name, value in loaded(slow).items()
    }


async def test_the_row_of_another_owner_is_not_found_even_on_the_same_shard(databases: Databases) -> None:
    owner = somebody()
    row = await a_response(databases, owner)
    shard = await databases.router.shard_of(owner)
    while (stranger := somebody()) and await databases.router.shard_of(stranger) != shard:
        pass
    async with databases.uow.read(stranger) as tx:
        assert await tx.find(ResponseRow, row.id) is None
    async with databases.uow.read(owner) as tx:
        assert await tx.find(ResponseRow, uuid.uuid4()) is None
        assert await tx.find(JobRow, row.id) is None


async def test_a_read_can_not_lock(databases: Databases) -> None:
    async with databases.uow.read(somebody()) as tx:
        with pytest.raises(TransactionMisuse):
            await tx.find(ResponseRow, uuid.uuid4(), for_update=True)


async def test_many_reads_at_a_time_share_a_few_connections(
    databases: Databases, fresh_db: DbSettings
) -> None:
    owner = somebody()
    row = await a_response(databases, owner)

    async def read() -> ResponseRow | None:
        async with databases.uow.read(owner) as tx:
            return await tx.find(ResponseRow, row.id)

    found = await asyncio.gather(*(read() for _ in range(50)))
    assert {each.id for each in found if each is not None} == {row.id}
    assert None not in found
    assert await backends(databases, owner, fresh_db) == CONNECTIONS


async def test_a_cancelled_read_leaves_the_pool_whole(databases: Databases, fresh_db: DbSettings) -> None:
    owner = somebody()
    row = await a_response(databases, owner)

    async def read() -> ResponseRow | None:
        async with databases.uow.read(owner) as tx:
            return await tx.find(ResponseRow, row.id)

    assert await read() is not None
    for turns in range(12):  # how far each gets before it is cancelled
        tasks = [asyncio.create_task(read()) for _ in range(5)]
        for _ in range(turns):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert None not in await asyncio.gather(*(read() for _ in range(10)))
    assert await backends(databases, owner, fresh_db) <= CONNECTIONS


async def test_a_read_after_the_server_broke_off_every_connection_goes_well(
    databases: Databases, fresh_db: DbSettings
) -> None:
    owner = somebody()
    row = await a_response(databases, owner)

    async def read() -> ResponseRow | None:
        async with databases.uow.read(owner) as tx:
            return await tx.find(ResponseRow, row.id)

    await asyncio.gather(*(read() for _ in range(10)))
    assert (
        await backends(databases, owner, fresh_db, ending="pg_terminate_backend(pid, 30000)") == CONNECTIONS
    )
    assert None not in await asyncio.gather(*(read() for _ in range(10)))


async def test_who_waits_too_long_for_a_connection_is_told_that_the_storage_is_away(
    databases: Databases, fresh_db: DbSettings
) -> None:
    owner = somebody()
    row = await a_response(databases, owner)
    shard = await databases.router.shard_of(owner)
    hasty: Databases

    async def read() -> ResponseRow | None:
        async with hasty.uow.read(owner) as tx:
            return await tx.find(ResponseRow, row.id)

    async with (
        open_databases(few(fresh_db, wait_seconds=0.5)) as hasty,
        await connect(fresh_db, shard) as other,
    ):
        await other.execute("LOCK TABLE response IN ACCESS EXCLUSIVE MODE")
        held = [asyncio.create_task(read()) for _ in range(CONNECTIONS)]
        await asyncio.sleep(0)
        with pytest.raises(DatabaseUnavailable):
            await read()
        await other.rollback()
        assert None not in await asyncio.gather(*held)


async def backends(databases: Databases, owner: UserId, db: DbSettings, ending: str = "1") -> int:
    """How many connections for reads the owner's shard has; `ending` is done to each."""
    shard = await databases.router.shard_of(owner)
    async with await connect(db, shard) as connection:
        rows = await connection.execute(
            f"SELECT {ending} FROM pg_stat_activity WHERE application_name = 'encompass-read'"
            " AND datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(await rows.fetchall())


async def connect(db: DbSettings, shard: str) -> psycopg.AsyncConnection[tuple[object, ...]]:
    url = db.shards[shard].get_secret_value().replace("+psycopg", "")
    return await psycopg.AsyncConnection.connect(url)
