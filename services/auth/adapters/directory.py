"""Identities and counters of attempts, in the directory database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.auth.adapters.rows import IdentityRow, ThrottleRow
from services.auth.domain.accounts import Identity
from services.auth.domain.throttle import Counter, Limit, Scope, ThrottleKey, decide, give_back
from services.kit.db.databases import Directory
from services.kit.ids import UserId, WorkspaceId

_FORGOTTEN_AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class DirectoryIdentities:
    """`Identities` in the directory."""

    directory: Directory

    async def find(self, email: str) -> Identity | None:
        async with self.directory.read() as session:
            return await _find(session, email)

    async def reserve(
        self, email: str, user_id: UserId, workspace_id: WorkspaceId, now: datetime
    ) -> Identity:
        mine = (
            insert(IdentityRow)
            .values(
                email_normalized=email,
                user_id=user_id,
                workspace_id=workspace_id,
                pending=True,
                reserved_at=now,
            )
            .on_conflict_do_nothing(index_elements=[IdentityRow.email_normalized])
        )
        while True:
            async with self.directory.begin() as session:
                await session.execute(mine)
                found = await _find(session, email)
            # None: what kept this one from being inserted has been released since.
            if found is not None:
                return found

    async def activate(self, email: str, user_id: UserId, now: datetime) -> None:
        async with self.directory.begin() as session:
            await session.execute(
                update(IdentityRow)
                .where(IdentityRow.email_normalized == email, IdentityRow.user_id == user_id)
                .where(IdentityRow.pending)
                .values(pending=False, activated_at=now)
            )

    async def release(self, user_id: UserId) -> None:
        async with self.directory.begin() as session:
            await session.execute(delete(IdentityRow).where(IdentityRow.user_id == user_id))


@dataclass(frozen=True, slots=True)
class DirectoryThrottle:
    """`Throttle` in the directory: processes on any machine count together."""

    directory: Directory
    limits: Mapping[Scope, Limit]

    async def attempt(self, keys: Sequence[ThrottleKey], now: datetime) -> timedelta:
        async with self.directory.begin() as session:
            await _forget_some(session, now)
            decision = decide(await _locked(session, keys, now), self.limits, now)
            await self._store(session, decision.counters, now)
        return decision.wait

    async def give_back(self, keys: Sequence[ThrottleKey], now: datetime) -> None:
        async with self.directory.begin() as session:
            await self._store(session, give_back(await _locked(session, keys, now), now), now)

    async def _store(
        self, session: AsyncSession, counters: Mapping[ThrottleKey, Counter], now: datetime
    ) -> None:
        for key, counter in counters.items():
            forget_at = now + self.limits[key.scope].forget_after
            await session.execute(
                update(ThrottleRow)
                .where(ThrottleRow.key == str(key))
                .values(
                    count=counter.count,
                    last_at=counter.last_at,
                    blocked_until=counter.blocked_until,
                    trusted_until=counter.trusted_until,
                    keep_until=max(forget_at, counter.blocked_until or now, counter.trusted_until or now),
                )
            )


async def _find(session: AsyncSession, email: str) -> Identity | None:
    query = select(IdentityRow.user_id, IdentityRow.workspace_id, IdentityRow.pending).where(
        IdentityRow.email_normalized == email
    )
    row = (await session.execute(query)).one_or_none()
    return row and Identity(UserId(row.user_id), WorkspaceId(row.workspace_id), row.pending)


async def _locked(
    session: AsyncSession, keys: Sequence[ThrottleKey], now: datetime
) -> dict[ThrottleKey, Counter]:
    """The counters, made where they are missing, and locked in one order, so that no two calls deadlock."""
    by_name = {str(key): key for key in keys}
    names = sorted(by_name)
    await session.execute(
        insert(ThrottleRow)
        .values([{"key": name, "count": 0, "keep_until": now + timedelta(hours=1)} for name in names])
        .on_conflict_do_nothing()
    )
    query = select(ThrottleRow).where(ThrottleRow.key.in_(names)).order_by(ThrottleRow.key).with_for_update()
    return {by_name[row.key]: _counter(row) for row in (await session.scalars(query)).all()}


def _counter(row: ThrottleRow) -> Counter:
    return Counter(
        count=row.count,
        last_at=row.last_at,
        blocked_until=row.blocked_until,
        trusted_until=row.trusted_until,
    )


async def _forget_some(session: AsyncSession, now: datetime) -> None:
    """Drops a few counters that nothing depends on any more: the table stays as small as the traffic."""
    stale = (
        select(ThrottleRow.key)
        .where(ThrottleRow.keep_until < now)
        .limit(_FORGOTTEN_AT_A_TIME)
        .with_for_update(skip_locked=True)
    )
    await session.execute(delete(ThrottleRow).where(ThrottleRow.key.in_(stale)))
