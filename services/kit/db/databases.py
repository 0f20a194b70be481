"""All databases of a process: the directory, the shards, and the way from a person to their shard."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import cache
from time import perf_counter
from types import TracebackType

import structlog
from prometheus_client import Histogram
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db.engines import Engines, UnitSession, open_engines
from services.kit.db.errors import TransactionMisuse, domain_error
from services.kit.db.router import Range, ShardRouter, SlotMap, SlotRange
from services.kit.db.unit_of_work import ReadTx, Tx
from services.kit.errors import DomainError
from services.kit.ids import UserId, WorkspaceId
from services.kit.metrics import METRICS
from services.kit.settings import DbSettings

log = structlog.get_logger(__name__)

_open_unit: ContextVar["UnitSession | _Read | None"] = ContextVar("encompass_open_unit", default=None)
"""The unit of work that this task is in, so that a second one inside it is refused: it would hold two
connections at a time, and see a state that the first may yet roll back."""


class Directory:
    """The directory database, whose rows have no owner: workspaces and sign-in identities."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """One transaction, committed once on a clean exit, else rolled back; errors as for `UnitOfWork`."""
        async with unit(self.engines, writable=True) as session:
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """One read-only connection in autocommit."""
        async with unit(self.engines, writable=False) as session:
            yield session


class ShardUnitOfWork:
    """`UnitOfWork` over all shards."""

    def __init__(self, shards: Mapping[str, Engines], router: ShardRouter) -> None:
        self._shards = shards
        self._router = router

    @asynccontextmanager
    async def begin(self, owner: UserId) -> AsyncIterator[Tx]:
        async with self.begin_on(await self._router.shard_of(owner), owner) as tx:
            yield tx

    def read(self, owner: UserId) -> "_Read":
        return _Read(self._shards, self._router, owner)

    @asynccontextmanager
    async def begin_on(self, shard: str, owner: UserId) -> AsyncIterator[Tx]:
        """`begin` where the shard is known already, as a worker knows it from the bell."""
        async with unit(self._shards[shard], writable=True) as session:
            tx = Tx(session, owner, shard=shard, writable=True)
            yield tx
        await tx.run_after_commit()


class Databases:
    """What `open_databases` gives: hand `uow` to use cases, `directory` to auth."""

    def __init__(self, directory: Engines, shards: Mapping[str, Engines]) -> None:
        self.shards = shards
        self.directory = Directory(directory)
        self.router = ShardRouter(self._load_map, shards)
        self.uow = ShardUnitOfWork(shards, self.router)

    async def close(self) -> None:
        """Closes every connection."""
        await self.router.close()
        for engines in (self.directory.engines, *self.shards.values()):
            await engines.dispose()

    async def _load_map(self) -> SlotMap:
        async with self.directory.read() as session:
            rows = (await session.scalars(select(SlotRange))).all()
        return SlotMap([_range(row) for row in rows])


@asynccontextmanager
async def open_databases(
    settings: DbSettings, *, application_name: str = "encompass"
) -> AsyncIterator[Databases]:
    """Opens pools (lazily: a database that is down doesn't keep a process from starting) and closes them."""
    directory = open_engines(
        "directory", settings.directory_url.get_secret_value(), settings, application_name=application_name
    )
    shards = {
        name: open_engines(name, url.get_secret_value(), settings, application_name=application_name)
        for name, url in settings.shards.items()
    }
    databases = Databases(directory, shards)
    try:
        yield databases
    finally:
        await databases.close()


@asynccontextmanager
async def unit(engines: Engines, *, writable: bool) -> AsyncIterator[UnitSession]:
    """The one place where transactions begin and end."""
    _refuse_nesting()
    session = engines.write_session() if writable else engines.read_session()
    token = _open_unit.set(session)
    started = perf_counter()
    try:
        yield session
        if writable:
            await session.end_with_commit()
    except BaseException as error:
        await _abandon(session)
        replacement = _replacement(error, engines.name)
        if replacement is None:
            raise
        raise replacement from error
    finally:
        _open_unit.reset(token)
        _timing(engines.name, "write" if writable else "read").observe(perf_counter() - started)
    await session.end()


class _Read:
    """What `unit` does, for a read of one person's rows.

    Written out, because it is around nearly every call, and a generator for it costs as much as the rest.
    """

    __slots__ = ("_owner", "_router", "_shards", "_started", "_token", "_tx", "has_ended")

    def __init__(self, shards: Mapping[str, Engines], router: ShardRouter, owner: UserId) -> None:
        self._shards = shards
        self._router = router
        self._owner = owner
        self.has_ended = False

    async def __aenter__(self) -> Tx:
        shard = await self._router.shard_of(self._owner)
        _refuse_nesting()
        self._tx = ReadTx(self._shards[shard], self._owner, shard=shard)
        self._token = _open_unit.set(self)
        self._started = perf_counter()
        return self._tx

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.has_ended = True
        _open_unit.reset(self._token)
        shard, session = self._tx.shard, self._tx.opened
        if session is not None:
            await (session.end() if error is None else _abandon(session))
        _timing(shard, "read").observe(perf_counter() - self._started)
        if error is not None:
            replacement = _replacement(error, shard)
            if replacement is not None:
                raise replacement from error


def _refuse_nesting() -> None:
    outer = _open_unit.get()
    if outer is not None and not outer.has_ended:
        raise TransactionMisuse("a unit of work is open already")


def _replacement(error: BaseException, database: str) -> DomainError | None:
    """The error to raise in place of a driver's, which is counted and logged; None if it isn't one."""
    replacement = domain_error(error)
    if replacement is not None:
        METRICS.db_errors.labels(database, replacement.reason).inc()
        log.warning("db.failed", database=database, error=type(error).__name__, reason=replacement.reason)
    return replacement


@cache
def _timing(database: str, kind: str) -> Histogram:
    return METRICS.db_transaction_seconds.labels(database, kind)


async def _abandon(session: UnitSession) -> None:
    """Rolls back; a server that is gone has done so itself."""
    try:
        await session.end()
    except Exception as error:
        if domain_error(error) is None:
            raise


def _range(row: SlotRange) -> Range:
    placed = WorkspaceId(row.workspace_id) if row.workspace_id is not None else None
    return Range(row.first_slot, row.last_slot, row.shard, placed)
