"""Databases and the copies that follow them, as Postgres tells."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import text

from services.jobs.mesh_view import ASKED_FOR, Finding, Health, PartKind, Replica
from services.kit.db.databases import unit
from services.kit.db.engines import Engines
from services.kit.errors import DomainError

_COPIES: Final = text(
    "SELECT coalesce(application_name, '') AS name, coalesce(state, '') AS state,"
    " coalesce(sync_state IN ('sync', 'quorum'), false) AS is_synchronous,"
    " CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) END"
    " AS lag_bytes,"
    " replay_lag AS lag FROM pg_stat_replication ORDER BY pid"
)
"""Who has no right to see the rest of a row is told its number of rows and nulls."""


class DatabaseHealth:
    """See `mesh_view.Probe`; for the directory or one shard."""

    def __init__(self, engines: Engines) -> None:
        self.name = engines.name
        self.kind = PartKind.DATABASE
        self._engines = engines

    async def ask(self) -> Sequence[Finding]:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(ASKED_FOR.total_seconds()):
                async with unit(self._engines, writable=False) as session:
                    rows = (await session.execute(_COPIES)).all()
        except TimeoutError:
            return [self._found(Health.DOWN, detail="deadline_exceeded")]
        except DomainError:
            return [self._found(Health.DOWN, detail="unavailable")]
        latency = timedelta(seconds=time.perf_counter() - started)
        copies = tuple(
            Replica(
                row.name,
                row.state,
                row.is_synchronous,
                None if row.lag_bytes is None else max(0, int(row.lag_bytes)),
                row.lag,
            )
            for row in rows
        )
        return [self._found(Health.UP, latency, replicas=copies)]

    def _found(
        self,
        health: Health,
        latency: timedelta | None = None,
        *,
        detail: str = "",
        replicas: tuple[Replica, ...] = (),
    ) -> Finding:
        return Finding(self.name, self.kind, health, latency, detail, replicas)
