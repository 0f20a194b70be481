"""Processes that have ended, and are still in the process table.

PostgreSQL refuses to start beside a lock file that names one.
"""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from services.stack import processes
from services.stack.servers.postgres import previous_one_gone


@pytest.fixture
def uncollected() -> Iterator[subprocess.Popen[bytes]]:
    """A child that has ended and that nobody has waited for."""
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert psutil.Process(child.pid).status() == psutil.STATUS_ZOMBIE
    yield child
    child.wait()


async def test_an_ended_process_is_waited_for_until_its_parent_has_collected_it(
    uncollected: subprocess.Popen[bytes],
) -> None:
    waiting = asyncio.create_task(processes.collected(uncollected.pid))
    done, _ = await asyncio.wait({waiting}, timeout=0.2)
    assert not done
    uncollected.wait()
    async with asyncio.timeout(30):
        await waiting


async def test_who_lives_or_was_never_there_is_not_waited_for() -> None:
    async with asyncio.timeout(30):
        await processes.collected(os.getpid())
        await processes.collected(2**22 + 1)


async def test_a_database_is_not_started_while_its_killed_server_is_uncollected(
    uncollected: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{uncollected.pid}\n{tmp_path}\n", encoding="ascii")
    waiting = asyncio.create_task(previous_one_gone(tmp_path))
    done, _ = await asyncio.wait({waiting}, timeout=0.2)
    assert not done
    uncollected.wait()
    async with asyncio.timeout(30):
        await waiting


async def test_a_database_that_never_ran_is_not_waited_for(tmp_path: Path) -> None:
    async with asyncio.timeout(30):
        await previous_one_gone(tmp_path)
