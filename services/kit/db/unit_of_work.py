"""One request, one job step: one transaction, opened and ended here and nowhere else."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

import structlog
from sqlalchemy import Delete, Select, Update, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db.base import OwnedRow
from services.kit.db.engines import Engines, UnitSession
from services.kit.db.errors import TransactionMisuse
from services.kit.ids import UserId, slot_of

RowT = TypeVar("RowT", bound=OwnedRow)

log = structlog.get_logger(__name__)

_AFTER_COMMIT_SECONDS = 2.0


class Tx:
    """One person's rows on their shard, for the length of one transaction.

    Repositories are made from a Tx and reach the database only through it: `owned(Model)` and its kin are
    already narrowed to the owner, so another person's row cannot be seen or changed.
    """

    def __init__(self, session: AsyncSession, owner: UserId, *, shard: str, writable: bool) -> None:
        self._session = session
        self.owner = owner
        self.slot = slot_of(owner)
        self.shard = shard
        self.writable = writable
        self._after_commit: list[Callable[[], Awaitable[None]]] = []

    @property
    def session(self) -> AsyncSession:
        """The session of this transaction, which the unit of work alone may commit, roll back or close."""
        return self._session

    def owned(self, model: type[RowT]) -> Select[RowT]:
        """`SELECT` of the owner's rows of this table."""
        return select(model).where(model.slot == self.slot, model.user_id == self.owner)

    def owned_update(self, model: type[RowT]) -> Update:
        """`UPDATE` of the owner's rows of this table; add `.where()`, `.values()`, `.returning()`."""
        self._must_be_writable()
        return update(model).where(model.slot == self.slot, model.user_id == self.owner)

    def owned_delete(self, model: type[RowT]) -> Delete:
        """`DELETE` of the owner's rows of this table."""
        self._must_be_writable()
        return delete(model).where(model.slot == self.slot, model.user_id == self.owner)

    async def find(self, model: type[RowT], row_id: uuid.UUID, *, for_update: bool = False) -> RowT | None:
        """The owner's row of this id, of a table whose own key is `id`; None if there is none."""
        column: Any = getattr(model, "id")  # noqa: B009  (a mixin can't declare it)
        query = self.owned(model).where(column == row_id)
        if for_update:
            query = query.with_for_update(key_share=True)
        return (await self.session.scalars(query)).one_or_none()

    def add(self, row: OwnedRow) -> None:
        """Inserts a row at the end of the transaction (or the next flush), stamped with its owner."""
        self._must_be_writable()
        row.slot = self.slot
        row.user_id = self.owner
        self.session.add(row)

    async def flush(self) -> None:
        """Sends what `add` and changed rows have pending, so that a conflict shows here."""
        await self.session.flush()

    def after_commit(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Runs `callback` once the transaction is committed; for wake-ups that may get lost.

        What must not get lost goes through the outbox (`publish_event`). An error of the callback is logged.
        """
        self._must_be_writable()
        self._after_commit.append(callback)

    async def run_after_commit(self) -> None:
        """Runs the callbacks; for the unit of work."""
        for callback in self._after_commit:
            try:
                async with asyncio.timeout(_AFTER_COMMIT_SECONDS):
                    await callback()
            except Exception:  # the transaction is committed: nothing may make it look failed
                log.exception("after_commit.failed")

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise TransactionMisuse("this Tx only reads: open it with uow.begin()")


class ReadTx(Tx):
    """A Tx that only reads. It opens a session when somebody first asks for it: `find` needs none."""

    def __init__(self, engines: Engines, owner: UserId, *, shard: str) -> None:
        self.owner = owner
        self.slot = slot_of(owner)
        self.shard = shard
        self.writable = False
        self.opened: UnitSession | None = None
        """The session, once there is one; for the unit of work."""
        self._engines = engines

    @property
    def session(self) -> AsyncSession:
        if self.opened is None:
            self.opened = self._engines.read_session()
        return self.opened

    async def find(self, model: type[RowT], row_id: uuid.UUID, *, for_update: bool = False) -> RowT | None:
        if for_update:
            self._must_be_writable()
        return await self._engines.reads.find(model, self.slot, self.owner, row_id)


class UnitOfWork(Protocol):
    """Opens transactions. Use cases get one injected and never commit."""

    def begin(self, owner: UserId) -> AbstractAsyncContextManager[Tx]:
        """One transaction on the owner's shard: committed once on a clean exit, else rolled back.

        Driver errors that leave the block come out as `Unavailable` or `Aborted`, with none of their text.
        """
        ...

    def read(self, owner: UserId) -> AbstractAsyncContextManager[Tx]:
        """One read-only connection in autocommit: each query is a single round trip, and sees what is
        committed then. The server itself refuses writes on it."""
        ...
