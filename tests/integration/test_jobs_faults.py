"""Jobs while things die: nothing is lost, nothing is done twice, nobody writes who has lost the lease."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from nats.aio.client import Client

from services.kit.bus.nats_bus import connect
from services.kit.db.errors import DatabaseUnavailable
from services.kit.ids import JobId, UserId
from services.kit.jobs.model import JobState
from services.kit.jobs.streams import JOBS, job_subject
from services.kit.jobs.sweeper import Sweeper, SweeperOptions
from services.kit.settings import DbSettings, NatsSettings
from tests.support.deed_worker import WorkerProcess
from tests.support.deeds import (
    KIND,
    Deed,
    DeedHandler,
    Facts,
    ask_for,
    create_tables,
    facts,
    somebody,
    until_over,
)
from tests.support.nats_server import NatsServer
from tests.support.platform import Platform, open_platform
from tests.support.waiting import until


@pytest.fixture
async def platform(fresh_db: DbSettings, fresh_nats: NatsSettings) -> AsyncIterator[Platform]:
    create_tables(fresh_db)
    async with open_platform(fresh_db, fresh_nats) as opened:
        yield opened


@contextmanager
def worker_process(
    platform: Platform, *, lease_seconds: float = 5, stays_at: str = ""
) -> Iterator[WorkerProcess]:
    process = WorkerProcess(platform.db, platform.nats, lease_seconds=lease_seconds, stays_at=stays_at)
    try:
        yield process
    finally:
        process.kill()


async def until_steps(platform: Platform, owner: UserId, job: JobId, number: int) -> None:
    async def done() -> bool:
        try:
            return len((await facts(platform.databases, owner, job)).step_keys) >= number
        except DatabaseUnavailable:  # a test breaks connections, also this one
            return False

    await until(done)


async def until_claims(platform: Platform, owner: UserId, job: JobId, number: int) -> None:
    async def claimed() -> bool:
        return (await facts(platform.databases, owner, job)).fencing >= number

    await until(claimed)


async def until_stream_is_empty(client: Client) -> None:
    async def empty() -> bool:
        return (await client.jetstream().stream_info(JOBS)).state.messages == 0

    await until(empty)


def assert_done_exactly_once(found: Facts, steps: int) -> None:
    keys = sorted(f"step/{number}" for number in range(steps))
    assert (found.view.state, found.deed_state) == (JobState.SUCCEEDED, "FINISHED")
    assert found.step_keys == keys
    assert found.marks == keys
    assert found.charges == keys


async def test_a_job_whose_worker_was_killed_resumes_after_its_last_finished_step(platform: Platform) -> None:
    await platform.relays()
    await platform.sweepers()
    owner = somebody()
    with worker_process(platform, stays_at="step/2") as doomed:
        await doomed.until_ready()
        job = await ask_for(platform.databases, owner, Deed(steps=4))
        await until_steps(platform, owner, job, 2)
        doomed.kill()
    handler = DeedHandler()
    platform.worker(handler)
    found = await until_over(platform.databases, owner, job)
    assert_done_exactly_once(found, 4)
    assert handler.worked == ["step/2", "step/3"]
    assert (found.view.attempt, found.view.losses, found.fencing) == (1, 1, 2)


async def test_a_worker_that_was_paused_past_its_lease_cannot_write_when_it_wakes(platform: Platform) -> None:
    await platform.relays()
    await platform.sweepers()
    owner = somebody()
    with worker_process(platform, stays_at="step/1") as paused:
        await paused.until_ready()
        job = await ask_for(platform.databases, owner, Deed(steps=2, step_seconds=0.5))
        await until_steps(platform, owner, job, 1)
        paused.send(signal.SIGSTOP)
        # The other one is in the middle of the same step when the first one wakes and wants to finish it.
        handler = DeedHandler(stays_at="step/1")
        platform.worker(handler)
        await until_claims(platform, owner, job, 2)
        paused.send(signal.SIGCONT)
        handler.goes_on.set()
        found = await until_over(platform.databases, owner, job)
        assert_done_exactly_once(found, 2)
        await asyncio.sleep(1)  # time enough for the first one to do its worst
        assert_done_exactly_once(await facts(platform.databases, owner, job), 2)
        assert (await facts(platform.databases, owner, job)).fencing == 2


async def test_a_worker_that_is_told_to_stop_gives_its_jobs_back_at_no_cost(platform: Platform) -> None:
    await platform.relays()
    owner = somebody()
    with worker_process(platform, lease_seconds=600, stays_at="step/1") as leaving:
        await leaving.until_ready()
        job = await ask_for(platform.databases, owner, Deed(steps=2))
        await until_steps(platform, owner, job, 1)
        handler = DeedHandler()
        platform.worker(handler)
        leaving.send(signal.SIGTERM)
        await asyncio.wait_for(handler.started.wait(), 60)  # long before the lease could have run out
        assert await leaving.until_ended() == 0
    found = await until_over(platform.databases, owner, job)
    assert_done_exactly_once(found, 2)
    assert (found.view.attempt, found.view.losses) == (1, 0)


async def test_a_job_that_kills_its_worker_every_time_is_failed_when_its_losses_are_used_up(
    platform: Platform,
) -> None:
    await platform.relays()
    await platform.sweepers()
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=1, step_seconds=30), max_losses=1)
    for claims in (1, 2):
        with worker_process(platform) as doomed:
            await until_claims(platform, owner, job, claims)
            doomed.kill()
    platform.worker(DeedHandler())
    found = await until_over(platform.databases, owner, job)
    assert (found.view.state, found.deed_reason, found.view.attempt) == (JobState.FAILED, "WORKER_LOST", 1)
    assert found.set_aside == "WORKERS_LOST"


async def test_jobs_survive_a_jetstream_store_that_was_wiped(
    platform: Platform, nats_server: NatsServer
) -> None:
    await platform.relays()
    await platform.sweepers()
    owner = somebody()
    jobs = [await ask_for(platform.databases, owner, Deed(steps=1)) for _ in range(5)]
    await _until_published(platform)
    nats_server.kill()
    nats_server.wipe()
    nats_server.start()
    platform.worker(DeedHandler())
    later = await ask_for(platform.databases, owner, Deed(steps=1))
    for job in [*jobs, later]:
        assert_done_exactly_once(await until_over(platform.databases, owner, job), 1)


async def test_a_running_worker_survives_the_death_of_nats_and_the_loss_of_its_streams(
    platform: Platform, nats_server: NatsServer
) -> None:
    await platform.relays()
    await platform.sweepers()
    platform.worker(DeedHandler())
    owner = somebody()
    first = await ask_for(platform.databases, owner, Deed(steps=4, step_seconds=0.5))
    await until_steps(platform, owner, first, 1)
    nats_server.kill()
    nats_server.wipe()
    second = await ask_for(platform.databases, owner, Deed(steps=1))
    await asyncio.sleep(0.5)
    nats_server.start()
    for job, steps in ((first, 4), (second, 1)):
        found = await until_over(platform.databases, owner, job)
        assert_done_exactly_once(found, steps)
        assert found.view.losses == 0


async def test_a_bell_that_rings_many_times_does_the_work_once(platform: Platform) -> None:
    relays = await platform.relays()
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=3, step_seconds=0.2))
    await _until_published(platform)
    for relay in relays:
        await relay.stop()
    client = await connect(platform.nats, name="doubler")
    bell = await client.jetstream().get_last_msg(JOBS, job_subject(KIND))
    assert bell.data is not None
    for _ in range(20):
        await client.jetstream().publish(job_subject(KIND), bell.data)
    platform.worker(DeedHandler())
    platform.worker(DeedHandler())
    found = await until_over(platform.databases, owner, job)
    for _ in range(5):
        await client.jetstream().publish(job_subject(KIND), bell.data)
    await until_stream_is_empty(client)
    await client.close()
    assert_done_exactly_once(await facts(platform.databases, owner, job), 3)
    assert found.fencing == (await facts(platform.databases, owner, job)).fencing == 1


async def test_rubbish_in_the_stream_is_thrown_away(platform: Platform) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    client = await connect(platform.nats, name="vandal")
    await client.jetstream().publish(job_subject(KIND), b"\xff\xfenot a bell")
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=1))
    assert_done_exactly_once(await until_over(platform.databases, owner, job), 1)
    await until_stream_is_empty(client)
    await client.close()


async def test_two_relays_of_a_shard_neither_double_nor_lose_a_message(platform: Platform) -> None:
    owner = somebody()
    for _ in range(300):
        await ask_for(platform.databases, owner, Deed(steps=1))
    await platform.relays()
    await platform.relays()
    await _until_published(platform)
    client = await connect(platform.nats, name="counter")
    info = await client.jetstream().stream_info(JOBS)
    await client.close()
    assert info.state.messages == 300


async def test_what_was_committed_while_nats_was_away_is_published_when_it_is_back(
    platform: Platform, nats_server: NatsServer
) -> None:
    await platform.relays()
    platform.worker(DeedHandler())
    nats_server.kill()
    owner = somebody()
    jobs = [await ask_for(platform.databases, owner, Deed(steps=1)) for _ in range(3)]
    await asyncio.sleep(1)
    nats_server.start()
    for job in jobs:
        assert_done_exactly_once(await until_over(platform.databases, owner, job), 1)


async def test_a_job_goes_on_when_every_database_connection_breaks_in_the_middle(platform: Platform) -> None:
    await platform.relays()
    await platform.sweepers()
    platform.worker(DeedHandler())
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed(steps=5, step_seconds=0.3))
    for number in (1, 2, 3):
        await until_steps(platform, owner, job, number)
        await asyncio.to_thread(_break_connections, platform.db)
    found = await until_over(platform.databases, owner, job, through_outages=True)
    assert_done_exactly_once(found, 5)
    assert (found.view.attempt, found.view.losses) == (1, 0)


async def test_the_sweeper_leaves_alone_what_was_rung_just_now(platform: Platform) -> None:
    owner = somebody()
    job = await ask_for(platform.databases, owner, Deed())
    shard = platform.databases.shards[await platform.databases.router.shard_of(owner)]
    client = await connect(platform.nats, name="sweeper")
    patient = Sweeper(shard, client, SweeperOptions(settle=timedelta(0)))
    eager = Sweeper(shard, client, SweeperOptions(settle=timedelta(0), ring_after=timedelta(milliseconds=1)))
    assert await patient.sweep() == 0
    await asyncio.sleep(0.01)
    assert await eager.sweep() == 1
    assert await patient.sweep(ring_all=True) == 1
    await client.close()
    assert (await facts(platform.databases, owner, job)).view.state is JobState.QUEUED


def _break_connections(db: DbSettings) -> None:
    for url in (*db.shards.values(), db.directory_url):
        with psycopg.connect(url.get_secret_value().replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


async def _until_published(platform: Platform) -> None:
    async def all_published() -> bool:
        return not any(_unpublished(url.get_secret_value()) for url in platform.db.shards.values())

    await until(all_published, within=30)


def _unpublished(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        row = connection.execute("SELECT count(*) FROM outbox WHERE published_at IS NULL").fetchone()
        return 0 if row is None else int(row[0])
