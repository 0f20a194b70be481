"""Processes that die, or stand still."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from tests.faults.fault import FaultNotApplied
from tests.faults.look import held_jobs, until
from tests.faults.parts import is_paused, until_gone
from tests.faults.target import SHARDS, Target

WORKERS = {"script-worker": "script", "video-worker": "video"}
"""Each worker, and the kind of jobs that it does."""

_SECOND_DEATH_SHARE = 0.25
_AT_WORK_SHARE = 0.5
_AT_WORK_WITHIN = 4.0


@dataclass(frozen=True, slots=True)
class _OfParts:
    name: str
    parts: Sequence[str]

    @property
    def touches(self) -> frozenset[str]:
        return frozenset(self.parts)


@dataclass(frozen=True, slots=True)
class Kill(_OfParts):
    """kill -9 of one part, drawn among several, with all that descends from it; now and then twice."""

    async def inject(self, target: Target, rng: random.Random) -> None:
        part = rng.choice(list(self.parts))
        deaths = 2 if rng.random() < _SECOND_DEATH_SHARE else 1
        for _ in range(deaths):
            if rng.random() < _AT_WORK_SHARE:
                await wait_until_at_work(target, part)
            before = await target.parts.kill(part)
            await target.parts.until_well(part, after=before)


@dataclass(frozen=True, slots=True)
class KillTogether(_OfParts):
    """kill -9 of several parts in the same moment."""

    async def inject(self, target: Target, rng: random.Random) -> None:
        await wait_until_at_work(target, rng.choice(list(self.parts)))
        lives = await asyncio.gather(*(target.parts.kill(part) for part in self.parts))
        for life in lives:
            await target.parts.until_well(life.part, after=life)


@dataclass(frozen=True, slots=True)
class Pause(_OfParts):
    """SIGSTOP of one part, drawn among several, and SIGCONT some seconds later."""

    shortest_s: float = 1.0
    longest_s: float = 8.0

    async def inject(self, target: Target, rng: random.Random) -> None:
        part = rng.choice(list(self.parts))
        length = rng.uniform(self.shortest_s, self.longest_s)
        if rng.random() < _AT_WORK_SHARE:
            await wait_until_at_work(target, part)
        async with target.parts.paused(part) as life:
            await asyncio.sleep(length)
            if not is_paused(life):
                raise FaultNotApplied(f"{part} didn't stand still")
        await target.parts.until_well(part)


@dataclass(frozen=True, slots=True)
class HangAndDie(_OfParts):
    """SIGSTOP of one part, drawn among several, and kill -9 some seconds later: what was sent to it meanwhile
    is lost without anybody having been told."""

    async def inject(self, target: Target, rng: random.Random) -> None:
        part = rng.choice(list(self.parts))
        async with target.parts.paused(part) as life:
            await asyncio.sleep(rng.uniform(4, 8))
            if not is_paused(life):
                raise FaultNotApplied(f"{part} didn't stand still")
            await target.parts.kill(part)
        await target.parts.until_well(part, after=life)


@dataclass(frozen=True, slots=True)
class KillPostmaster:
    """kill -9 of a shard's postmaster alone: its children notice by themselves."""

    name: str = "kill-postmaster"
    touches: frozenset[str] = frozenset(SHARDS)

    async def inject(self, target: Target, rng: random.Random) -> None:
        part = rng.choice(SHARDS)
        life = target.parts.life(part)
        if life is None:
            raise FaultNotApplied(f"{part} wasn't running")
        os.kill(life.pid, signal.SIGKILL)
        await until_gone(life)
        await target.parts.until_well(part, after=life)


@dataclass(frozen=True, slots=True)
class KillBackend:
    """kill -9 of one session's process: the postmaster ends all the others and recovers."""

    name: str = "kill-postgres-backend"
    touches: frozenset[str] = frozenset(SHARDS)

    async def inject(self, target: Target, rng: random.Random) -> None:
        part = rng.choice(SHARDS)
        offset = target.log_size(part)
        sessions = [each for each in target.parts.processes(part)[1:] if _is_session(each)]
        if not sessions:
            raise FaultNotApplied(f"{part} had no session")
        rng.choice(sessions).kill()

        async def has_recovered() -> bool:
            log = target.log_from(part, offset)
            return "terminated by signal 9" in log and "ready to accept connections" in log

        if not await until(has_recovered, within=30):
            raise FaultNotApplied(f"{part} didn't recover from a crash")
        await target.parts.until_well(part)


async def wait_until_at_work(target: Target, part: str, within: float = _AT_WORK_WITHIN) -> bool:
    """For a worker: until it has a job; says whether it has."""
    kind = WORKERS.get(part)
    if kind is None:
        return False

    async def at_work() -> bool:
        life = target.parts.life(part)
        return life is not None and any(job.pid == life.pid for job in await held_jobs(target, kind))

    return await until(at_work, within=within)


def _is_session(process: psutil.Process) -> bool:
    try:
        title = " ".join(process.cmdline())
    except psutil.Error:
        return False
    return "encompass encompass 127.0.0.1" in title
