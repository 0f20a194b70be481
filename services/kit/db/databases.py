"""All databases of a process: the directory, the shards, and the way from a person to their shard."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db.router import ShardRouter
from services.kit.db.unit_of_work import UnitOfWork
from services.kit.settings import DbSettings


class Directory:
    """The directory database, whose rows have no owner: workspaces and sign-in identities."""

    def begin(self) -> AbstractAsyncContextManager[AsyncSession]:
        """One transaction, committed once on a clean exit, else rolled back; errors mapped as for `UnitOfWork`."""
        ...

    def read(self) -> AbstractAsyncContextManager[AsyncSession]:
        """One read-only connection in autocommit."""
        ...


class Databases:
    """What `open_databases` gives: hand `uow` to use cases, `directory` to auth."""

    uow: UnitOfWork
    directory: Directory
    router: ShardRouter


@asynccontextmanager
async def open_databases(settings: DbSettings, *, application_name: str = "encompass") -> AsyncIterator[Databases]:
    """Opens pools (lazily: a database that is down doesn't keep a process from starting) and closes them."""
    yield Databases()
