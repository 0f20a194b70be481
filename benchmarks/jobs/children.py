"""Processes that a side starts and is sure to end."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from services.stack.layout import REPOSITORY

_STOP_SECONDS = 20


@contextmanager
def child(argv: Sequence[str], env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a process during the block, and stops it with SIGTERM at its end."""
    with log.open("ab") as output:
        process = subprocess.Popen(argv, cwd=REPOSITORY, env=dict(env), stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def last_line(argv: Sequence[str], env: Mapping[str, str], seconds: float) -> str:
    """What a process that runs to its end printed last.

    Raises:
        RuntimeError: it failed; the message is what it wrote.
    """
    done = subprocess.run(
        argv, cwd=REPOSITORY, env=dict(env), capture_output=True, text=True, timeout=seconds, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(argv[:4])}: {done.stderr or done.stdout}")
    return done.stdout.strip().splitlines()[-1]


def until(true: Callable[[], bool], what: str, seconds: float, every: float = 0.02) -> None:
    """Waits for a condition.

    Raises:
        TimeoutError: it didn't come true in time.
    """
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} didn't happen within {seconds:.0f} s")
        time.sleep(every)


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether somebody accepts connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
