"""Producers, the same for every side: as many jobs as fast as they are accepted, or some at a steady rate.

Standard library only: the peers' processes run in an environment of their own. A producer prints its
`Accepted` as its last line, in JSON.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import random
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.jobs.record import Recorder

SEED = 11


@dataclass(frozen=True, slots=True)
class Order:
    """What a producer has to do."""

    first: int
    jobs: int
    """Jobs `first`, `first + 1`, …"""
    producers: int
    """How many of them are being accepted at a time."""
    per_second: float
    """0: as fast as it goes; else at random moments, so many a second on average."""
    accepted_file: str
    """Where each job is noted once its acceptance is in."""

    def to_json(self) -> str:
        """For the command line of a producer."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Order:
        """What `to_json` made."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Accepted:
    """How it went: from the first call to the last answer, by the machine's clock."""

    began: float
    ended: float

    @classmethod
    def from_json(cls, text: str) -> Accepted:
        """What a producer printed."""
        return cls(**json.loads(text))


async def produce(order: Order, accept: Callable[[int], Awaitable[object]]) -> Accepted:
    """Has the jobs accepted; `accept` returns when one is."""
    recorder = Recorder(Path(order.accepted_file))

    async def one(number: int) -> None:
        await accept(number)
        recorder.note(number)

    began = time.time()
    if order.per_second:
        async with asyncio.TaskGroup() as tasks:
            for number, wait in zip(_numbers(order), _waits(order), strict=False):
                await asyncio.sleep(wait)
                tasks.create_task(one(number))
    else:
        numbers = iter(_numbers(order))

        async def producer() -> None:
            for number in numbers:
                await one(number)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(order.producers):
                tasks.create_task(producer())
    return Accepted(began, time.time())


def produce_in_threads(order: Order, accept: Callable[[int], object]) -> Accepted:
    """The same for a library that blocks."""
    recorder = Recorder(Path(order.accepted_file))

    def one(number: int) -> None:
        accept(number)
        recorder.note(number)

    began = time.time()
    with ThreadPoolExecutor(order.producers) as pool:
        if order.per_second:
            futures = []
            for number, wait in zip(_numbers(order), _waits(order), strict=False):
                time.sleep(wait)
                futures.append(pool.submit(one, number))
        else:
            numbers, lock = iter(_numbers(order)), threading.Lock()

            def producer() -> None:
                while True:
                    with lock:
                        number = next(numbers, None)
                    if number is None:
                        return
                    one(number)

            futures = [pool.submit(producer) for _ in range(order.producers)]
        for future in futures:
            future.result()
    return Accepted(began, time.time())


def tell(accepted: Accepted) -> None:
    """Prints it for whoever started the producer."""
    print(json.dumps(dataclasses.asdict(accepted)), flush=True)


def _numbers(order: Order) -> range:
    return range(order.first, order.first + order.jobs)


def _waits(order: Order) -> Iterator[float]:
    rng = random.Random(SEED)
    while True:
        yield rng.expovariate(order.per_second)
