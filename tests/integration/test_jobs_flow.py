"""Jobs from the use case to their end, over real Postgres and NATS."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from sqlalchemy import func

from services.kit.bus.nats_bus import connect
from services.kit.db.base import OwnedRow
from services.kit.ids import UserId
from services.kit.jobs import tracing
from services.kit.jobs.model import Failure, JobState
from services.kit.jobs.operating import ask_for_retry
from services.kit.jobs.queue import JobNotRetryable, find_job, request_cancel, retry
from services.kit.jobs.sweeper import Sweeper, SweeperOptions
from services.kit.jobs.tables import JobRow, OutboxRow, StepRow, UsageChargeRow
from services.kit.settings import DbSettings, NatsSettings
from tests.support.deeds import Deed, DeedHandler, ask_for, create_tables, facts, somebody, until_over
from tests.support.platform import QUICK, SIGNALLED, Platform, open_platform
from tests.support.waiting import until


@pytest.fixture
async def platform(fresh_db: DbSettings, fresh_nats: NatsSettings) -> AsyncIterator[Platform]:
    create_tables(fresh_db)
    async with open_platform(fresh_db, fresh_nats) as opened:
        yield opened


async def test_a_job_runs_its_steps_once_each_and_ends_with_its_domain_row(platform: Platform) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=3))
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_state) == (JobState.SUCCEEDED, "FINISHED")
    assert found.marks == found.step_keys == found.charges == ["step/0", "step/1", "step/2"]
    assert (found.view.attempt, found.view.losses, found.fencing) == (1, 0, 1)


async def test_parallel_steps_of_one_job_are_all_stored(platform: Platform) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=8, parallel=True))
    found = await until_over(platform.databases, owner, job)
    assert found.view.state is JobState.SUCCEEDED
    assert len(found.marks) == len(set(found.marks)) == 8


async def test_a_failed_attempt_is_followed_by_another_that_skips_finished_steps(platform: Platform) -> None:
    await platform.relays()
    handler = DeedHandler()
    platform.worker(handler)
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=3, fail_at="step/1", failures=2))
    found = await until_over(platform.databases, owner, job)
    assert found.view.state is JobState.SUCCEEDED
    assert found.view.attempt == 3
    assert handler.worked == ["step/0", "step/1", "step/1", "step/1", "step/2"]
    assert found.charges == ["step/0", "step/1", "step/2"]


async def test_after_its_last_attempt_a_job_is_failed_with_a_reason_and_a_retry_resumes_it(
    platform: Platform,
) -> None:
    await platform.relays()
    handler = DeedHandler()
    platform.worker(handler)
    owner = somebody()
    job = await ask_for(
        platform.databases, owner, Deed(steps=2, fail_at="step/1", failures=2), max_attempts=2
    )
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_state, found.deed_reason) == (
        JobState.FAILED,
        "FAILED",
        "DEED_FAILED",
    )
    assert found.view.failure == Failure("DEED_FAILED", "The deed failed.")

    # The deed fails in its first two attempts, and a retry starts with the first.
    async with platform.databases.uow.begin(owner) as tx:
        await retry(tx, job)
    found = await until_over(platform.databases, owner, job)
    assert found.view.state is JobState.FAILED
    assert handler.worked == ["step/0", *["step/1"] * 4]


async def test_a_permanent_failure_fails_at_once(platform: Platform) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(fail_at="step/0", failures=9, permanent=True))
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.view.attempt) == (JobState.FAILED, 1)


async def test_a_hook_that_fails_leaves_nothing_behind_and_is_called_again(platform: Platform) -> None:
    await platform.relays()
    handler = DeedHandler()
    platform.worker(handler)
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=1, hook_failures=1))
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_state, handler.hooks) == (JobState.SUCCEEDED, "FINISHED", 2)
    assert found.marks == ["step/0"]


async def test_a_cancel_reaches_a_running_step_by_its_signal(platform: Platform) -> None:
    await platform.relays()
    handler = DeedHandler()
    platform.worker(handler, SIGNALLED)
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=1, step_seconds=60))
    await asyncio.wait_for(handler.started.wait(), 30)
    async with platform.databases.uow.begin(owner) as tx:
        assert (await request_cancel(tx, job)).state is JobState.RUNNING
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_state) == (JobState.CANCELLED, "CANCELLED")
    assert handler.cancelled_work == 1
    assert found.charges == []


async def test_a_cancel_reaches_a_running_step_when_the_signal_is_lost(platform: Platform) -> None:
    relays = await platform.relays()
    handler = DeedHandler()
    platform.worker(handler)
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=1, step_seconds=60))
    await asyncio.wait_for(handler.started.wait(), 30)
    for relay in relays:
        await relay.stop()
    async with platform.databases.uow.begin(owner) as tx:
        await request_cancel(tx, job)
    found = await until_over(platform.databases, owner, job)
    assert found.view.state is JobState.CANCELLED


async def test_a_job_that_waits_behind_others_is_cancelled_without_waiting_for_a_slot(
    platform: Platform,
) -> None:
    await platform.relays()
    handler = DeedHandler()
    platform.worker(handler)
    owner = somebody()
    for _ in range(4):  # as many as the worker does at a time
        await ask_for(platform.databases, owner, Deed(steps=1, step_seconds=60))

    async def all_slots_taken() -> bool:
        return len(handler.worked) == 4

    await until(all_slots_taken)
    waiting = await ask_for(platform.databases, owner, Deed())
    async with platform.databases.uow.begin(owner) as tx:
        assert (await request_cancel(tx, waiting)).state is JobState.QUEUED
    found = await until_over(platform.databases, owner, waiting)
    assert (found.view.state, found.deed_state) == (JobState.CANCELLED, "CANCELLED")
    assert len(handler.worked) == 4


async def test_many_jobs_of_one_person_run_one_after_the_other_and_let_others_through(
    platform: Platform,
) -> None:
    """With no sweeper: whoever waits at the limit is rung for when one of theirs is settled."""
    await platform.relays()
    shard_of = platform.databases.router.shard_of
    many, one = somebody(), somebody()
    while await shard_of(one) != await shard_of(many):
        one = somebody()
    jobs = [await ask_for(platform.databases, many, Deed(steps=1)) for _ in range(6)]
    handler = DeedHandler(stays_at="step/0")
    platform.worker(handler, replace(QUICK, concurrency=1, per_owner=1))
    await asyncio.wait_for(handler.started.wait(), 30)
    other = await ask_for(platform.databases, one, Deed(steps=1))
    handler.goes_on.set()
    for owner, job in [(one, other), *((many, job) for job in jobs)]:
        assert (await until_over(platform.databases, owner, job)).view.state is JobState.SUCCEEDED
    assert handler.over.index(other) <= 2


async def test_a_job_past_its_deadline_is_failed_in_the_middle_of_a_step(platform: Platform) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    job = await ask_for(
        platform.databases, owner, Deed(steps=1, step_seconds=60), time_limit=timedelta(milliseconds=600)
    )
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_reason) == (JobState.FAILED, "DEADLINE_EXCEEDED")


async def test_a_finished_job_can_be_neither_cancelled_nor_retried(platform: Platform) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=1))
    await until_over(platform.databases, owner, job)
    async with platform.databases.uow.begin(owner) as tx:
        await request_cancel(tx, job)
    with pytest.raises(JobNotRetryable):
        async with platform.databases.uow.begin(owner) as tx:
            await retry(tx, job)
    assert (await facts(platform.databases, owner, job)).view.state is JobState.SUCCEEDED


async def test_one_trace_leads_from_the_request_over_the_outbox_to_the_last_step(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("test")
    monkeypatch.setattr(tracing, "_TRACER", tracer)
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    with tracer.start_as_current_span("request"):
        job = await ask_for(platform.databases, owner, Deed(steps=2))
    await until_over(platform.databases, owner, job)

    async def job_span_ended() -> bool:
        return any(span.name == "job script" for span in exporter.get_finished_spans())

    await until(job_span_ended)
    spans = {span.context.span_id: span for span in exporter.get_finished_spans() if span.context}
    span = next(span for span in spans.values() if (span.attributes or {}).get("job.step") == "step/1")
    path = [span.name]
    while span.parent is not None:
        span = spans[span.parent.span_id]
        path.append(span.name)
    assert path == ["step step/*", "job script", "publish jobs", "request"]


async def test_what_was_published_long_ago_is_deleted_and_what_waits_is_kept(platform: Platform) -> None:
    owner = somebody()
    await ask_for(platform.databases, owner, Deed())
    shard = platform.databases.shards[await platform.databases.router.shard_of(owner)]
    client = await connect(platform.nats, name="tidy")
    sweeper = Sweeper(shard, client, SweeperOptions(keep_published=timedelta(0)))
    await sweeper.tidy()
    assert await _outbox(platform, owner) == 1
    relays = await platform.relays()

    async def published() -> bool:
        await sweeper.tidy()
        return await _outbox(platform, owner) == 0

    await until(published)
    for relay in relays:
        await relay.stop()
    await client.close()


async def test_a_job_that_is_long_over_is_deleted_with_its_steps_and_what_it_cost_is_kept(
    platform: Platform,
) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    owner = somebody()
    over = await ask_for(platform.databases, owner, Deed(steps=2))
    await until_over(platform.databases, owner, over)
    running = await ask_for(platform.databases, owner, Deed(steps=1, step_seconds=60))
    shard = platform.databases.shards[await platform.databases.router.shard_of(owner)]
    client = await connect(platform.nats, name="prune")
    await Sweeper(shard, client, SweeperOptions(keep_finished=timedelta(days=1))).tidy()
    assert await _rows(platform, owner, JobRow) == 2
    await Sweeper(shard, client, SweeperOptions(keep_finished=timedelta(0))).tidy()
    await client.close()
    assert await _rows(platform, owner, StepRow) == 0
    assert await _rows(platform, owner, UsageChargeRow) == 2
    async with platform.databases.uow.begin(owner) as tx:
        assert await find_job(tx, over) is None
        assert await find_job(tx, running) is not None
    with pytest.raises(JobNotRetryable):
        async with platform.databases.uow.begin(owner) as tx:
            await retry(tx, over)


async def test_a_job_that_waits_past_its_deadline_is_failed_though_nobody_works(platform: Platform) -> None:
    await platform.relays()
    await platform.sweepers()
    owner = somebody()
    late = await ask_for(
        platform.databases,
        owner,
        Deed(),
        time_limit=timedelta(milliseconds=300),
        delay=timedelta(hours=1),
    )
    platform.worker(DeedHandler())
    found = await until_over(platform.databases, owner, late)
    assert (found.view.state, found.deed_reason) == (JobState.FAILED, "DEADLINE_EXCEEDED")
    assert found.marks == []


async def test_a_retry_that_an_operator_asks_for_goes_on_from_the_last_finished_step(
    platform: Platform,
) -> None:
    await platform.relays()
    handler = DeedHandler()
    platform.worker(handler, SIGNALLED)
    owner = somebody()
    deed = Deed(steps=2, fail_at="step/1", failures=1, permanent=True)
    job = await ask_for(platform.databases, owner, deed, max_attempts=1)
    assert (await until_over(platform.databases, owner, job)).view.state is JobState.FAILED
    handler.mends = True
    async with platform.databases.uow.begin(owner) as tx:
        await ask_for_retry(tx, job, operator=somebody(), reason="the model is back")

    async def finished() -> bool:
        return (await facts(platform.databases, owner, job)).view.state is JobState.SUCCEEDED

    await until(finished)
    found = await facts(platform.databases, owner, job)
    assert (found.deed_state, found.deed_reason) == ("FINISHED", "")
    assert handler.worked == ["step/0", "step/1", "step/1"]
    assert found.charges == ["step/0", "step/1"]


async def _rows(platform: Platform, owner: UserId, model: type[OwnedRow]) -> int:
    async with platform.databases.uow.read(owner) as tx:
        return int(await tx.session.scalar(tx.owned(model).with_only_columns(func.count())) or 0)


async def _outbox(platform: Platform, owner: UserId) -> int:
    async with platform.databases.uow.read(owner) as tx:
        return int(await tx.session.scalar(tx.owned(OutboxRow).with_only_columns(func.count())) or 0)
