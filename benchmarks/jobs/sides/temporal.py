"""Temporal's side: its development server on a SQLite file, and its Python SDK."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers
from benchmarks.jobs.children import answers, child, free_port, last_line, until
from benchmarks.jobs.load import Accepted, Order
from benchmarks.jobs.sides.side import FINISH_SECONDS, PRODUCE_SECONDS

_ROLE = (str(peers.PYTHON), "-m", "benchmarks.jobs.roles.temporal")
_START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Temporal:
    """A workflow of one activity."""

    name: str = "Temporal"
    key: str = "temporal"
    durability: str = "SQLite file in WAL mode, synchronous=FULL: fsync before each commit"

    @contextmanager
    def running(self, folder: Path) -> Iterator[RunningTemporal]:
        port = free_port()
        argv = [
            *(peers.temporal(), "server", "start-dev", "--headless", "--log-level", "error"),
            *("--ip", "127.0.0.1", "--port", str(port), "--db-filename", str(folder / "temporal.db")),
            # Its fastest way of being as safe as Postgres is.
            *("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=2"),
        ]
        with child(argv, peers.python_environment(), folder / "server.log"):
            until(lambda: answers(port), "Temporal's server answering", _START_SECONDS)
            yield RunningTemporal(f"127.0.0.1:{port}", folder)


@dataclass(frozen=True, slots=True)
class RunningTemporal:
    """A server that answers."""

    address: str
    folder: Path

    def produce(self, order: Order) -> Accepted:
        argv = [*_ROLE, "produce", self.address, order.to_json()]
        return Accepted.from_json(last_line(argv, peers.python_environment(), PRODUCE_SECONDS))

    def worker(self, concurrency: int, started: Path) -> AbstractContextManager[object]:
        argv = [*_ROLE, "work", self.address, str(concurrency), str(started)]
        return child(argv, peers.python_environment(), self.folder / "worker.log")

    def last_finish(self) -> float:
        argv = [*_ROLE, "last-finish", self.address]
        return float(last_line(argv, peers.python_environment(), FINISH_SECONDS))
