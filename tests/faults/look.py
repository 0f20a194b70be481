"""What the databases say, asked past the proxies and read only."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow, class_row

from tests.faults.target import LEASE_SECONDS, SHARDS, Takeover, Target
from tests.support import waiting

_CONNECT_SECONDS = 5
_LOOK_EVERY = 0.05
_LOOK_OFTEN = 0.01


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


async def half_made_films(target: Target) -> int:
    """How many films are being made of which half can be played, and not all."""
    query = (
        "SELECT count(*) FROM (SELECT video.id,"
        " (SELECT count(*) FROM video_segment WHERE video_id = video.id) AS there,"
        " (SELECT sum(total_frames) FROM video_scene WHERE video_id = video.id) / 48 AS wanted"
        " FROM video WHERE state = 'RENDERING') AS film WHERE there >= wanted / 2.0 AND there < wanted"
    )
    films = 0
    for database in SHARDS:
        async with await _connect(target, database) as connection:
            row = await (await connection.execute(query)).fetchone()
            films += int(row[0]) if row else 0
    return films


async def first_takeover(target: Target, jobs: Sequence[HeldJob], *, within: float) -> Takeover | None:
    """Waits until another worker has claimed one of these jobs; None when nobody has, in time.

    All jobs are of one database. It looks often: the other won't need long for what is left to do.
    """
    before = {job.id: job.fencing for job in jobs}
    # A lease is counted from the claim, and later on from a heartbeat: never from before the claim.
    query = (
        "SELECT id, fencing, least(clock_timestamp(), lease_expires_at - make_interval(secs => %s))"
        " FROM job WHERE id = ANY(%s)"
    )
    try:
        async with asyncio.timeout(within), await _connect(target, jobs[0].database) as connection:
            while True:
                for id_, fencing, claimed_at in await (
                    await connection.execute(query, (LEASE_SECONDS, list(before)))
                ).fetchall():
                    if fencing > before[id_]:
                        return Takeover(str(id_), fencing, claimed_at)
                await asyncio.sleep(_LOOK_OFTEN)
    except TimeoutError:
        return None


async def unpublished(target: Target) -> int:
    """Outbox rows that wait, on all shards."""
    rows = 0
    for database in SHARDS:
        async with await _connect(target, database) as connection:
            answer = await connection.execute("SELECT count(*) FROM outbox WHERE published_at IS NULL")
            row = await answer.fetchone()
            rows += int(row[0]) if row else 0
    return rows


async def until(
    holds: Callable[[], Awaitable[bool]], *, within: float, look_every: float = _LOOK_EVERY
) -> bool:
    """Waits until something is so; False when it wasn't, in time."""
    try:
        await waiting.until(holds, within=within, look_every=look_every)
    except TimeoutError:
        return False
    return True


async def _connect(target: Target, database: str) -> psycopg.AsyncConnection[TupleRow]:
    return await psycopg.AsyncConnection.connect(
        target.database(database), autocommit=True, connect_timeout=_CONNECT_SECONDS
    )
