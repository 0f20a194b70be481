"""The unit of work, pages and request ids, over real databases."""

import asyncio
import uuid
from collections.abc import AsyncIterator

import psycopg
import pytest
from google.protobuf.wrappers_pb2 import StringValue
from sqlalchemy import func, text

from services.kit.db.databases import Databases, open_databases
from services.kit.db.errors import DatabaseUnavailable, TransactionMisuse, WriteConflict
from services.kit.db.idempotency import first_seen
from services.kit.db.pages import fetch_page
from services.kit.db.unit_of_work import Tx
from services.kit.errors import PageTokenInvalid, RequestIdReused
from services.kit.ids import UserId, new_id, slot_of
from services.kit.jobs.tables import UsageChargeRow
from services.kit.settings import DbSettings
from tests.support.deeds import somebody


@pytest.fixture
async def databases(fresh_db: DbSettings) -> AsyncIterator[Databases]:
    async with open_databases(fresh_db) as opened:
        yield opened


def a_charge(key: str) -> UsageChargeRow:
    return UsageChargeRow(job_id=uuid.uuid4(), step_key=key, meter="deeds", quantity=1)


async def charges(databases: Databases, owner: UserId) -> list[str]:
    async with databases.uow.read(owner) as tx:
        rows = await tx.session.scalars(tx.owned(UsageChargeRow).order_by(UsageChargeRow.step_key))
        return [row.step_key for row in rows]


async def test_a_clean_exit_commits_once_and_an_error_rolls_back(databases: Databases) -> None:
    owner = somebody()
    async with databases.uow.begin(owner) as tx:
        tx.add(a_charge("kept"))

    async def fail() -> None:
        async with databases.uow.begin(owner) as tx:
            tx.add(a_charge("lost"))
            await tx.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await charges(databases, owner) == ["kept"]


async def test_a_cancelled_task_leaves_nothing_behind_and_the_pool_whole(databases: Databases) -> None:
    owner = somebody()
    flushed = asyncio.Event()

    async def endless() -> None:
        async with databases.uow.begin(owner) as tx:
            tx.add(a_charge("lost"))
            await tx.flush()
            flushed.set()
            await tx.session.execute(text("SELECT pg_sleep(60)"))

    for _ in range(20):  # more than there are connections
        flushed.clear()
        task = asyncio.create_task(endless())
        await flushed.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await charges(databases, owner) == []


async def test_rows_are_stamped_with_their_owner_and_land_on_the_owners_shard(databases: Databases) -> None:
    people = [somebody() for _ in range(12)]
    for person in people:
        async with databases.uow.begin(person) as tx:
            tx.add(a_charge("mine"))
            assert (tx.owner, tx.slot) == (person, slot_of(person))
            assert tx.shard == ("shard-0" if tx.slot < 512 else "shard-1")
    assert {await databases.router.shard_of(person) for person in people} == {"shard-0", "shard-1"}


async def test_the_rows_of_another_owner_can_be_neither_seen_nor_changed(databases: Databases) -> None:
    owner = somebody()
    async with databases.uow.begin(owner) as tx:
        tx.add(a_charge("mine"))
    shard = await databases.router.shard_of(owner)
    while (stranger := somebody()) and await databases.router.shard_of(stranger) != shard:
        pass
    assert await charges(databases, stranger) == []
    async with databases.uow.begin(stranger) as tx:
        changed = await tx.session.execute(tx.owned_update(UsageChargeRow).values(quantity=9))
        deleted = await tx.session.execute(tx.owned_delete(UsageChargeRow))
        counted = await tx.session.scalar(tx.owned(UsageChargeRow).with_only_columns(func.count()))
    assert (changed.rowcount, deleted.rowcount, counted) == (0, 0, 0)  # type: ignore[attr-defined]
    assert await charges(databases, owner) == ["mine"]


async def test_application_code_can_neither_commit_nor_roll_back_nor_nest(databases: Databases) -> None:
    owner = somebody()

    async def misuse(method: str) -> None:
        async with databases.uow.begin(owner) as tx:
            tx.add(a_charge(method))
            await getattr(tx.session, method)()

    for method in ("commit", "rollback", "close"):
        with pytest.raises(TransactionMisuse):
            await misuse(method)
    with pytest.raises(TransactionMisuse):
        async with databases.uow.begin(owner), databases.uow.begin(owner):
            pass
    with pytest.raises(TransactionMisuse):
        async with databases.uow.begin(owner), databases.directory.read():
            pass
    assert await charges(databases, owner) == []
    async with databases.uow.begin(owner) as tx:  # one after the other is what they are for
        tx.add(a_charge("kept"))
    assert await charges(databases, owner) == ["kept"]


async def test_a_read_refuses_writes_here_and_in_the_server(databases: Databases) -> None:
    owner = somebody()
    async with databases.uow.read(owner) as tx:
        with pytest.raises(TransactionMisuse):
            tx.add(a_charge("lost"))
        with pytest.raises(TransactionMisuse):
            tx.owned_delete(UsageChargeRow)
    with pytest.raises(Exception, match="read-only"):
        async with databases.uow.read(owner) as tx:
            await tx.session.execute(text("DELETE FROM usage_charge"))


async def test_a_read_costs_a_single_round_trip(databases: Databases, fresh_db: DbSettings) -> None:
    owner = somebody()
    await charges(databases, owner)
    shard = databases.shards[await databases.router.shard_of(owner)]
    async with databases.uow.read(owner) as tx:
        # Nothing but the queries themselves: in a transaction the two moments would be the same.
        first = await tx.session.scalar(text("SELECT now()"))
        second = await tx.session.scalar(text("SELECT now()"))
    assert first != second
    assert shard.reader.pool.checkedout() == 0  # type: ignore[attr-defined]


