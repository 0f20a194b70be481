"""Celery's side: Redis, once as safe as Postgres, once as it is usually run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.jobs.children import answers, child, free_port, last_line, until
from benchmarks.jobs.load import Accepted, Order
from benchmarks.jobs.sides.side import FINISH_SECONDS, PRODUCE_SECONDS

_ROLE = (str(peers.PYTHON), "-m", "benchmarks.jobs.roles.celery_app")
_START_SECONDS = 30
_NO_FILE = "/dev/null"


@dataclass(frozen=True, slots=True)
class Celery:
    """A task that is acknowledged late, its outcome stored in Redis."""

    appendfsync: str
    name: str
    key: str
    durability: str

    @contextmanager
    def running(self, folder: Path) -> Iterator[RunningCelery]:
        port = free_port()
        argv = [
            *(peers.redis_server(), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)),
            *("--appendonly", "yes", "--appendfsync", self.appendfsync, "--save", ""),
        ]
        with child(argv, peers.python_environment(), folder / "server.log"):
            until(lambda: answers(port), "Redis answering", _START_SECONDS)
            yield RunningCelery(port, folder)


@dataclass(frozen=True, slots=True)
class RunningCelery:
    """A Redis that answers."""

    port: int
    folder: Path

    def produce(self, order: Order) -> Accepted:
        argv = [*_ROLE, "produce", order.to_json()]
        return Accepted.from_json(last_line(argv, self._env(Path(_NO_FILE)), PRODUCE_SECONDS))

    @contextmanager
    def worker(self, concurrency: int, started: Path) -> Iterator[subprocess.Popen[bytes]]:
        argv = [
            *(str(peers.PYTHON), "-m", "celery", "-A", "benchmarks.jobs.roles.celery_app", "worker"),
            *("--pool", "prefork", "--concurrency", str(concurrency), "--loglevel", "warning"),
            *("--without-gossip", "--without-mingle"),
        ]
        with child(argv, self._env(started), self.folder / "worker.log") as process:
            yield process

    def last_finish(self) -> float:
        return float(last_line([*_ROLE, "last-finish"], self._env(Path(_NO_FILE)), FINISH_SECONDS))

    def _env(self, started: Path) -> dict[str, str]:
        return peers.python_environment(
            BENCH_REDIS=f"redis://127.0.0.1:{self.port}/0", BENCH_STARTED=str(started)
        )


ALWAYS = Celery(
    "always", "Celery, fsync always", "celery", "Redis append-only file, fsync before each write is answered"
)
EVERYSEC = Celery(
    "everysec",
    "Celery, fsync every second",
    "celery_everysec",
    "Redis append-only file, fsync each second: the last second of accepted jobs may be lost",
)
