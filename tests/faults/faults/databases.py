"""Databases that are slow, away, cut off in the middle of a transaction, or have no room left."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from tests.faults.fault import FaultNotApplied
from tests.faults.look import until
from tests.faults.proxies import Condition
from tests.faults.target import DATABASES, DIRECTORY, SHARDS, SMALL_DISK_OF, Target

_CUT_WITHIN = 12.0
_FULL_WITHIN = 12.0
_NO_SPACE = "No space left on device"


@dataclass(frozen=True, slots=True)
class Slow:
    """Every packet to and from one database, or all of them, takes long."""

    name: str = "postgres-slow"
    touches: frozenset[str] = frozenset(DATABASES)

    async def inject(self, target: Target, rng: random.Random) -> None:
        databases = rng.choice([*([each] for each in DATABASES), list(DATABASES)])
        condition = Condition(delay_ms=rng.choice([60, 150, 400]), seed=rng.randrange(2**31))
        for database in databases:
            await target.line(database, condition)
        before = [await target.effects(database) for database in databases]
        await asyncio.sleep(rng.uniform(3, 7))
        after = [await target.effects(database) for database in databases]
        for database in databases:
            await target.line(database)
        if not any(late.since(early).delayed for early, late in zip(before, after, strict=True)):
            raise FaultNotApplied("nobody spoke to a database")


@dataclass(frozen=True, slots=True)
class Refusing:
    """One database ends all connections and takes no new ones for some seconds."""

    name: str
    databases: Sequence[str]

    @property
    def touches(self) -> frozenset[str]:
        return frozenset(self.databases)

    async def inject(self, target: Target, rng: random.Random) -> None:
        database = rng.choice(list(self.databases))
        async with target.bad_line(database, Condition(refuse=True)) as effects:
            await asyncio.sleep(rng.uniform(1, 6))
        if not effects.reset:
            raise FaultNotApplied(f"nobody spoke to {database}")


@dataclass(frozen=True, slots=True)
class Cut:
    """Connections break off at a COMMIT: before the shard has got it, or after, so that nobody knows."""

    name: str
    unheard: bool
    """Whether only the answer is lost."""
    touches: frozenset[str] = frozenset(SHARDS)

    async def inject(self, target: Target, rng: random.Random) -> None:
        database = rng.choice(SHARDS)
        condition = Condition(
            cut_at="COMMIT",
            cut_share=rng.choice([0.15, 0.4]),
            cut_unheard=self.unheard,
            seed=rng.randrange(2**31),
        )
        wanted = rng.randint(2, 6)
        async with target.bad_line(database, condition) as effects:
            before = await target.effects(database)

            async def has_cut() -> bool:
                return (await target.effects(database)).since(before).cut >= wanted

            await until(has_cut, within=_CUT_WITHIN)
        if not effects.cut:
            raise FaultNotApplied(f"no COMMIT was cut off on {database}")


@dataclass(frozen=True, slots=True)
class DiskFull:
    """The disk of one shard has no byte left for some seconds; now and then its next WAL file doesn't fit."""

    name: str = "disk-full"
    touches: frozenset[str] = frozenset({SMALL_DISK_OF})

    async def inject(self, target: Target, rng: random.Random) -> None:
        disk = target.disk
        if disk is None:
            raise FaultNotApplied("this machine allows no mount namespace, so no disk that could be filled")
        offset = target.log_size(SMALL_DISK_OF)
        length, new_wal = rng.uniform(1, 5), rng.random() < 0.5

        async def is_noticed() -> bool:
            return _NO_SPACE in target.log_from(SMALL_DISK_OF, offset)

        disk.fill(target.supervisor_pid)
        try:
            if new_wal:
                await _switch_wal(target)
            noticed = await until(is_noticed, within=_FULL_WITHIN)
            await asyncio.sleep(length)
        finally:
            disk.free(target.supervisor_pid)
        await target.parts.until_well(SMALL_DISK_OF)
        if not noticed:
            raise FaultNotApplied("nothing had to be written to the full disk")


async def _switch_wal(target: Target) -> None:
    """Has the next write begin a WAL file: on a full disk that ends the server until there is room."""
    try:
        async with await psycopg.AsyncConnection.connect(
            target.database(SMALL_DISK_OF), autocommit=True, connect_timeout=5
        ) as connection:
            for _ in range(4):  # some may be there already, to be used again
                await connection.execute(
                    "SELECT pg_switch_wal(), pg_logical_emit_message(false, 'full', 'x')"
                )
    except psycopg.Error:
        return  # it has ended: as meant


REFUSING_DIRECTORY = Refusing("directory-refusing", (DIRECTORY,))
REFUSING_SHARD = Refusing("shard-refusing", SHARDS)
