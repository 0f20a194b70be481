"""Our side: the stack's own Postgres shards, NATS and relay process, and the kit's worker."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.jobs.children import child, last_line, until
from benchmarks.jobs.load import Accepted, Order
from benchmarks.jobs.sides.side import FINISH_SECONDS, PRODUCE_SECONDS
from services.stack.launch import Stack, StackInfo

_ROLE = (sys.executable, "-m", "benchmarks.jobs.roles.ours")
_PARTS = ("jobs",)
"""The relay and sweeper, which bring the databases and NATS along."""
_UNFINISHED = "SELECT count(*) FROM job WHERE state IN ('QUEUED', 'RUNNING')"
_LAST_FINISH = "SELECT coalesce(extract(epoch FROM max(finished_at)), 0) FROM job"


@dataclass(frozen=True, slots=True)
class Encompass:
    """Jobs in Postgres, rung by JetStream."""

    name: str = "Encompass"
    key: str = "ours"
    durability: str = "two Postgres shards, fsync before each commit is answered; NATS holds bells only"

    @contextmanager
    def running(self, folder: Path) -> Iterator[RunningStack]:
        with Stack(folder / "stack", parts=_PARTS).running() as info:
            yield RunningStack(info, folder)


@dataclass(frozen=True, slots=True)
class RunningStack:
    """A stack of nothing but what jobs need."""

    info: StackInfo
    folder: Path

    def produce(self, order: Order) -> Accepted:
        line = last_line([*_ROLE, "produce", order.to_json()], self._env("bench-producer"), PRODUCE_SECONDS)
        return Accepted.from_json(line)

    def worker(self, concurrency: int, started: Path) -> AbstractContextManager[object]:
        argv = [*_ROLE, "work", str(concurrency), str(started)]
        return child(argv, self._env("bench-worker"), self.folder / "worker.log")

    def last_finish(self) -> float:
        urls = [url.replace("+psycopg", "") for url in self.info.shard_urls.values()]
        until(lambda: not any(_ask(url, _UNFINISHED) for url in urls), "the end of all jobs", FINISH_SECONDS)
        return max(_ask(url, _LAST_FINISH) for url in urls)

    def _env(self, service: str) -> dict[str, str]:
        # What a worker of the stack has, under another name and on another port for its metrics.
        env = self.info.environment_of("script-worker")
        traces = str(self.folder / f"{service}.jsonl")
        return {
            **env,
            "ENCOMPASS_SERVICE": service,
            "ENCOMPASS_METRICS__PORT": "0",
            "ENCOMPASS_TELEMETRY__FILE": traces,
        }


def _ask(url: str, question: str) -> float:
    with psycopg.connect(url, connect_timeout=5) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return float(row[0])
