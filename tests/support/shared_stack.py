"""One real stack for a whole test run, whatever number of processes the run has."""

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from services.stack.launch import Stack, StackInfo


@contextmanager
def shared_stack(folder: Path, parts: Collection[str] | None) -> Iterator[StackInfo]:
    """The first to come starts it, the last to leave stops it.

    It stops by itself when the test run is killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stack = Stack(folder / "stack", parts=parts)
    with _users(folder) as users:
        if stack.status() is None:
            stack.start(while_pid=_pid_of_the_run())
        users.add(os.getpid())
    try:
        yield stack.wait_until_ready()
    finally:
        with _users(folder) as users:
            users.discard(os.getpid())
            if not users:
                stack.stop()
                # Logs stay for whoever looks into a failure; databases are large.
                shutil.rmtree(stack.layout.data, ignore_errors=True)


def _pid_of_the_run() -> int:
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


@contextmanager
def _users(folder: Path) -> Iterator[set[int]]:
    with (folder / "users").open("a+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users = {int(line) for line in file.read().split() if Path(f"/proc/{int(line)}").exists()}
        yield users
        file.seek(0)
        file.truncate()
        file.write("\n".join(str(pid) for pid in users))
