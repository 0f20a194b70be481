"""Engines: bounded pools with time limits on everything, which survive a server that was restarted."""

import os
import select
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from services.kit.db.errors import TransactionMisuse
from services.kit.db.reads import Reads
from services.kit.settings import DbSettings

_LOCK_TIMEOUT_MS = 5_000
_IDLE_IN_TRANSACTION_MS = 10_000
"""A process that is paused in the middle of a transaction holds its row locks no longer than this."""


class UnitSession(AsyncSession):
    """A session that only its unit of work may commit, roll back or close."""

    has_ended = False

    async def commit(self) -> None:
        raise TransactionMisuse("the unit of work commits, once, at its end")

    async def rollback(self) -> None:
        raise TransactionMisuse("raise an exception to have the unit of work roll back")

    async def close(self) -> None:
        raise TransactionMisuse("the unit of work closes its session")

    async def end_with_commit(self) -> None:
        """Commits; for the unit of work."""
        await super().commit()

    async def end(self) -> None:
        """Rolls back what isn't committed and gives the connection back; for the unit of work."""
        self.has_ended = True
        await super().close()


@dataclass(frozen=True, slots=True)
class Engines:
    """The pools of one database: for transactions, for reads in autocommit, and for reads of single rows.

    The latter two are where a replica goes when there is one. The server refuses writes on their connections.
    """

    name: str
    writer: AsyncEngine
    statements: AsyncEngine
    """The writer's pool in autocommit; made once, since making it costs as much as a statement."""
    reader: AsyncEngine
    reads: Reads

    def write_session(self) -> UnitSession:
        return UnitSession(self.writer, expire_on_commit=False)

    def read_session(self) -> UnitSession:
        return UnitSession(self.reader, expire_on_commit=False, autoflush=False)

    def statement(self) -> AsyncConnection:
        """`async with`: for single statements that write, each a transaction and one round trip."""
        return self.statements.connect()

    async def dispose(self) -> None:
        await self.writer.dispose()
        await self.reader.dispose()
        self.reads.close()


def open_engines(name: str, url: str, settings: DbSettings, *, application_name: str) -> Engines:
    """Makes the pools of a database; nothing is connected before the first use."""
    writer = create_async_engine(
        make_url(url),
        connect_args=connect_arguments(settings, application_name=application_name),
        **_pool(settings),
    )
    only_reads = connect_arguments(settings, application_name=f"{application_name}-read", read_only=True)
    reader = create_async_engine(
        make_url(url),
        connect_args=only_reads,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        **_pool(settings),
    )
    for engine in (writer, reader):
        event.listen(engine.sync_engine.pool, "checkout", _refuse_dead_connection)
    reads = Reads(
        url,
        only_reads,
        reader.dialect,
        size=settings.pool_size,
        wait_seconds=settings.pool_timeout_seconds,
    )
    return Engines(name, writer, writer.execution_options(isolation_level="AUTOCOMMIT"), reader, reads)


def connect_arguments(
    settings: DbSettings, *, application_name: str, read_only: bool = False
) -> dict[str, str | int]:
    """libpq's parameters: time limits in the server, and a network that went away noticed in seconds."""
    options = {
        "statement_timeout": int(settings.statement_timeout_seconds * 1000),
        "lock_timeout": _LOCK_TIMEOUT_MS,
        "idle_in_transaction_session_timeout": _IDLE_IN_TRANSACTION_MS,
    }
    if read_only:
        options["default_transaction_read_only"] = 1
    return {
        "application_name": application_name[:63],
        "connect_timeout": max(1, round(settings.connect_timeout_seconds)),
        "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }


def _pool(settings: DbSettings) -> Mapping[str, Any]:
    return {
        "pool_size": settings.pool_size,
        "max_overflow": settings.pool_overflow,
        "pool_timeout": settings.pool_timeout_seconds,
        "pool_recycle": 1800,
        "pool_use_lifo": True,
    }


def _refuse_dead_connection(dbapi_connection: Any, _record: object, _proxy: object) -> None:
    """Notices a connection that died while it was idle, for the price of a poll(2) instead of a round trip.

    A server that stops or breaks off says so, or closes the socket: either makes an idle socket readable.
    """
    fileno = dbapi_connection.driver_connection.fileno()
    poll = select.poll()
    poll.register(fileno, select.POLLIN)
    if not poll.poll(0):
        return
    if _has_ended(fileno):
        raise InvalidatePoolError()


def _has_ended(fileno: int) -> bool:
    """Whether the peer closed, or is about to: what waits unread may be a harmless notice, too."""
    duplicate = socket.socket(fileno=os.dup(fileno))
    try:
        head = duplicate.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        duplicate.close()
    return head in (b"", b"E")
