"""Accounts, sessions and refresh tokens, on their owner's shard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from encompass.jobs.v1.event_pb2 import Event
from sqlalchemy import or_
from sqlalchemy.dialects.postgresql import insert

from services.auth.adapters.rows import AccountRow, PasswordRow, RefreshTokenRow, SessionRow
from services.auth.domain.accounts import Account, Credentials
from services.auth.domain.sessions import RefreshToken, Session, SessionEnd
from services.auth.ports import SessionPage
from services.kit.db.pages import bounded_page_size, fetch_page
from services.kit.db.unit_of_work import Tx, UnitOfWork
from services.kit.grpc.moments import timestamp
from services.kit.ids import SessionId, UserId, WorkspaceId, new_id
from services.kit.jobs.queue import publish_event
from services.kit.jobs.streams import ACCOUNT_DELETED
from services.kit.roles import Role, known_roles

_KEEP_ENDED = timedelta(days=30)
_DEFAULT_PAGE = 20


class ShardAccounts:
    """`Accounts` on the shards."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator["ShardAccountStore"]:
        async with self._uow.begin(owner) as tx:
            yield ShardAccountStore(tx)

    @asynccontextmanager
    async def read(self, owner: UserId) -> AsyncIterator["ShardAccountStore"]:
        async with self._uow.read(owner) as tx:
            yield ShardAccountStore(tx)


@dataclass(frozen=True, slots=True)
class ShardAccountStore:
    """One person's rows."""

    tx: Tx

    async def account(self) -> Account | None:
        row = (await self.tx.session.scalars(self.tx.owned(AccountRow))).one_or_none()
        return _account(row) if row else None

    async def credentials(self) -> Credentials | None:
        query = (
            self.tx.owned(AccountRow)
            .join(
                PasswordRow,
                (PasswordRow.slot == AccountRow.slot) & (PasswordRow.user_id == AccountRow.user_id),
            )
            .add_columns(PasswordRow.hash)
        )
        row = (await self.tx.session.execute(query)).one_or_none()
        return Credentials(_account(row[0]), row[1]) if row else None

    async def open_sessions(self, now: datetime, *, page_size: int, page_token: str) -> SessionPage:
        query = self.tx.owned(SessionRow).where(SessionRow.ended_at.is_(None), SessionRow.expires_at > now)
        page = await fetch_page(
            self.tx,
            query,
            keys=[SessionRow.created_at, SessionRow.id],
            page_size=bounded_page_size(page_size, default=_DEFAULT_PAGE),
            page_token=page_token,
            list_name="sessions",
        )
        return SessionPage([_session(row) for row in page.rows], page.next_page_token)

    async def create(self, account: Account, password_hash: str) -> bool:
        values = {
            "slot": self.tx.slot,
            "user_id": self.tx.owner,
            "workspace_id": account.workspace_id,
            "email": account.email,
            "display_name": account.display_name,
            "created_at": account.created_at,
        }
        made = insert(AccountRow).values(values).on_conflict_do_nothing().returning(AccountRow.user_id)
        if (await self.tx.session.execute(made)).one_or_none() is None:
            return False
        self.tx.add(PasswordRow(hash=password_hash, changed_at=account.created_at))
        return True

    async def replace_password_hash(self, old: str, new: str, now: datetime) -> None:
        await self.tx.session.execute(
            self.tx.owned_update(PasswordRow).where(PasswordRow.hash == old).values(hash=new, changed_at=now)
        )

    async def set_roles(self, roles: frozenset[Role]) -> None:
        await self.tx.session.execute(
            self.tx.owned_update(AccountRow).values(roles=sorted(role.value for role in roles))
        )

    async def add_session(self, session: Session) -> None:
        self.tx.add(
            SessionRow(
                id=session.id,
                device_name=session.device_name,
                created_at=session.created_at,
                last_used_at=session.last_used_at,
                expires_at=session.expires_at,
            )
        )
        # Its first token refers to it, and nothing tells the session's order of inserts about that.
        await self.tx.flush()

    async def session(self, session_id: SessionId) -> Session | None:
        row = await self.tx.find(SessionRow, session_id, for_update=True)
        return _session(row) if row else None

    async def touch_session(self, session: Session) -> None:
        await self.tx.session.execute(
            self.tx.owned_update(SessionRow)
            .where(SessionRow.id == session.id)
            .values(last_used_at=session.last_used_at, expires_at=session.expires_at)
        )

    async def end_session(self, session_id: SessionId, why: SessionEnd, now: datetime) -> None:
        await self.tx.session.execute(
            self.tx.owned_update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.ended_at.is_(None))
            .values(ended_at=now, end_reason=why.value)
        )

    async def add_refresh_token(self, token: RefreshToken) -> None:
        self.tx.add(
            RefreshTokenRow(
                id=token.id,
                session_id=token.session_id,
                parent_id=token.parent_id,
                secret_hash=token.secret_hash,
                issued_at=token.issued_at,
                expires_at=token.expires_at,
                used_at=token.used_at,
            )
        )

    async def refresh_token(self, token_id: UUID) -> RefreshToken | None:
        row = await self.tx.find(RefreshTokenRow, token_id, for_update=True)
        return _refresh_token(row) if row else None

    async def mark_used(self, token: RefreshToken) -> None:
        await self.tx.session.execute(
            self.tx.owned_update(RefreshTokenRow)
            .where(RefreshTokenRow.id == token.id)
            .values(used_at=token.used_at)
        )

    async def delete(self, now: datetime) -> bool:
        account = self.tx.owned_delete(AccountRow).returning(AccountRow.user_id)
        found = await self.tx.session.scalar(account)
        # Refresh tokens go with their sessions.
        for table in (PasswordRow, SessionRow):
            await self.tx.session.execute(self.tx.owned_delete(table))
        if found is None:
            return False
        event = Event(
            event_id=str(new_id()),
            type="auth.account.deleted",
            user_id=str(self.tx.owner),
            resource_id=str(self.tx.owner),
            occur_time=timestamp(now),
        )
        await publish_event(self.tx, ACCOUNT_DELETED, event)
        return True

    async def forget_old(self, now: datetime) -> None:
        await self.tx.session.execute(
            self.tx.owned_delete(RefreshTokenRow).where(RefreshTokenRow.expires_at < now)
        )
        long_ago = now - _KEEP_ENDED
        await self.tx.session.execute(
            self.tx.owned_delete(SessionRow).where(
                or_(SessionRow.expires_at < long_ago, SessionRow.ended_at < long_ago)
            )
        )


def _account(row: AccountRow) -> Account:
    return Account(
        id=UserId(row.user_id),
        email=row.email,
        display_name=row.display_name,
        workspace_id=WorkspaceId(row.workspace_id),
        created_at=row.created_at,
        roles=known_roles(row.roles),
    )


def _session(row: SessionRow) -> Session:
    return Session(
        id=SessionId(row.id),
        device_name=row.device_name,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )


def _refresh_token(row: RefreshTokenRow) -> RefreshToken:
    return RefreshToken(
        id=row.id,
        session_id=SessionId(row.session_id),
        parent_id=row.parent_id,
        secret_hash=row.secret_hash,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
    )
