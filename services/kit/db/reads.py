"""Reads of one row by its key, past the ORM: most calls of a service are just that.

SQLAlchemy's session, compiler and bridge to asyncio cost a process ten times what the query itself does
(benchmarks/rpc.py). So `Tx.find` in a read goes to psycopg with a statement that was compiled once, on a
connection that keeps it prepared, and makes the same mapped instance of the row that a session would.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Generic, TypeVar
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow
from sqlalchemy import Float, Numeric, bindparam, inspect, make_url, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.attributes import instance_dict, instance_state
from sqlalchemy.types import TypeEngine

from services.kit.db.base import OwnedRow
from services.kit.db.errors import PoolExhausted

RowT = TypeVar("RowT", bound=OwnedRow)

_LIFETIME_SECONDS = 1800.0
_FLOAT8 = 701
_NUMERIC = 1700


class Reads:
    """The connections of one database that such reads go through, and the statements that they know."""

    def __init__(
        self,
        url: str,
        arguments: Mapping[str, str | int],
        dialect: Dialect,
        *,
        size: int,
        wait_seconds: float,
    ) -> None:
        """
        Args:
            url: an SQLAlchemy URL.
            arguments: libpq's, by which the server knows that this connection only reads.
            size: the most connections, opened when they are needed.
            wait_seconds: how long a read may wait for one of them.
        """
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._pool = _Pool(make_conninfo(plain, **arguments), size=size, wait_seconds=wait_seconds)
        self._dialect = dialect
        self._by_key: dict[type[OwnedRow], _ByKey[Any]] = {}

    async def find(self, model: type[RowT], slot: int, owner: UUID, row_id: UUID) -> RowT | None:
        """The owner's row of this id, not bound to any session; None if there is none."""
        by_key = self._by_key.get(model)
        if by_key is None:
            by_key = self._by_key[model] = _ByKey(model, self._dialect)
        row = await self._pool.first(by_key.statement, {"slot": slot, "owner": owner, "id": row_id})
        return None if row is None else by_key.instance(row)

    def close(self) -> None:
        """Closes the connections; those in use when they come back."""
        self._pool.close()


class _ByKey(Generic[RowT]):
    """How to read one table by owner and id, and what to make of a row: worked out once."""

    def __init__(self, model: type[RowT], dialect: Dialect) -> None:
        mapper: Mapper[RowT] = inspect(model)
        attributes = list(mapper.column_attrs)
        columns = [attribute.columns[0] for attribute in attributes]
        table = mapper.local_table.c
        query = select(*columns).where(
            table.slot == bindparam("slot"), table.user_id == bindparam("owner"), table.id == bindparam("id")
        )
        self.statement = query.compile(dialect=dialect).string
        self._names = [attribute.key for attribute in attributes]
        self._convert: list[tuple[str, Callable[[Any], Any]]] = []
        for name, column in zip(self._names, columns, strict=True):
            convert = column.type.dialect_impl(dialect).result_processor(dialect, _oid(column.type))
            if convert is not None:
                self._convert.append((name, convert))
        self._manager = mapper.class_manager
        self._identity = [mapper.get_property_by_column(column).key for column in mapper.primary_key]
        self._identity_class = mapper.class_

    def instance(self, row: TupleRow) -> RowT:
        """The mapped instance that a session would give, after the session was closed."""
        made = self._manager.new_instance()
        values = instance_dict(made)
        values.update(zip(self._names, row, strict=True))
        for name, convert in self._convert:
            values[name] = convert(values[name])
        # An identity makes it a row of the database, not one to insert; relationships raise as they should.
        instance_state(made).key = (
            self._identity_class,
            tuple([values[name] for name in self._identity]),
            None,
        )
        return made


def _oid(kind: TypeEngine[Any]) -> int | None:
    """The server's number of a numeric type, which SQLAlchemy has to be told; it knows the others itself."""
    match kind:
        case Float():
            return _FLOAT8
        case Numeric():
            return _NUMERIC
        case _:
            return None


class _Connection:
    """A connection with a cursor for each statement, which keeps what psycopg found out about its result."""

    def __init__(self, raw: psycopg.AsyncConnection[TupleRow]) -> None:
        self.raw = raw
        self.expires = monotonic() + _LIFETIME_SECONDS
        self._cursors: dict[str, psycopg.AsyncCursor[TupleRow]] = {}

    async def first(self, statement: str, parameters: Mapping[str, object]) -> TupleRow | None:
        cursor = self._cursors.get(statement)
        if cursor is None:
            cursor = self._cursors[statement] = self.raw.cursor()
        await cursor.execute(statement, parameters)
        return await cursor.fetchone()


class _Pool:
    """Up to `size` connections in autocommit; the one that came back last goes out first."""

    def __init__(self, conninfo: str, *, size: int, wait_seconds: float) -> None:
        self._conninfo = conninfo
        self._size = size
        self._wait_seconds = wait_seconds
        self._open = 0
        """Connections that exist or are being made."""
        self._idle: list[_Connection] = []
        self._waiting: deque[asyncio.Future[_Connection | None]] = deque()
        self._closed = False

    async def first(self, statement: str, parameters: Mapping[str, object]) -> TupleRow | None:
        """The first row of a result, in one round trip."""
        connection = self._idle.pop() if self._idle else await self._another()
        try:
            return await connection.first(statement, parameters)
        except psycopg.OperationalError:
            if not connection.raw.closed:
                raise
        finally:
            self._give_back(connection)
        # The server has gone since the last read, and with it all who waited: one that is new can tell
        # whether it is back. A read may be repeated.
        self._drop_idle()
        connection = await self._another()
        try:
            return await connection.first(statement, parameters)
        finally:
            self._give_back(connection)

    def close(self) -> None:
        self._closed = True
        self._drop_idle()

    async def _another(self) -> _Connection:
        """A new connection, or, where there are as many as there may be, one that somebody gives back."""
        if self._open >= self._size:
            given = await self._wait()
            if given is not None:
                return given
        self._open += 1
        try:
            raw = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
        except BaseException:
            self._forget_one()
            raise
        return _Connection(raw)

    async def _wait(self) -> _Connection | None:
        future: asyncio.Future[_Connection | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(self._wait_seconds):
                return await future
        except BaseException as error:
            if future.done() and not future.cancelled():
                self._pass_on(future.result())
            if isinstance(error, TimeoutError):
                raise PoolExhausted("no connection for reads came free") from None
            raise

    def _give_back(self, connection: _Connection) -> None:
        if connection.raw.closed:
            self._forget_one()
        elif self._closed or monotonic() > connection.expires:
            connection.raw.pgconn.finish()
            self._forget_one()
        else:
            self._pass_on(connection)

    def _forget_one(self) -> None:
        self._open -= 1
        self._pass_on(None)

    def _pass_on(self, connection: _Connection | None) -> None:
        """To whoever has waited longest; None lets them open one for themselves."""
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_result(connection)
                return
        if connection is not None:
            self._idle.append(connection)

    def _drop_idle(self) -> None:
        idle, self._idle = self._idle, []
        for connection in idle:
            connection.raw.pgconn.finish()
            self._forget_one()
