"""What the databases say, asked past the proxies and read only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow, class_row

from tests.faults.target import SHARDS, Takeover, Target

_CONNECT_SECONDS = 5
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class HeldJob:
    """A job that a worker holds the lease of."""

    database: str
    id: UUID
    kind: str
    lease_owner: str
    fencing: int

    @property
    def pid(self) -> int:
        """Of the worker, whose name is host/pid/life."""
        return int(self.lease_owner.split("/")[1])


async def held_jobs(target: Target, kind: str) -> list[HeldJob]:
    """The jobs of this kind whose lease is good now."""
    query = (
        "SELECT %s AS database, id, kind, lease_owner, fencing FROM job"
        " WHERE kind = %s AND state = 'RUNNING' AND lease_expires_at > clock_timestamp() ORDER BY id"
    )
    found: list[HeldJob] = []
    for database in SHARDS:
        async with await _connect(target, database) as connection:
            cursor = connection.cursor(row_factory=class_row(HeldJob))
            found += await (await cursor.execute(query, (database, kind))).fetchall()
    return found


async def taken_over(target: Target, job: HeldJob) -> Takeover | None:
    """The takeover of this job by another worker, if there has been one."""
    async with await _connect(target, job.database) as connection:
        answer = await connection.execute(
            "SELECT fencing, clock_timestamp() FROM job WHERE id = %s", (job.id,)
        )
        row = await answer.fetchone()
    if row is None or row[0] <= job.fencing:
        return None
    return Takeover(str(job.id), row[0], row[1])


async def unpublished(target: Target) -> int:
    """Outbox rows that wait, on all shards."""
    waiting = 0
    for database in SHARDS:
        async with await _connect(target, database) as connection:
            answer = await connection.execute("SELECT count(*) FROM outbox WHERE published_at IS NULL")
            row = await answer.fetchone()
            waiting += int(row[0]) if row else 0
    return waiting


async def until(
    holds: Callable[[], Awaitable[bool]], *, within: float, look_every: float = _LOOK_EVERY
) -> bool:
    """Waits until something is so; False when it wasn't, in time."""
    try:
        async with asyncio.timeout(within):
            while not await holds():  # noqa: ASYNC110  (it happens in other processes)
                await asyncio.sleep(look_every)
    except TimeoutError:
        return False
    return True


async def _connect(target: Target, database: str) -> psycopg.AsyncConnection[TupleRow]:
    return await psycopg.AsyncConnection.connect(
        target.database(database), autocommit=True, connect_timeout=_CONNECT_SECONDS
    )