async def test_what_runs_after_the_commit_runs_only_then_and_can_not_make_it_fail(
    databases: Databases,
) -> None:
    owner = somebody()
    seen: list[list[str]] = []

    async def look() -> None:
        seen.append(await charges(databases, owner))

    async def fail() -> None:
        raise ZeroDivisionError

    async def roll_back() -> None:
        async with databases.uow.begin(owner) as tx:
            tx.after_commit(look)
            raise KeyError

    with pytest.raises(KeyError):
        await roll_back()
    async with databases.uow.begin(owner) as tx:
        tx.add(a_charge("kept"))
        tx.after_commit(fail)
        tx.after_commit(look)
    assert seen == [["kept"]]


async def test_two_transactions_in_each_others_way_end_in_a_conflict_for_one(databases: Databases) -> None:
    owner = somebody()
    async with databases.uow.begin(owner) as tx:
        tx.add(a_charge("a"))
        tx.add(a_charge("b"))
    both = asyncio.Barrier(2)

    async def lock(first: str, second: str) -> None:
        async with databases.uow.begin(owner) as tx:
            await _lock(tx, first)
            await both.wait()
            await _lock(tx, second)

    results = await asyncio.gather(lock("a", "b"), lock("b", "a"), return_exceptions=True)
    assert [type(result) for result in results if result is not None] == [WriteConflict]


async def _lock(tx: Tx, key: str) -> None:
    await tx.session.execute(tx.owned(UsageChargeRow).where(UsageChargeRow.step_key == key).with_for_update())


async def test_connections_that_a_restart_broke_are_noticed_before_they_are_used(
    databases: Databases, fresh_db: DbSettings
) -> None:
    owner = somebody()
    for _ in range(3):
        async with databases.uow.begin(owner) as tx:
            tx.add(a_charge(str(new_id())))
        await charges(databases, owner)
        for url in (*fresh_db.shards.values(), fresh_db.directory_url):
            _break_connections(url.get_secret_value())
    assert len(await charges(databases, owner)) == 3


async def test_a_statement_that_takes_too_long_is_ended_and_leaks_nothing(fresh_db: DbSettings) -> None:
    hasty = fresh_db.model_copy(update={"statement_timeout_seconds": 0.2})
    async with open_databases(hasty) as databases:
        with pytest.raises(DatabaseUnavailable) as caught:
            async with databases.uow.read(somebody()) as tx:
                await tx.session.execute(text("SELECT pg_sleep(10)"))
    assert "pg_sleep" not in str(caught.value)


async def test_a_database_that_is_away_is_unavailable(fresh_db: DbSettings) -> None:
    nowhere = dict.fromkeys(fresh_db.shards, "postgresql+psycopg://a:b@127.0.0.1:1/c")
    settings = DbSettings.model_validate(
        {"directory_url": fresh_db.directory_url.get_secret_value(), "shards": nowhere}
    )
    async with open_databases(settings) as databases:
        with pytest.raises(DatabaseUnavailable):
            async with databases.uow.begin(somebody()) as tx:
                await tx.session.execute(text("SELECT 1"))


async def test_pages_show_every_row_once_in_order_and_end(databases: Databases) -> None:
    owner = somebody()
    keys = [f"{number:03}" for number in range(23)]
    async with databases.uow.begin(owner) as tx:
        for key in keys:
            tx.add(a_charge(key))
    seen: list[str] = []
    token, pages = "", 0
    while pages == 0 or token:
        async with databases.uow.read(owner) as tx:
            page = await fetch_page(
                tx,
                tx.owned(UsageChargeRow),
                keys=[UsageChargeRow.created_at, UsageChargeRow.step_key],
                page_size=5,
                page_token=token,
                list_name="charges",
            )
        seen += [row.step_key for row in page.rows]
        token, pages = page.next_page_token, pages + 1
    assert (seen, pages) == (keys[::-1], 5)


async def test_a_page_token_of_another_owner_is_refused(databases: Databases) -> None:
    tokens = {}
    people = (somebody(), somebody())
    for person in people:
        async with databases.uow.begin(person) as tx:
            for key in "ab":
                tx.add(a_charge(key))
            await tx.flush()
            tokens[person] = (await _first_page(tx, "")).next_page_token
    async with databases.uow.read(people[0]) as tx:
        assert len((await _first_page(tx, tokens[people[0]])).rows) == 1
        with pytest.raises(PageTokenInvalid):
            await _first_page(tx, tokens[people[1]])


async def _first_page(tx: Tx, token: str):  # type: ignore[no-untyped-def]
    return await fetch_page(
        tx,
        tx.owned(UsageChargeRow),
        keys=[UsageChargeRow.step_key],
        page_size=1,
        page_token=token,
        list_name="charges",
    )


async def test_a_request_id_that_comes_twice_at_once_makes_one_resource(databases: Databases) -> None:
    owner, request_id = somebody(), uuid.uuid4()

    async def create(body: str) -> tuple[uuid.UUID, bool]:
        async with databases.uow.begin(owner) as tx:
            seen = await first_seen(
                tx,
                method="CreateDeed",
                request_id=request_id,
                request=StringValue(value=body),
                resource_id=new_id(),
            )
            if seen.is_new:
                tx.add(a_charge("made"))
                await tx.flush()
                await asyncio.sleep(0.05)
            return seen.resource_id, seen.is_new

    answers = await asyncio.gather(*(create("same") for _ in range(5)))
    assert len({resource for resource, _ in answers}) == 1
    assert sum(is_new for _, is_new in answers) == 1
    assert await charges(databases, owner) == ["made"]
    with pytest.raises(RequestIdReused):
        await create("another")


def _break_connections(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
