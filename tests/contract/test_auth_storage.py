"""What identities, counters and accounts have to do: in real databases, and in the fakes of unit tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from services.auth.adapters.directory import DirectoryIdentities, DirectoryThrottle
from services.auth.adapters.plans import DirectoryPlans
from services.auth.adapters.rows import WorkspaceRow
from services.auth.adapters.shard import ShardAccounts
from services.auth.domain.accounts import Account, Credentials, Identity
from services.auth.domain.sessions import Lifetimes, RefreshToken, Session, SessionEnd, issued
from services.auth.domain.throttle import DEFAULT_LIMITS, Scope, sign_in_keys, sign_up_keys
from services.auth.ports import Accounts, AccountStore, Identities, Throttle
from services.auth.use_cases.sign_up import DEFAULT_WORKSPACE
from services.kit.db.databases import open_databases
from services.kit.errors import PageTokenInvalid
from services.kit.ids import SessionId, UserId, WorkspaceId, new_id
from services.kit.plans import Plan
from services.kit.roles import Role
from services.kit.settings import DbSettings
from tests.fakes.auth import FakeAccounts, FakeIdentities, FakeThrottle

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
SECOND = timedelta(seconds=1)
EMAIL = "ada@example.com"
KEYS = sign_in_keys(EMAIL, "198.51.100.1")


@dataclass(frozen=True, slots=True)
class Storage:
    """All stores of auth, of one kind."""

    identities: Identities
    throttle: Throttle
    accounts: Accounts


@pytest.fixture(params=["databases", "fakes"])
async def storage(request: pytest.FixtureRequest) -> AsyncIterator[Storage]:
    if request.param == "fakes":
        yield Storage(FakeIdentities(), FakeThrottle(), FakeAccounts())
        return
    async with open_databases(request.getfixturevalue("fresh_db")) as databases:
        yield Storage(
            DirectoryIdentities(databases.directory),
            DirectoryThrottle(databases.directory, DEFAULT_LIMITS),
            ShardAccounts(databases.uow),
        )


@pytest.fixture
def owner() -> UserId:
    return UserId(new_id())


def account_of(owner: UserId) -> Account:
    return Account(owner, "Ada@example.com", "Ada", DEFAULT_WORKSPACE, NOW)


def session_at(now: datetime, name: str = "laptop") -> Session:
    return Session.opened(SessionId(new_id()), device_name=name, now=now, lifetimes=Lifetimes())


def token_of(session: Session) -> RefreshToken:
    return issued(uuid4(), b"secret", session, parent_id=uuid4(), now=NOW)


async def test_a_free_address_goes_to_whoever_reserves_it_first(storage: Storage, owner: UserId) -> None:
    mine = Identity(owner, DEFAULT_WORKSPACE, pending=True)
    assert await storage.identities.find(EMAIL) is None
    assert await storage.identities.reserve(EMAIL, owner, DEFAULT_WORKSPACE, NOW) == mine
    assert await storage.identities.reserve(EMAIL, UserId(new_id()), DEFAULT_WORKSPACE, NOW) == mine
    assert await storage.identities.find(EMAIL) == mine


async def test_of_many_who_reserve_at_once_all_are_told_the_same(storage: Storage) -> None:
    reserved = await asyncio.gather(
        *(storage.identities.reserve(EMAIL, UserId(new_id()), DEFAULT_WORKSPACE, NOW) for _ in range(8))
    )
    assert len(set(reserved)) == 1


async def test_only_its_holder_makes_a_reservation_final(storage: Storage, owner: UserId) -> None:
    await storage.identities.reserve(EMAIL, owner, DEFAULT_WORKSPACE, NOW)
    await storage.identities.activate(EMAIL, UserId(new_id()), NOW)
    assert await storage.identities.find(EMAIL) == Identity(owner, DEFAULT_WORKSPACE, pending=True)
    for _ in range(2):
        await storage.identities.activate(EMAIL, owner, NOW)
        assert await storage.identities.find(EMAIL) == Identity(owner, DEFAULT_WORKSPACE, pending=False)


async def test_an_account_has_the_roles_it_was_given_and_no_others(storage: Storage, owner: UserId) -> None:
    async with storage.accounts.begin(owner) as store:
        await store.create(account_of(owner), "hash")
    async with storage.accounts.read(owner) as reader:
        made = await reader.account()
    assert made is not None
    assert made.roles == frozenset()
    for roles in (frozenset({Role.OPERATOR}), frozenset[Role]()):
        async with storage.accounts.begin(owner) as store:
            await store.set_roles(roles)
        async with storage.accounts.read(owner) as reader:
            account = await reader.account()
            credentials = await reader.credentials()
        assert account is not None
        assert credentials is not None
        assert account.roles == credentials.account.roles == roles


async def test_attempts_add_up_until_one_has_to_wait(storage: Storage) -> None:
    waits = [await storage.throttle.attempt(KEYS, NOW) for _ in range(7)]
    assert waits == [timedelta(0)] * 6 + [SECOND]
    assert await storage.throttle.attempt(KEYS, NOW + SECOND) == timedelta(0)
    assert await storage.throttle.attempt(KEYS, NOW + SECOND) == 2 * SECOND
    assert await storage.throttle.attempt(sign_up_keys("198.51.100.1"), NOW) == timedelta(0)


async def test_attempts_at_the_same_moment_are_all_counted(storage: Storage) -> None:
    waits = await asyncio.gather(*(storage.throttle.attempt(KEYS, NOW) for _ in range(16)))
    assert sum(not wait for wait in waits) == DEFAULT_LIMITS[Scope.PAIR].free + 1


async def test_an_attempt_given_back_was_never_made(storage: Storage) -> None:
    for _ in range(20):
        assert await storage.throttle.attempt(KEYS, NOW) == timedelta(0)
        await storage.throttle.give_back(KEYS, NOW)


async def test_a_pair_that_signed_in_is_not_bound_by_what_others_do_to_its_address(storage: Storage) -> None:
    await storage.throttle.attempt(KEYS, NOW)
    await storage.throttle.give_back(KEYS, NOW)
    for number in range(21):
        await storage.throttle.attempt(sign_in_keys(EMAIL, f"203.0.113.{number}"), NOW)
    assert await storage.throttle.attempt(sign_in_keys(EMAIL, "192.0.2.1"), NOW)
    assert await storage.throttle.attempt(KEYS, NOW) == timedelta(0)


async def test_an_account_is_created_once(storage: Storage, owner: UserId) -> None:
    async with storage.accounts.begin(owner) as store:
        assert await store.create(account_of(owner), "first hash")
    async with storage.accounts.begin(owner) as store:
        assert not await store.create(account_of(owner), "second hash")
    async with storage.accounts.read(owner) as reader:
        assert await reader.account() == account_of(owner)
        assert await reader.credentials() == Credentials(account_of(owner), "first hash")


async def test_nothing_is_left_of_a_transaction_that_failed(storage: Storage, owner: UserId) -> None:
    async def break_off() -> None:
        async with storage.accounts.begin(owner) as store:
            await store.create(account_of(owner), "hash")
            await store.add_session(session_at(NOW))
            raise LookupError

    with pytest.raises(LookupError):
        await break_off()
    async with storage.accounts.read(owner) as reader:
        assert await reader.credentials() is None
        assert (await reader.open_sessions(NOW, page_size=5, page_token="")).sessions == []


async def test_a_hash_is_replaced_only_by_who_saw_the_old_one(storage: Storage, owner: UserId) -> None:
    async with storage.accounts.begin(owner) as store:
        await store.create(account_of(owner), "old")
    for seen, hash_after in (("another", "old"), ("old", "new")):
        async with storage.accounts.begin(owner) as store:
            await store.replace_password_hash(seen, "new", NOW)
        async with storage.accounts.read(owner) as reader:
            assert await reader.credentials() == Credentials(account_of(owner), hash_after)


async def test_sessions_and_tokens_come_back_as_they_were_stored(storage: Storage, owner: UserId) -> None:
    session = session_at(NOW)
    token = token_of(session)
    async with storage.accounts.begin(owner) as store:
        await store.add_session(session)
        await store.add_refresh_token(token)
    used = session.used(NOW + SECOND, Lifetimes())
    async with storage.accounts.begin(owner) as store:
        assert await store.session(session.id) == session
        assert await store.refresh_token(token.id) == token
        await store.touch_session(used)
        await store.mark_used(token.spent(NOW))
    async with storage.accounts.begin(owner) as store:
        assert await store.session(session.id) == used
        assert await store.refresh_token(token.id) == token.spent(NOW)


async def test_another_person_sees_none_of_it(storage: Storage, owner: UserId) -> None:
    session = session_at(NOW)
    token = token_of(session)
    async with storage.accounts.begin(owner) as store:
        await store.create(account_of(owner), "hash")
        await store.add_session(session)
        await store.add_refresh_token(token)
    async with storage.accounts.begin(UserId(new_id())) as store:
        assert await store.account() is None
        assert await store.session(session.id) is None
        assert await store.refresh_token(token.id) is None
        await store.end_session(session.id, SessionEnd.REVOKED, NOW)
    async with storage.accounts.read(owner) as reader:
        assert (await reader.open_sessions(NOW, page_size=5, page_token="")).sessions == [session]


async def test_a_closed_session_stays_closed_as_it_was(storage: Storage, owner: UserId) -> None:
    session = session_at(NOW)
    async with storage.accounts.begin(owner) as store:
        await store.add_session(session)
    for later in (SECOND, 2 * SECOND):
        async with storage.accounts.begin(owner) as store:
            await store.end_session(session.id, SessionEnd.SIGNED_OUT, NOW + later)
    async with storage.accounts.begin(owner) as store:
        assert await store.session(session.id) == replace(session, ended_at=NOW + SECOND)


async def test_open_sessions_are_listed_newest_first_page_by_page(storage: Storage, owner: UserId) -> None:
    sessions = [session_at(NOW + number * SECOND, f"device {number}") for number in range(7)]
    async with storage.accounts.begin(owner) as store:
        for session in sessions:
            await store.add_session(session)
        await store.end_session(sessions[3].id, SessionEnd.REVOKED, NOW)
    seen: list[Session] = []
    token = ""
    async with storage.accounts.read(owner) as reader:
        while True:
            page = await reader.open_sessions(NOW, page_size=2, page_token=token)
            seen += page.sessions
            token = page.next_page_token
            if not token:
                break
        assert seen == [session for session in reversed(sessions) if session is not sessions[3]]
        expired = NOW + timedelta(days=30, seconds=2)
        listed = await reader.open_sessions(expired, page_size=0, page_token="")
        assert [session.device_name for session in listed.sessions] == ["device 6", "device 5", "device 4"]
        with pytest.raises(PageTokenInvalid):
            await reader.open_sessions(NOW, page_size=2, page_token="not one of ours")


async def test_the_plan_of_a_workspace_is_read_from_the_directory(fresh_db: DbSettings) -> None:
    async with open_databases(fresh_db) as databases:
        plans = DirectoryPlans(databases.directory)
        assert await plans.plan_of(DEFAULT_WORKSPACE) is Plan.FREE
        assert await plans.plan_of(WorkspaceId(uuid4())) is Plan.FREE
        async with databases.directory.begin() as session:
            await session.execute(update(WorkspaceRow).values(plan=Plan.PRO.value))
        assert await plans.plan_of(DEFAULT_WORKSPACE) is Plan.FREE  # for a minute
        assert await DirectoryPlans(databases.directory).plan_of(DEFAULT_WORKSPACE) is Plan.PRO


async def test_without_a_directory_people_still_sign_in_as_before(fresh_db: DbSettings) -> None:
    nowhere = fresh_db.model_copy(
        update={"directory_url": SecretStr("postgresql+psycopg://app@127.0.0.1:1/none")}
    )
    async with open_databases(nowhere) as databases:
        assert await DirectoryPlans(databases.directory).plan_of(DEFAULT_WORKSPACE) is Plan.FREE


async def test_what_has_expired_is_forgotten(storage: Storage, owner: UserId) -> None:
    session = session_at(NOW)
    token = token_of(session)
    async with storage.accounts.begin(owner) as store:
        await store.add_session(session)
        await store.add_refresh_token(token)
        await store.forget_old(token.expires_at)
        assert await store.refresh_token(token.id) == token
        await store.forget_old(token.expires_at + SECOND)
        assert await store.refresh_token(token.id) is None
        assert await store.session(session.id) == session


async def test_two_transactions_that_want_one_token_come_one_after_the_other(
    storage: Storage, owner: UserId
) -> None:
    session = session_at(NOW)
    token = token_of(session)
    async with storage.accounts.begin(owner) as store:
        await store.add_session(session)
        await store.add_refresh_token(token)

    async def use() -> bool:
        transaction: AbstractAsyncContextManager[AccountStore] = storage.accounts.begin(owner)
        async with transaction as store:
            found = await store.refresh_token(token.id)
            assert found is not None
            await store.mark_used(found.spent(NOW))
            return found.used_at is None

    assert sum(await asyncio.gather(*(use() for _ in range(6)))) == 1


async def test_an_account_goes_with_all_that_hangs_on_it(storage: Storage, owner: UserId) -> None:
    session, other = session_at(NOW), UserId(new_id())
    token = token_of(session)
    for each in (owner, other):
        async with storage.accounts.begin(each) as store:
            await store.create(account_of(each), "hash")
    async with storage.accounts.begin(owner) as store:
        await store.add_session(session)
        await store.add_refresh_token(token)
    async with storage.accounts.begin(owner) as store:
        assert await store.delete(NOW)
    async with storage.accounts.begin(owner) as store:
        assert await store.credentials() is None
        assert await store.session(session.id) is None
        assert await store.refresh_token(token.id) is None
        assert not await store.delete(NOW)
    async with storage.accounts.read(other) as reader:
        assert await reader.credentials() is not None


async def test_what_was_added_to_a_deleted_account_goes_as_well(storage: Storage, owner: UserId) -> None:
    session = session_at(NOW)
    async with storage.accounts.begin(owner) as store:
        await store.add_session(session)
        assert not await store.delete(NOW)
    async with storage.accounts.begin(owner) as store:
        assert await store.session(session.id) is None


async def test_a_released_address_is_free_for_somebody_else(storage: Storage, owner: UserId) -> None:
    await storage.identities.reserve(EMAIL, owner, DEFAULT_WORKSPACE, NOW)
    await storage.identities.reserve("eve@example.com", UserId(new_id()), DEFAULT_WORKSPACE, NOW)
    for _ in range(2):
        await storage.identities.release(owner)
    assert await storage.identities.find(EMAIL) is None
    assert await storage.identities.find("eve@example.com") is not None
    other = UserId(new_id())
    taken = await storage.identities.reserve(EMAIL, other, DEFAULT_WORKSPACE, NOW)
    assert taken == Identity(other, DEFAULT_WORKSPACE, pending=True)


async def test_an_address_that_is_released_and_reserved_at_once_is_always_stored(storage: Storage) -> None:
    async def come_and_go() -> None:
        user = UserId(new_id())
        held = await storage.identities.reserve(EMAIL, user, DEFAULT_WORKSPACE, NOW)
        await storage.identities.release(held.user_id)

    await asyncio.gather(*(come_and_go() for _ in range(12)))
    kept = await storage.identities.reserve(EMAIL, UserId(new_id()), DEFAULT_WORKSPACE, NOW)
    assert await storage.identities.find(EMAIL) == kept
