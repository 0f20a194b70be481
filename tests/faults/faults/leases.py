"""Workers that lose their lease without knowing, and write all the same."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from tests.faults.fault import FaultNotApplied
from tests.faults.faults.processes import WORKERS
from tests.faults.look import HeldJob, first_takeover, held_jobs, until
from tests.faults.proxies import Condition
from tests.faults.target import SHARDS, Target

_JOB_WITHIN = 25.0
_TAKEN_WITHIN = 40.0
_OF_A_STEP = ("BEGIN", "scene/")
"""What goes to the shard first when a step is written: a transaction, or a statement with the key."""
_HARMLESS_SHARE = 0.25
_AHEAD_S = 0.5
_SIDE_BY_SIDE_S = 1.0
"""How long the one that woke up and the one that took over are both at work."""


@dataclass(frozen=True, slots=True)
class PausedPastLease:
    """A worker stands still with a job in its hands until another has taken that over; then it goes on."""

    name: str
    worker: str

    @property
    def touches(self) -> frozenset[str]:
        return frozenset({self.worker})

    async def inject(self, target: Target, rng: random.Random) -> None:
        late_by = rng.uniform(0, 2)
        await _some_job(target, self.worker)
        async with AsyncExitStack() as beside:
            async with target.parts.paused(self.worker) as life:
                # Asked again: it may have ended the one it had in the moment before.
                jobs = [job for job in await held_jobs(target, WORKERS[self.worker]) if job.pid == life.pid]
                await _taken_over_by_spare(target, self.worker, jobs[:1], beside)
                await asyncio.sleep(late_by)
            await asyncio.sleep(_SIDE_BY_SIDE_S)
        await target.parts.until_well(self.worker)


@dataclass(frozen=True, slots=True)
class WritesArriveLate:
    """A worker's next transaction, and all after it, reach the shard when another has taken over its job.

    It is what fencing is for: the worker was right to write when it did so.
    """

    name: str
    worker: str

    @property
    def touches(self) -> frozenset[str]:
        return frozenset({self.worker, *SHARDS})

    async def inject(self, target: Target, rng: random.Random) -> None:
        # Mostly before the other has done the same step, which would make this write harmless.
        late_by = rng.uniform(0, 1) if rng.random() < _HARMLESS_SHARE else 0.0
        condition = Condition(only=f"application_name\0{self.worker}\0", hold_from=_OF_A_STEP)
        job = await _some_job(target, self.worker)
        async with AsyncExitStack() as beside:
            async with target.bad_line(job.database, condition) as effects:
                await _until_held(target, job.database)
                life = target.parts.life(self.worker)
                jobs = [
                    each
                    for each in await held_jobs(target, job.kind)
                    if each.database == job.database and life is not None and each.pid == life.pid
                ]
                await _taken_over_by_spare(target, self.worker, jobs, beside)
                await asyncio.sleep(late_by)
                # Before the heartbeats, from which it would hear that the job isn't its own any more.
                await target.line(job.database, replace(condition, release_first=True))
                await asyncio.sleep(_AHEAD_S)
            await asyncio.sleep(_SIDE_BY_SIDE_S)
        if not effects.held:
            raise FaultNotApplied("nothing was held back")


async def _some_job(target: Target, worker: str) -> HeldJob:
    found: list[HeldJob] = []

    async def has_one() -> bool:
        life = target.parts.life(worker)
        jobs = await held_jobs(target, WORKERS[worker])
        found.extend(job for job in jobs if life is not None and job.pid == life.pid)
        return bool(found)

    if not await until(has_one, within=_JOB_WITHIN):
        raise FaultNotApplied(f"{worker} got no job")
    return found[-1]


async def _until_held(target: Target, database: str) -> None:
    before = (await target.effects(database)).held

    async def holds_a_write() -> bool:
        return (await target.effects(database)).held > before

    if not await until(holds_a_write, within=_JOB_WITHIN):
        raise FaultNotApplied(f"nothing was written on {database}")


async def _taken_over_by_spare(
    target: Target, worker: str, jobs: list[HeldJob], beside: AsyncExitStack
) -> None:
    """Starts another worker, and returns in the moment when it has claimed one of these jobs."""
    if not jobs:
        raise FaultNotApplied(f"{worker} had no job in its hands")
    looking = asyncio.create_task(first_takeover(target, jobs, within=_TAKEN_WITHIN))
    await beside.enter_async_context(target.spare(worker))
    found = await looking
    if found is None:
        raise FaultNotApplied("nobody took a job over")
    target.takeovers.append(found)
