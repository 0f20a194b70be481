"""Processes: started so that none outlives the supervisor, awaited, and found again after a crash."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import psutil

MARK = "ENCOMPASS_STACK_FOLDER"
"""In the environment of every process of a stack: the folder that it belongs to."""

_LOOK_EVERY_SECONDS = 0.02
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def spawn(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path | None = None,
    orphan_signal: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Starts a process in a session of its own; the kernel ends it when this one dies.

    Call it from the main thread: the kernel's signal follows the thread that forked, not the process.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            list(argv),
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with(os.getpid(), orphan_signal),
        )


async def gone(pid: int) -> None:
    """Waits until the process of this number has ended, whoever's child it is."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        loop.add_reader(descriptor, ended.set)
        await ended.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)


async def collected(pid: int) -> None:
    """Waits until a process that has ended is out of the process table.

    That is up to its parent. Until then, whoever asks for its number finds it alive.
    """
    while _is_zombie(pid):  # noqa: ASYNC110  (there is no event of it)
        await asyncio.sleep(_LOOK_EVERY_SECONDS)


async def exited(process: subprocess.Popen[bytes]) -> int:
    """Waits for its end, sweeps up what it leaves of its session, and returns its exit code."""
    await gone(process.pid)
    # It isn't reaped yet, so its number can't belong to another group of processes.
    _kill_group(process.pid)
    return process.wait()


async def stop(process: subprocess.Popen[bytes], how: signal.Signals, within: timedelta) -> bool:
    """Asks it to end, and after a while insists. Returns whether asking was enough."""
    if process.returncode is not None:
        return True
    process.send_signal(how)
    try:
        async with asyncio.timeout(within.total_seconds()):
            await exited(process)
    except TimeoutError:
        _kill_group(process.pid)
        await exited(process)
        return False
    return True


async def run_to_end(
    argv: Sequence[str], *, env: Mapping[str, str], log: Path, within: timedelta, cwd: Path | None = None
) -> int:
    """Runs a short command and returns its exit code; it is killed when it takes too long."""
    process = spawn(argv, env=env, log=log, cwd=cwd)
    try:
        async with asyncio.timeout(within.total_seconds()):
            return await exited(process)
    except (TimeoutError, asyncio.CancelledError):
        if process.returncode is None:
            _kill_group(process.pid)
            process.wait()
        raise


def started_at(pid: int) -> float | None:
    """When the process of this number began, or None when there is none."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def is_same(pid: int, began: float | None) -> bool:
    """Whether the process that had this number then still has it."""
    try:
        process = psutil.Process(pid)
        return began is not None and abs(process.create_time() - began) < 0.05 and _is_alive(process)
    except psutil.Error:
        return False


def leftovers(folder: Path, recorded: Sequence[tuple[int, float | None]]) -> list[psutil.Process]:
    """Processes of an earlier life of this folder's stack that nobody watches any more."""
    found: dict[int, psutil.Process] = {}
    for pid, began in recorded:
        if is_same(pid, began):
            found[pid] = psutil.Process(pid)
    # Their children too, whose parents may be gone: all carry the mark in their environment.
    mark = str(folder)
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get(MARK) == mark:
                found[process.pid] = process
        except (psutil.Error, OSError):
            continue
    return list(found.values())


def end_all(processes: Sequence[psutil.Process]) -> None:
    """Ends them, politely for a moment, and waits until they are gone."""
    for how, within in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 10.0)):
        for process in processes:
            with contextlib.suppress(psutil.Error):
                process.send_signal(how)
        deadline = time.monotonic() + within
        while (alive := [each for each in processes if _is_alive(each)]) and time.monotonic() < deadline:
            time.sleep(0.02)
        if not alive:
            return


def _is_alive(process: psutil.Process) -> bool:
    # One that has ended may stay in the table until its parent asks for it, which may be never.
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _is_zombie(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _die_with(parent: int, how: signal.Signals) -> Callable[[], None]:
    def before_exec() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:  # it died before the kernel was told
            os._exit(1)

    return before_exec


def _kill_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
