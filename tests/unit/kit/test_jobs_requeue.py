"""The part of a worker that takes up what operators want to run again."""

import asyncio
import uuid
from datetime import timedelta

import pytest
from google.protobuf.wrappers_pb2 import StringValue

from services.kit.db.errors import DatabaseUnavailable
from services.kit.db.unit_of_work import Tx
from services.kit.ids import JobId, UserId, new_id
from services.kit.jobs.handler import JobHandler, JobRun
from services.kit.jobs.machine import Failed
from services.kit.jobs.model import Failure, JobState, JobView, NewJob
from services.kit.jobs.requeue import Requeuer
from services.kit.jobs.store import Claim, JobRef
from tests.fakes.clock import FakeClock
from tests.fakes.jobs import FakeJobStore


class Handler:
    kind = "script"

    def __init__(self) -> None:
        self.broken_for: set[JobId] = set()
        self.calls: list[JobId] = []

    async def run(self, job: JobRun) -> None:
        raise NotImplementedError

    async def finished(self, tx: Tx, job: JobView) -> None: ...

    async def failed(self, tx: Tx, job: JobView, failure: Failure) -> None: ...

    async def cancelled(self, tx: Tx, job: JobView) -> None: ...

    async def requeued(self, tx: Tx, job: JobView) -> None:
        self.calls.append(job.id)
        if job.id in self.broken_for:
            raise ZeroDivisionError


class Store(FakeJobStore):
    away = 0

    async def requeue(self, job: JobRef, handler: JobHandler) -> bool:
        if self.away:
            self.away -= 1
            raise DatabaseUnavailable("away")
        return await super().requeue(job, handler)


async def a_failed_job(store: Store, handler: Handler) -> JobRef:
    ref = store.add(UserId(uuid.uuid4()), NewJob(JobId(new_id()), "script", new_id(), StringValue()))
    claimed = await store.claim(ref, "me", timedelta(minutes=1))
    assert isinstance(claimed, Claim)
    await store.settle(claimed.lease, Failed(Failure("BROKEN", "It broke.")), handler)
    store.ask_to_retry(ref)
    return ref


def a_requeuer(store: Store, handler: Handler, *, poll: timedelta = timedelta(hours=1)) -> Requeuer:
    return Requeuer(store, ["shard-0"], {"script": handler}, poll=poll)


async def until_queued(store: Store, ref: JobRef) -> None:
    async with asyncio.timeout(30):
        while store.standing(ref).state is not JobState.QUEUED:  # noqa: ASYNC110  (the fake has no events)
            await asyncio.sleep(0)


async def test_a_hook_that_raises_is_not_called_again_and_keeps_no_other_job_waiting() -> None:
    store, handler = Store(FakeClock()), Handler()
    broken, sound = await a_failed_job(store, handler), await a_failed_job(store, handler)
    handler.broken_for.add(broken.id)
    requeuer = a_requeuer(store, handler)
    for _ in range(3):
        await requeuer.look("shard-0")
    assert store.standing(broken).state is JobState.FAILED
    assert store.standing(sound).state is JobState.QUEUED
    assert handler.calls == [broken.id, sound.id]


async def test_it_looks_at_once_when_it_is_told() -> None:
    store, handler = Store(FakeClock()), Handler()
    ref = await a_failed_job(store, handler)
    requeuer = a_requeuer(store, handler)
    running = asyncio.create_task(requeuer.run())
    await asyncio.sleep(0)
    assert store.standing(ref).state is JobState.FAILED
    requeuer.look_now()
    await until_queued(store, ref)
    running.cancel()


async def test_it_looks_again_when_the_database_was_away_or_the_signal_was_lost() -> None:
    store, handler = Store(FakeClock()), Handler()
    store.away = 2
    ref = await a_failed_job(store, handler)
    running = asyncio.create_task(a_requeuer(store, handler, poll=timedelta(milliseconds=1)).run())
    await until_queued(store, ref)
    running.cancel()
    assert store.away == 0


@pytest.mark.parametrize("turns", range(5))
async def test_it_ends_also_when_it_is_cancelled_at_the_moment_in_which_it_is_told(turns: int) -> None:
    requeuer = a_requeuer(Store(FakeClock()), Handler())
    running = asyncio.create_task(requeuer.run())
    await asyncio.sleep(0)
    requeuer.look_now()
    for _ in range(turns):
        await asyncio.sleep(0)
    running.cancel()
    ended, _ = await asyncio.wait({running}, timeout=30)
    running.cancel()
    assert ended
