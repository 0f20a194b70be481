"""The ports of auth, in memory."""

import asyncio
import copy
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.auth.domain.accounts import Account, Credentials, Identity
from services.auth.domain.sessions import RefreshToken, Session, SessionEnd
from services.auth.domain.throttle import (
    DEFAULT_LIMITS,
    Counter,
    Limit,
    Scope,
    ThrottleKey,
    decide,
    give_back,
)
from services.auth.ports import AccessToken, SessionPage
from services.kit.errors import PageTokenInvalid
from services.kit.ids import SessionId, UserId, WorkspaceId
from services.kit.plans import Plan
from services.kit.roles import Role


class BrokeOff(Exception):
    """What a fake raises in place of a process that dies."""


class FakeIdentities:
    """A directory in memory. `dies_before` names the method that breaks off before it does anything."""

    def __init__(self) -> None:
        self.by_email: dict[str, Identity] = {}
        self.dies_before = ""

    async def find(self, email: str) -> Identity | None:
        return self.by_email.get(email)

    async def reserve(
        self, email: str, user_id: UserId, workspace_id: WorkspaceId, now: datetime
    ) -> Identity:
        return self.by_email.setdefault(email, Identity(user_id, workspace_id, pending=True))

    async def activate(self, email: str, user_id: UserId, now: datetime) -> None:
        if self.dies_before == "activate":
            raise BrokeOff
        identity = self.by_email.get(email)
        if identity is not None and identity.user_id == user_id:
            self.by_email[email] = replace(identity, pending=False)

    async def release(self, user_id: UserId) -> None:
        if self.dies_before == "release":
            raise BrokeOff
        self.by_email = {email: each for email, each in self.by_email.items() if each.user_id != user_id}


