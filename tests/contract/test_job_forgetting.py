"""Forgetting the jobs of a resource that is deleted, in a real database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.kit.db.databases import Databases, open_databases
from services.kit.ids import UserId
from services.kit.jobs import queue
from services.kit.jobs.forgetting import forget_jobs
from services.kit.jobs.model import JobState
from services.kit.jobs.tables import JobOwnerRow, JobRow, StepRow
from services.kit.settings import DbSettings
from tests.contract.test_job_store import a_job
from tests.support.deeds import somebody


@pytest.fixture
async def databases(fresh_db: DbSettings) -> AsyncIterator[Databases]:
    async with open_databases(fresh_db) as opened:
        yield opened


async def a_job_of(databases: Databases, owner: UserId, resource_id: UUID, state: JobState) -> UUID:
    """A job with a finished step, in this state."""
    job = replace(a_job(), resource_id=resource_id)
    async with databases.uow.begin(owner) as tx:
        await queue.enqueue(tx, job)
        row = await tx.find(JobRow, job.id)
        assert row is not None
        row.state = state.value
        tx.add(StepRow(job_id=job.id, key="outline", result=b"words", fencing=1, attempt=1))
    return job.id


async def test_what_is_over_is_deleted_and_what_waits_is_cancelled_and_emptied(databases: Databases) -> None:
    owner, resource = somebody(), uuid4()
    over = await a_job_of(databases, owner, resource, JobState.SUCCEEDED)
    waiting = await a_job_of(databases, owner, resource, JobState.QUEUED)
    other = await a_job_of(databases, owner, uuid4(), JobState.QUEUED)
    async with databases.uow.begin(owner) as tx:
        await forget_jobs(tx, a_job().kind, resource)
    async with databases.uow.read(owner) as tx:
        rows = {row.id: row for row in (await tx.session.scalars(tx.owned(JobRow))).all()}
        steps = (await tx.session.scalars(tx.owned(StepRow))).all()
        place = (await tx.session.scalars(tx.owned(JobOwnerRow))).one()
    assert over not in rows
    assert (rows[waiting].cancel_requested, rows[waiting].payload) == (True, b"")
    assert (rows[other].cancel_requested, bool(rows[other].payload)) == (False, True)
    assert [step.job_id for step in steps] == [other]
    assert (place.waiting, place.running) == (2, 0)


async def test_nobody_elses_jobs_are_touched(databases: Databases) -> None:
    owner, resource = somebody(), uuid4()
    job = await a_job_of(databases, owner, resource, JobState.QUEUED)
    async with databases.uow.begin(somebody()) as tx:
        await forget_jobs(tx, a_job().kind, resource)
    async with databases.uow.read(owner) as tx:
        row = await tx.find(JobRow, job)
    assert row is not None
    assert not row.cancel_requested
