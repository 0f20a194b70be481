"""Who did what, kept in a real database."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import psycopg
import pytest

from services.kit import audit
from services.kit.db.databases import Databases, open_databases
from services.kit.errors import PageTokenInvalid
from services.kit.grpc.auditing import audit_message
from services.kit.ids import UserId
from services.kit.settings import DbSettings
from tests.support.deeds import somebody


@pytest.fixture
async def databases(fresh_db: DbSettings) -> AsyncIterator[Databases]:
    async with open_databases(fresh_db) as opened:
        yield opened


async def note(
    databases: Databases, owner: UserId, script: UUID, action: str, details: dict[str, str] | None = None
) -> None:
    async with databases.uow.begin(owner) as tx:
        audit.record(
            tx,
            actor=str(owner),
            action=action,
            resource_kind="script",
            resource_id=script,
            details=details or {},
        )


async def test_entries_of_one_thing_come_latest_first_and_page_by_page(databases: Databases) -> None:
    owner, script = somebody(), uuid4()
    for number in range(3):
        await note(databases, owner, script, f"script.{number}", {"version": str(number)})
    await note(databases, owner, uuid4(), "script.other")
    async with databases.uow.read(owner) as tx:
        first = await audit.entries(tx, "script", script, page_size=2)
        rest = await audit.entries(tx, "script", script, 2, first.next_page_token)
        none = await audit.entries(tx, "response", script)
    assert [entry.action for entry in first.entries] == ["script.2", "script.1"]
    assert ([entry.action for entry in rest.entries], rest.next_page_token) == (["script.0"], "")
    assert none.entries == []
    message = audit_message(first.entries[0])
    assert (message.actor, message.resource_id, dict(message.details)) == (
        str(owner),
        str(script),
        {"version": "2"},
    )
    assert message.time.seconds > 0


async def test_what_was_rolled_back_left_no_entry(databases: Databases) -> None:
    owner, script = somebody(), uuid4()

    async def change_and_fail() -> None:
        async with databases.uow.begin(owner) as tx:
            audit.record(tx, actor="me", action="script.edited", resource_kind="script", resource_id=script)
            raise LookupError

    with pytest.raises(LookupError):
        await change_and_fail()
    async with databases.uow.read(owner) as tx:
        assert (await audit.entries(tx, "script", script)).entries == []


async def test_nobody_else_sees_an_entry_and_a_token_is_good_for_one_thing(databases: Databases) -> None:
    owner, script = somebody(), uuid4()
    for _ in range(2):
        await note(databases, owner, script, "script.edited")
    async with databases.uow.read(somebody()) as tx:
        assert (await audit.entries(tx, "script", script)).entries == []
    async with databases.uow.read(owner) as tx:
        token = (await audit.entries(tx, "script", script, 1)).next_page_token
        with pytest.raises(PageTokenInvalid):
            await audit.entries(tx, "script", uuid4(), 1, token)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"])
async def test_the_database_refuses_to_change_an_entry(
    databases: Databases, fresh_db: DbSettings, statement: str
) -> None:
    owner = somebody()
    await note(databases, owner, uuid4(), "script.edited")
    shard = fresh_db.shards[await databases.router.shard_of(owner)].get_secret_value()
    with (
        psycopg.connect(shard.replace("+psycopg", "")) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="never changed"),
    ):
        connection.execute(statement)


async def test_entries_go_with_their_person_and_only_theirs(databases: Databases) -> None:
    owner, stranger, script = somebody(), somebody(), uuid4()
    for each in (owner, stranger):
        await note(databases, each, script, "script.edited")
    async with databases.uow.begin(owner) as tx:
        await audit.erase(tx)
    async with databases.uow.read(owner) as tx:
        assert (await audit.entries(tx, "script", script)).entries == []
    async with databases.uow.read(stranger) as tx:
        assert len((await audit.entries(tx, "script", script)).entries) == 1


async def test_an_erasure_opens_the_log_for_one_person_and_one_transaction(
    databases: Databases, fresh_db: DbSettings
) -> None:
    owner = somebody()
    await note(databases, owner, uuid4(), "script.edited")
    shard = fresh_db.shards[await databases.router.shard_of(owner)].get_secret_value()
    erasing = "SELECT set_config('encompass.erasing', %s, true)"
    with psycopg.connect(shard.replace("+psycopg", "")) as connection:
        for erased, ends_first in ((uuid4(), False), (owner, True)):
            connection.execute(erasing, (str(erased),))
            if ends_first:
                connection.commit()
            with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
                connection.execute("DELETE FROM audit_entry")
            connection.rollback()