class FakeThrottle:
    """Counters in memory."""

    def __init__(self, limits: Mapping[Scope, Limit] = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self.counters: dict[ThrottleKey, Counter] = {}

    async def attempt(self, keys: Sequence[ThrottleKey], now: datetime) -> timedelta:
        decision = decide(self._of(keys), self.limits, now)
        self.counters.update(decision.counters)
        return decision.wait

    async def give_back(self, keys: Sequence[ThrottleKey], now: datetime) -> None:
        self.counters.update(give_back(self._of(keys), now))

    def _of(self, keys: Sequence[ThrottleKey]) -> dict[ThrottleKey, Counter]:
        return {key: self.counters.get(key, Counter()) for key in keys}


@dataclass
class _Shelf:
    """What one person has."""

    account: Account | None = None
    password_hash: str = ""
    sessions: dict[SessionId, Session] = field(default_factory=dict)
    ends: dict[SessionId, SessionEnd] = field(default_factory=dict)
    tokens: dict[UUID, RefreshToken] = field(default_factory=dict)
    told_of_deletion: bool = False


class FakeAccounts:
    """Shards in memory, where transactions of one owner come one after the other."""

    def __init__(self) -> None:
        self.shelves: dict[UserId, _Shelf] = defaultdict(_Shelf)
        self._locks: dict[UserId, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.dies_before_commit = False

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator["FakeAccountStore"]:
        async with self._locks[owner]:
            draft = copy.deepcopy(self.shelves[owner])
            yield FakeAccountStore(draft)
            if self.dies_before_commit:
                raise BrokeOff
            self.shelves[owner] = draft

    @asynccontextmanager
    async def read(self, owner: UserId) -> AsyncIterator["FakeAccountStore"]:
        yield FakeAccountStore(copy.deepcopy(self.shelves[owner]))


class FakeAccountStore:
    """One person's shelf, within a transaction."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf

    async def account(self) -> Account | None:
        return self._shelf.account

    async def credentials(self) -> Credentials | None:
        account = self._shelf.account
        return Credentials(account, self._shelf.password_hash) if account else None

    async def open_sessions(self, now: datetime, *, page_size: int, page_token: str) -> SessionPage:
        newest = sorted(
            self._shelf.sessions.values(), key=lambda each: (each.created_at, each.id), reverse=True
        )
        live = [session for session in newest if session.is_open(now)]
        if page_token and not page_token.isdecimal():
            raise PageTokenInvalid("no such page")
        start, size = int(page_token or 0), page_size or 20
        token = str(start + size) if len(live) > start + size else ""
        return SessionPage(live[start : start + size], token)

    async def create(self, account: Account, password_hash: str) -> bool:
        if self._shelf.account is not None:
            return False
        self._shelf.account, self._shelf.password_hash = account, password_hash
        return True

    async def set_roles(self, roles: frozenset[Role]) -> None:
        if self._shelf.account is not None:
            self._shelf.account = replace(self._shelf.account, roles=roles)

    async def replace_password_hash(self, old: str, new: str, now: datetime) -> None:
        if self._shelf.password_hash == old:
            self._shelf.password_hash = new

    async def add_session(self, session: Session) -> None:
        self._shelf.sessions[session.id] = session

    async def session(self, session_id: SessionId) -> Session | None:
        return self._shelf.sessions.get(session_id)

    async def touch_session(self, session: Session) -> None:
        kept = self._shelf.sessions[session.id]
        self._shelf.sessions[session.id] = replace(
            kept, last_used_at=session.last_used_at, expires_at=session.expires_at
        )

    async def end_session(self, session_id: SessionId, why: SessionEnd, now: datetime) -> None:
        session = self._shelf.sessions.get(session_id)
        if session is not None and session.ended_at is None:
            self._shelf.sessions[session_id] = replace(session, ended_at=now)
            self._shelf.ends[session_id] = why

    async def add_refresh_token(self, token: RefreshToken) -> None:
        self._shelf.tokens[token.id] = token

    async def refresh_token(self, token_id: UUID) -> RefreshToken | None:
        return self._shelf.tokens.get(token_id)

    async def mark_used(self, token: RefreshToken) -> None:
        self._shelf.tokens[token.id] = replace(self._shelf.tokens[token.id], used_at=token.used_at)

    async def delete(self, now: datetime) -> bool:
        there = self._shelf.account is not None
        self._shelf.account, self._shelf.password_hash = None, ""
        for kept in (self._shelf.sessions, self._shelf.ends, self._shelf.tokens):
            kept.clear()
        self._shelf.told_of_deletion = self._shelf.told_of_deletion or there
        return there

    async def forget_old(self, now: datetime) -> None:
        tokens = self._shelf.tokens
        self._shelf.tokens = {key: token for key, token in tokens.items() if token.expires_at >= now}


class FakePasswords:
    """Passwords 'hashed' by writing their version in front; counts the work."""

    decoy = "v1:\0no password"

    def __init__(self, version: str = "v1") -> None:
        self.version = version
        self.verified: list[str] = []
        self.hashed = 0

    async def hash(self, password: str) -> str:
        self.hashed += 1
        return f"{self.version}:{password}"

    async def verify(self, password_hash: str, password: str) -> bool:
        self.verified.append(password_hash)
        return password_hash.partition(":")[2] == password

    def is_outdated(self, password_hash: str) -> bool:
        return not password_hash.startswith(f"{self.version}:")


class FakeAccessTokens:
    """Access tokens that say in words what they are for."""

    def __init__(self, lifetime: timedelta = timedelta(minutes=10)) -> None:
        self._lifetime = lifetime

    def issue(self, account: Account, session_id: SessionId, now: datetime, *, plan: Plan) -> AccessToken:
        return AccessToken(f"access of {account.id} in {session_id}, {plan}", now + self._lifetime)


class FakePlans:
    """Every workspace has the same plan."""

    def __init__(self) -> None:
        self.plan = Plan.FREE

    async def plan_of(self, workspace_id: WorkspaceId) -> Plan:
        return self.plan
