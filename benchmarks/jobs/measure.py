"""One side, one round: the same work for each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.jobs.children import until
from benchmarks.jobs.figures import Figures, waits_ms
from benchmarks.jobs.load import Order
from benchmarks.jobs.record import first_times, noted
from benchmarks.jobs.sides.side import FINISH_SECONDS, Running, Side


@dataclass(frozen=True, slots=True)
class Work:
    """How much of what is done."""

    warm_up: int = 100
    jobs: int = 600
    producers: int = 8
    concurrency: int = 8
    steady_jobs: int = 150
    steady_per_s: float = 10.0


def measured(side: Side, work: Work) -> Figures:
    """Starts a side afresh and measures it."""
    with tempfile.TemporaryDirectory(prefix=f"bench-jobs-{side.key}-") as name:
        folder = Path(name)
        with side.running(folder) as running:
            return _Round(running, work, folder).figures()


@dataclass(slots=True)
class _Round:
    running: Running
    work: Work
    folder: Path
    done: int = 0
    started: Path = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.folder / "started"

    def figures(self) -> Figures:
        work = self.work
        with self._worker():
            self.running.produce(self._order(work.warm_up))
            self._finish()
        backlog = self.running.produce(self._order(work.jobs))
        before = self.done - work.jobs
        with self._worker():
            drained_at = self._finish()
            started = first_times(self.started)
            first_start = min(started[number] for number in range(before, self.done))
            both = self.running.produce(self._order(work.jobs))
            both_over = self._finish()
            steady = self._order(work.steady_jobs, work.steady_per_s)
            self.running.produce(steady)
            self._finish()
        return Figures(
            accepted_per_s=work.jobs / (backlog.ended - backlog.began),
            finished_per_s=work.jobs / (drained_at - first_start),
            jobs_per_s=work.jobs / (both_over - both.began),
            claim_ms=waits_ms(first_times(Path(steady.accepted_file)), first_times(self.started)),
        )

    def _order(self, jobs: int, per_second: float = 0.0) -> Order:
        accepted = self.folder / f"accepted-{self.done}"
        order = Order(self.done, jobs, self.work.producers, per_second, str(accepted))
        self.done += jobs
        return order

    def _finish(self) -> float:
        """Waits until all that was ordered is over; returns when that was."""
        until(lambda: noted(self.started) >= self.done, f"the start of {self.done} jobs", FINISH_SECONDS)
        return self.running.last_finish()

    @contextmanager
    def _worker(self) -> Iterator[None]:
        with self.running.worker(self.work.concurrency, self.started):
            yield
