"""Several processes of one service: they share its port, and their metrics add up.

The parent runs the same command again, once for each process, and does nothing else: no gRPC runs in
it, so nothing of gRPC has to survive a fork.
"""

import asyncio
import ctypes
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from services.kit.logging import get_logger
from services.kit.metrics import MULTIPROCESS_DIR
from services.kit.probes import open_probes
from services.kit.process import ProcessState
from services.kit.settings import ProcessSettings

log = get_logger(__name__)

CHILD_VARIABLE = "ENCOMPASS_CHILD_OF"
"""Set in the processes that a supervisor started, to its process id."""

_PR_SET_PDEATHSIG = 1
_SHORT_LIFE_SECONDS = 5.0
_EARLY_DEATHS = 2
_KILL_AFTER_SECONDS = 5.0


def is_child() -> bool:
    """Whether this process was started by a supervisor."""
    return CHILD_VARIABLE in os.environ


@dataclass(frozen=True, slots=True)
class Command:
    """What the supervisor starts, so many times."""

    argv: tuple[str, ...]
    environment: dict[str, str]
    processes: int
    drain_seconds: float


async def supervise(settings: ProcessSettings, command: Command, state: ProcessState) -> None:
    """Keeps the processes running until `state.stopping` is set, then ends them.

    A process that dies is started again. When it dies within seconds of its start, again and again,
    all are ended and this raises, so that whoever watches the service hears of it.
    """
    directory = Path(tempfile.mkdtemp(prefix="encompass-metrics-"))
    os.environ[MULTIPROCESS_DIR] = str(directory)
    children: set[asyncio.subprocess.Process] = set()
    environment = {
        **os.environ,
        **command.environment,
        MULTIPROCESS_DIR: str(directory),
        CHILD_VARIABLE: str(os.getpid()),
    }

    async def keep_running() -> None:
        loop = asyncio.get_running_loop()
        early_deaths = 0
        while not state.stopping.is_set():
            started = loop.time()
            child = await asyncio.create_subprocess_exec(
                *command.argv, env=environment, preexec_fn=_die_with_parent(os.getpid())
            )
            children.add(child)
            if state.stopping.is_set():
                child.terminate()
            status = await child.wait()
            children.discard(child)
            mark_process_dead(child.pid, path=str(directory))  # type: ignore[no-untyped-call]
            if state.stopping.is_set():
                return
            log.error("supervisor.process_died", pid=child.pid, status=status)
            early_deaths = early_deaths + 1 if loop.time() - started < _SHORT_LIFE_SECONDS else 0
            if early_deaths > _EARLY_DEATHS:
                raise RuntimeError(f"a process of {settings.service} can't start (status {status})")

    try:
        async with open_probes(settings.metrics, healthy=lambda: len(children) == command.processes) as port:
            log.info("supervisor.started", processes=command.processes, metrics_port=port)
            keepers = [asyncio.create_task(keep_running()) for _ in range(command.processes)]
            stopped = asyncio.create_task(state.stopping.wait())
            try:
                await asyncio.wait([*keepers, stopped], return_when=asyncio.FIRST_COMPLETED)
            finally:
                stopped.cancel()
                state.stopping.set()
                await _end(children, command.drain_seconds + _KILL_AFTER_SECONDS)
            for result in await asyncio.gather(*keepers, return_exceptions=True):
                if isinstance(result, BaseException):
                    raise result
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def this_command() -> tuple[str, ...]:
    """The command line of this process, to run it again."""
    return (sys.executable, *sys.orig_argv[1:])


async def _end(children: set[asyncio.subprocess.Process], patience_seconds: float) -> None:
    running = list(children)
    for child in running:
        if child.returncode is None:
            child.send_signal(signal.SIGTERM)
    waits = [asyncio.create_task(child.wait()) for child in running]
    if not waits:
        return
    _, late = await asyncio.wait(waits, timeout=patience_seconds)
    if late:
        for child in running:
            if child.returncode is None:
                log.error("supervisor.process_killed", pid=child.pid)
                child.kill()
        await asyncio.wait(late)


def _die_with_parent(parent: int) -> Callable[[], None]:
    """What asks the kernel, in the child, to end it when the parent dies, however that happens."""
    # Loaded before the fork: between fork and exec as little as possible may happen.
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def prepare() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return prepare
