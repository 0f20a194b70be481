"""What the use cases of auth need from the world."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.auth.domain.accounts import Account, Credentials, Identity
from services.auth.domain.sessions import RefreshToken, Session, SessionEnd
from services.auth.domain.throttle import ThrottleKey
from services.kit.ids import SessionId, UserId, WorkspaceId
from services.kit.plans import Plan
from services.kit.roles import Role


class Identities(Protocol):
    """The directory of sign-in identities, by normalised e-mail address."""

    async def find(self, email: str) -> Identity | None:
        """Whose address this is."""
        ...

    async def reserve(
        self, email: str, user_id: UserId, workspace_id: WorkspaceId, now: datetime
    ) -> Identity:
        """Gives a free address to `user_id`, pending; returns whose it is now, or has been before."""
        ...

    async def activate(self, email: str, user_id: UserId, now: datetime) -> None:
        """Notes that the account is there. Doing so again changes nothing."""
        ...

    async def release(self, user_id: UserId) -> None:
        """Makes the address that was this user's free again. Doing so again changes nothing."""
        ...


class Throttle(Protocol):
    """Counters of attempts, shared by every process."""

    async def attempt(self, keys: Sequence[ThrottleKey], now: datetime) -> timedelta:
        """Counts an attempt, or says how long to wait before the next one; no wait: it was counted."""
        ...

    async def give_back(self, keys: Sequence[ThrottleKey], now: datetime) -> None:
        """Takes an attempt back that turned out to be the right person's."""
        ...


@dataclass(frozen=True, slots=True)
class SessionPage:
    """Some sessions of a list, and the token for those after them."""

    sessions: Sequence[Session]
    next_page_token: str


class AccountReader(Protocol):
    """One person's account and sessions, to read."""

    async def account(self) -> Account | None: ...

    async def credentials(self) -> Credentials | None: ...

    async def open_sessions(self, now: datetime, *, page_size: int, page_token: str) -> SessionPage:
        """The open ones, newest first."""
        ...


class AccountStore(AccountReader, Protocol):
    """One person's account and sessions, for the length of one transaction."""

    async def create(self, account: Account, password_hash: str) -> bool:
        """Adds the account; False, and nothing added, if there is one already."""
        ...

    async def replace_password_hash(self, old: str, new: str, now: datetime) -> None:
        """Stores the same password hashed anew, unless the password was changed meanwhile."""
        ...

    async def set_roles(self, roles: frozenset[Role]) -> None:
        """Gives the account these roles and no others."""
        ...

    async def add_session(self, session: Session) -> None: ...

    async def session(self, session_id: SessionId) -> Session | None:
        """The session, locked against other refreshes and closings until the transaction ends."""
        ...

    async def touch_session(self, session: Session) -> None:
        """Stores when the session was used and when it expires."""
        ...

    async def end_session(self, session_id: SessionId, why: SessionEnd, now: datetime) -> None:
        """Closes the session. One that is closed already stays as it was."""
        ...

    async def add_refresh_token(self, token: RefreshToken) -> None: ...

    async def refresh_token(self, token_id: UUID) -> RefreshToken | None:
        """The token, locked against another use until the transaction ends."""
        ...

    async def mark_used(self, token: RefreshToken) -> None:
        """Stores when the token was used."""
        ...

    async def delete(self, now: datetime) -> bool:
        """Deletes the account with its password, sessions and refresh tokens, and has everybody told once it
        is committed; False, and nobody told, if there was no account."""
        ...

    async def forget_old(self, now: datetime) -> None:
        """Drops refresh tokens that have expired, and sessions that ended long ago."""
        ...


class Accounts(Protocol):
    """Where accounts are kept: each on its owner's shard."""

    def begin(self, owner: UserId) -> AbstractAsyncContextManager[AccountStore]:
        """One transaction: committed once on a clean exit, else rolled back."""
        ...

    def read(self, owner: UserId) -> AbstractAsyncContextManager[AccountReader]:
        """Reads what is committed."""
        ...


class Passwords(Protocol):
    """Hashes passwords, without keeping anybody else waiting."""

    @property
    def decoy(self) -> str:
        """A hash that no password fits, and that takes as long to check as any."""
        ...

    async def hash(self, password: str) -> str: ...

    async def verify(self, password_hash: str, password: str) -> bool: ...

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made at other parameters than a new one would be."""
        ...


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A signed access token."""

    text: str = field(repr=False)
    expires_at: datetime


class AccessTokens(Protocol):
    """Signs access tokens."""

    def issue(self, account: Account, session_id: SessionId, now: datetime, *, plan: Plan) -> AccessToken: ...


class Plans(Protocol):
    """What workspaces pay for."""

    async def plan_of(self, workspace_id: WorkspaceId) -> Plan:
        """The plan of a workspace, as it was at some time in the last minute. It never fails: nobody is kept
        from signing in for want of it."""
        ...


class PublicKeys(Protocol):
    """The keys that access tokens are checked with."""

    def jwks(self) -> bytes:
        """A JSON Web Key Set."""
        ...
