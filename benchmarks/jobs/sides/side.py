"""What a side has to offer to be measured."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from benchmarks.jobs.load import Accepted, Order

PRODUCE_SECONDS = 600
FINISH_SECONDS = 300


class Running(Protocol):
    """A side whose servers are up."""

    def produce(self, order: Order) -> Accepted:
        """Has jobs accepted by a process of its own; returns when all are."""
        ...

    def worker(self, concurrency: int, started: Path) -> AbstractContextManager[object]:
        """A worker that is ready, or about to be, and notes each job when it starts it."""
        ...

    def last_finish(self) -> float:
        """Waits until every job that was accepted is over; when the last one was, as the side's own store has
        it, in seconds of the machine's clock."""
        ...


class Side(Protocol):
    """One of those that are compared."""

    @property
    def name(self) -> str:
        """As in the table."""
        ...

    @property
    def key(self) -> str:
        """As in the names of figures."""
        ...

    @property
    def durability(self) -> str:
        """What has to fail for an accepted job to be lost."""
        ...

    def running(self, folder: Path) -> AbstractContextManager[Running]:
        """Starts the servers with empty stores under `folder`, and stops them at the end of the block."""
        ...
