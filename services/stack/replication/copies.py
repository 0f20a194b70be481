"""The data folders of a pair: nobody writes there unasked, and each can be made to follow the other."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from psycopg.conninfo import make_conninfo

from services.stack import binaries, processes
from services.stack.files import write_atomically
from services.stack.layout import Layout
from services.stack.problems import StackProblem
from services.stack.replication.decisions import Folder
from services.stack.replication.instance import STANDBY
from services.stack.servers import postgres

_COPY_WITHIN = timedelta(minutes=10)
_REWIND_WITHIN = timedelta(minutes=2)
_END_SECONDS = 10.0


class CopyFailed(Exception):
    """One of PostgreSQL's programs didn't do its work; the message is its own."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Both data folders, and what it takes to work on them."""

    layout: Layout
    password: str
    env: Mapping[str, str]

    def look(self, name: str, *, follows_in_vain: bool) -> Folder:
        """What this instance's data says of itself."""
        data = self.layout.data_of(name)
        return Folder(
            exists=postgres.has_data(data),
            was_standby=(data / "standby.signal").exists(),
            is_whole=not self._rewinding(name).exists(),
            follows_in_vain=follows_in_vain,
        )

    async def make_first(self, name: str) -> None:
        """Data for an instance that has none."""
        if not postgres.has_data(self.layout.data_of(name)):
            await postgres.initialise(name, self.layout.data_of(name), self.layout, self.password, self.env)

    async def rewind(self, name: str, primary: int) -> None:
        """Takes back what this instance has beyond the primary on that port.

        Raises:
            CopyFailed: it can't; the data is good for nothing then.
        """
        self._rewinding(name).touch()
        await self._run(
            name,
            "pg_rewind",
            _REWIND_WITHIN,
            f"--target-pgdata={self.layout.data_of(name)}",
            f"--source-server={postgres.conninfo(primary, self.password)}",
        )
        self._rewinding(name).unlink()

    async def copy(self, name: str, primary: int) -> None:
        """Replaces this instance's data by a copy of that of the primary on that port.

        Raises:
            CopyFailed: it can't; nothing has changed.
        """
        fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=self.layout.data))
        try:
            await self._run(
                name,
                "pg_basebackup",
                _COPY_WITHIN,
                *("-D", str(fresh / "data"), "-d", postgres.conninfo(primary, self.password)),
                *("-X", "stream", "-S", STANDBY, "-c", "fast"),
            )
            shutil.rmtree(self.layout.data_of(name), ignore_errors=True)
            (fresh / "data").rename(self.layout.data_of(name))
            self._rewinding(name).unlink(missing_ok=True)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def make_follow(self, name: str, primary: int) -> None:
        """Has this instance start as the standby of the primary on that port."""
        data = self.layout.data_of(name)
        where = make_conninfo(postgres.conninfo(primary, self.password), application_name=STANDBY)
        # All of it is ours, and of the other's only what is said here would be true of this one: so commits
        # wait for nobody when it is promoted.
        quoted = where.replace("'", "''")
        write_atomically(
            data / "postgresql.auto.conf", f"primary_conninfo = '{quoted}'\nprimary_slot_name = '{STANDBY}'\n"
        )
        # Places kept while it was the primary would have it keep its log for nobody.
        shutil.rmtree(data / "pg_replslot" / STANDBY, ignore_errors=True)
        (data / "standby.signal").touch(mode=0o600)

    async def fence(self, name: str) -> None:
        """Ends every process that still works on this instance's data, paused ones too.

        Raises:
            StackProblem: one can't be ended, so nobody else may write either.
        """
        # By what they hold, not by their parents: a postmaster that was killed has left its children behind,
        # and one of them could still answer a client.
        working: list[int] = []
        try:
            async with asyncio.timeout(_END_SECONDS):
                while working := _working_on(self.layout.data_of(name)):
                    for pid in working:
                        with suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                    for pid in working:
                        await processes.gone(pid)
        except TimeoutError:
            raise StackProblem(f"{name} can't be ended: its processes {working} ignore SIGKILL.") from None

    def _rewinding(self, name: str) -> Path:
        return self.layout.data / f"{name}.rewinding"

    async def _run(self, name: str, program: str, within: timedelta, *arguments: str) -> None:
        log = self.layout.log_of(f"{name}-{program}")
        argv = [*postgres.without_root(), str(binaries.postgres(program)), *arguments]
        try:
            code = await processes.run_to_end(argv, env=self.env, log=log, within=within)
        except TimeoutError:
            raise CopyFailed(f"{program} took longer than {within.total_seconds():.0f} s") from None
        if code != 0:
            raise CopyFailed(f"{program}: {postgres.last_complaint(log)}")


def _working_on(data: Path) -> list[int]:
    """PostgreSQL's processes have their data folder as their working folder, from first to last."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            works_there = (entry / "cwd").readlink() == data.resolve()
            is_postgres = (entry / "exe").readlink().name.startswith("postgres")
        except OSError:  # it has ended, or is somebody else's
            continue
        if works_there and is_postgres:
            found.append(int(entry.name))
    return found
