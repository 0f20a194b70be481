"""A job's last attempt fails, so that its owner sees FAILED and takes it up again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from uuid import UUID

import psycopg

from tests.faults.fault import FaultNotApplied
from tests.faults.look import HeldJob, held_jobs, until
from tests.faults.proxies import Condition
from tests.faults.target import SHARDS, Target

_JOB_WITHIN = 60.0
_FAILS_WITHIN = 60.0
_CONNECT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class LastAttemptFails:
    """Triton can't be reached while a job is in its last attempt.

    Six attempts with their waits would take minutes, so the job is told that this one is its last.
    """

    kind: str
    touches: frozenset[str] = frozenset({"triton", *SHARDS})

    @property
    def name(self) -> str:
        return f"last-attempt-of-{self.kind}"

    async def inject(self, target: Target, rng: random.Random) -> None:
        found: list[HeldJob] = []

        async def has_one() -> bool:
            found.extend(await held_jobs(target, self.kind))
            return bool(found)

        if not await until(has_one, within=_JOB_WITHIN):
            raise FaultNotApplied(f"no {self.kind} was being made")
        job = rng.choice(found)
        async with target.bad_line("triton", Condition(refuse=True)):
            if not await _made_last(target, job.database, job.id):
                raise FaultNotApplied("it was over already")

            async def is_over() -> bool:
                return await _state(target, job.database, job.id) not in ("QUEUED", "RUNNING")

            if not await until(is_over, within=_FAILS_WITHIN):
                raise FaultNotApplied("its last attempt didn't end")
        state = await _state(target, job.database, job.id)
        if state not in ("FAILED", "QUEUED", "RUNNING", "CANCELLED"):
            raise FaultNotApplied(f"it is {state}")


async def _made_last(target: Target, database: str, job_id: UUID) -> bool:
    statement = (
        "UPDATE job SET max_attempts = attempt WHERE id = %s AND state IN ('QUEUED', 'RUNNING') RETURNING id"
    )
    return await _value(target, database, statement, job_id) is not None


async def _state(target: Target, database: str, job_id: UUID) -> str:
    return str(await _value(target, database, "SELECT state FROM job WHERE id = %s", job_id))


async def _value(target: Target, database: str, statement: str, job_id: UUID) -> object:
    async with await psycopg.AsyncConnection.connect(
        target.database(database), autocommit=True, connect_timeout=_CONNECT_SECONDS
    ) as connection:
        row = await (await connection.execute(statement.encode(), (job_id,))).fetchone()
    return None if row is None else row[0]
