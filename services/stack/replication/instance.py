"""Questions and orders to one instance, each with a deadline."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from services.stack.probes import ProbeFailed
from services.stack.replication.decisions import Seen
from services.stack.servers import postgres

STANDBY = "standby"
"""What the standby calls itself, and its place in the primary's log; whichever instance it is."""

_ANSWER_SECONDS = 2.0
_PROMOTE_SECONDS = 30
_JOIN_SECONDS = 10.0
_FRESH_SECONDS = 2.0
"""A standby reports once a second; one that has been silent for longer doesn't count as following."""
_LOOK_EVERY = 0.05

_SEE = """
SELECT pg_is_in_recovery(),
       current_setting('synchronous_standby_names') <> '',
       standby.state IN ('catchup', 'streaming'),
       standby.state = 'streaming'
         AND clock_timestamp() - standby.reply_time < make_interval(secs => %(fresh)s),
       CASE WHEN NOT pg_is_in_recovery()
            THEN pg_wal_lsn_diff(pg_current_wal_flush_lsn(), standby.flush_lsn) END
FROM (SELECT) AS always LEFT JOIN pg_stat_replication AS standby ON standby.application_name = %(standby)s
ORDER BY standby.reply_time DESC NULLS LAST LIMIT 1
"""
_WAITS = """
SELECT current_setting('synchronous_standby_names') <> '' AND EXISTS (
  SELECT FROM pg_stat_replication WHERE application_name = %s AND sync_state = 'sync')
"""
_FLUSHED = """
SELECT EXISTS (SELECT FROM pg_stat_replication WHERE application_name = %s AND flush_lsn >= %s::pg_lsn)
"""


class Instance:
    """One of a pair, by its port."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self._conninfo = postgres.conninfo(port, password)

    async def see(self) -> Seen:
        """It and its standby now."""
        async with self._asked() as connection:
            found = await connection.execute(_SEE, {"fresh": _FRESH_SECONDS, "standby": STANDBY})
            in_recovery, waits, is_connected, follows, behind = await _row(found)
        return Seen(bool(in_recovery), bool(waits), bool(is_connected), bool(follows), int(behind or 0))

    async def is_in_recovery(self) -> bool:
        """Whether it is a standby that could take over."""
        async with self._asked() as connection:
            (in_recovery,) = await _row(await connection.execute("SELECT pg_is_in_recovery()"))
        return bool(in_recovery)

    async def promote(self) -> None:
        """Makes a standby the primary, with all that it has received; commits there wait for nobody yet.

        Raises:
            ProbeFailed: it didn't get there in time.
        """
        async with self._asked(_PROMOTE_SECONDS + _ANSWER_SECONDS) as connection:
            (promoted,) = await _row(
                await connection.execute("SELECT pg_promote(true, %s)", [_PROMOTE_SECONDS])
            )
        if not promoted:
            raise ProbeFailed("the standby doesn't become the primary")

    async def keep_place_of_standby(self) -> None:
        """Has this primary keep what its standby hasn't received yet."""
        async with self._asked() as connection:
            found = await connection.execute(
                "SELECT wal_status FROM pg_replication_slots WHERE slot_name = %s", [STANDBY]
            )
            place = await found.fetchone()
            if place is not None and place[0] == "lost":
                await connection.execute("SELECT pg_drop_replication_slot(%s)", [STANDBY])
                place = None
            if place is None:
                await connection.execute("SELECT pg_create_physical_replication_slot(%s, true)", [STANDBY])

    async def stop_waiting(self) -> None:
        """Lets commits, those that wait now too, succeed without the standby."""
        async with self._asked() as connection:
            await connection.execute("ALTER SYSTEM RESET synchronous_standby_names")
            await connection.execute("SELECT pg_reload_conf()")

    async def wait_for_standby(self) -> None:
        """Has commits wait for the standby; returns once it has every write that was acknowledged before.

        Raises:
            TimeoutError: that isn't certain yet.
        """
        async with asyncio.timeout(_JOIN_SECONDS):
            async with self._asked(_JOIN_SECONDS) as connection:
                await connection.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{STANDBY}'")
                await connection.execute("SELECT pg_reload_conf()")
            # A new session has what the postmaster has read, which by then has told all its processes.
            await self._until(_WAITS, STANDBY)
            async with self._asked(_JOIN_SECONDS) as connection:
                # The checkpointer makes commits wait, and it reads the settings before it does this.
                await connection.execute("CHECKPOINT")
                written = await connection.execute("SELECT pg_current_wal_flush_lsn()::text")
                (flushed,) = await _row(written)
            await self._until(_FLUSHED, STANDBY, flushed)

    async def checkpoint(self) -> None:
        """Has what it is (its timeline, above all) on its disk, where pg_rewind looks."""
        async with self._asked(_JOIN_SECONDS) as connection:
            await connection.execute("CHECKPOINT")

    async def _until(self, question: str, *values: object) -> None:
        while True:
            async with self._asked() as connection:
                (so,) = await _row(await connection.execute(question, values))
            if so:
                return
            await asyncio.sleep(_LOOK_EVERY)

    @asynccontextmanager
    async def _asked(self, within: float = _ANSWER_SECONDS) -> AsyncIterator[psycopg.AsyncConnection]:
        async with asyncio.timeout(within):
            connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
            try:
                yield connection
            finally:
                # Not politely: one that hangs would have the last word.
                connection.pgconn.finish()


async def _row(cursor: psycopg.AsyncCursor) -> psycopg.rows.TupleRow:
    row = await cursor.fetchone()
    if row is None:
        raise ProbeFailed("the instance answers with nothing")
    return row
