"""The stack whose servers stand in for each other: what was acknowledged is there, whoever dies."""

import asyncio
import uuid
from collections.abc import Callable, Iterator

import pytest
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.api import Header
from nats.js.errors import APIError

from services.jobs.adapters.mesh.databases import DatabaseHealth
from services.jobs.mesh_view import Health
from services.kit.bus.nats_bus import connect
from services.kit.db.databases import Databases, open_databases
from services.kit.db.errors import DatabaseUnavailable
from services.kit.ids import JobId, UserId
from services.kit.jobs.model import JobState
from services.kit.jobs.streams import EVENTS
from services.stack.launch import Stack
from services.stack.profile import Profile
from services.stack.replication.parts import REPLICATED
from tests.support.deeds import Deed, DeedHandler, ask_for, create_tables, facts, somebody, until_over
from tests.support.platform import Platform, open_platform
from tests.support.replicated import ReplicatedStack, Writers, replicated_stack
from tests.support.waiting import until

pytestmark = pytest.mark.xdist_group("ha stack")


@pytest.fixture(scope="module")
def shared_ha(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReplicatedStack]:
    stack = Stack(tmp_path_factory.mktemp("ha") / "stack", parts={"prepare"}, profile=Profile.HA)
    yield from replicated_stack(stack)


@pytest.fixture
async def ha(shared_ha: ReplicatedStack) -> ReplicatedStack:
    """The shared one, with nothing left of what the test before did to it."""
    await shared_ha.until_redundant()
    return shared_ha


async def test_no_acknowledged_write_is_lost_when_the_primary_is_killed_and_jobs_go_on(
    ha: ReplicatedStack,
) -> None:
    former, failovers = ha.primary, ha.record().failovers
    create_tables(ha.db)
    writers = Writers(ha.shard_url)
    async with open_platform(ha.db, ha.nats) as platform, writers.at_work():
        jobs = await _jobs_half_way(platform)
        await writers.until_more()
        ha.kill(former)
        await writers.until_more()
        assert ha.primary != former
        await _all_succeeded(platform.databases, jobs)
        await ha.until_redundant(failovers=failovers + 1)
    print(f"longest time without an acknowledged write: {writers.longest_gap:.1f} s")
    assert not writers.lost()
    assert await ha.is_in_recovery(former)
    assert any(f"{former} died and {ha.primary} took over" in notice for notice in ha.notices())


async def test_operators_see_how_far_the_standby_is_behind(ha: ReplicatedStack) -> None:
    async with open_databases(ha.db) as databases:
        (shard,) = await DatabaseHealth(databases.shards[REPLICATED]).ask()
        (directory,) = await DatabaseHealth(databases.directory.engines).ask()
    (copy,) = shard.replicas
    assert (shard.health, copy.state, copy.is_synchronous) == (Health.UP, "streaming", True)
    assert copy.lag_bytes is not None
    assert directory.replicas == ()


@pytest.mark.slow
async def test_a_primary_that_hangs_is_ended_and_no_acknowledged_write_is_lost(ha: ReplicatedStack) -> None:
    former, failovers = ha.primary, ha.record().failovers
    writers = Writers(ha.shard_url)
    async with writers.at_work():
        await writers.until_more()
        ha.pause(former)
        await writers.until_more()
        await ha.until_redundant(failovers=failovers + 1)
    print(f"longest time without an acknowledged write: {writers.longest_gap:.1f} s")
    assert not writers.lost()
    assert ha.primary != former


@pytest.mark.slow
async def test_writes_go_on_without_a_standby_and_a_standby_that_lacks_them_never_takes_over(
    ha: ReplicatedStack,
) -> None:
    primary, standby, failovers = ha.primary, ha.standby, ha.record().failovers
    writers = Writers(ha.shard_url)
    async with writers.at_work():
        await writers.until_more()
        paused = ha.pause(standby)
        await writers.until_more(200)
        print(f"writes waited {writers.longest_gap:.1f} s for the standby")
        assert not ha.record().synchronous
        ha.kill(primary)
        ha.resume(paused)  # it answers, is fit to be promoted, and lacks what was written meanwhile
        await writers.until_more()
        await ha.until_redundant()
    assert not writers.lost()
    assert (ha.primary, ha.record().failovers) == (primary, failovers)


@pytest.mark.slow
async def test_writes_go_on_while_a_dead_standby_stays_away_and_it_catches_up_afterwards(
    ha: ReplicatedStack,
) -> None:
    primary, standby, failovers = ha.primary, ha.standby, ha.record().failovers
    writers = Writers(ha.shard_url)
    async with writers.at_work():
        await writers.until_more()
        ha.hold(standby)
        try:
            ha.kill(standby)
            await writers.until_more(200)
            print(f"writes waited {writers.longest_gap:.1f} s for the dead standby")
            assert any("writes go on without it" in notice for notice in ha.notices())
        finally:
            ha.release(standby)
        await ha.until_redundant()
        ha.kill(primary)
        await ha.until_redundant(failovers=failovers + 1)
    assert not writers.lost()
    assert ha.primary == standby


@pytest.mark.slow
async def test_a_standby_that_can_no_longer_follow_is_copied_anew(ha: ReplicatedStack) -> None:
    primary, standby, failovers = ha.primary, ha.standby, ha.record().failovers
    data = ha.layout.data_of(standby)
    before = data.stat().st_ino
    writers = Writers(ha.shard_url)
    async with writers.at_work():
        ha.hold(standby)
        try:
            ha.kill(standby)
            await writers.until_more(50)
            await ha.forget_standby()
        finally:
            ha.release(standby)
        await ha.until_redundant(within=150)
        ha.kill(primary)
        await ha.until_redundant(failovers=failovers + 1)
    assert data.stat().st_ino != before
    assert not writers.lost()
    assert ha.primary == standby


@pytest.mark.slow
async def test_a_standby_that_hangs_does_not_hold_up_writes_for_ever(ha: ReplicatedStack) -> None:
    writers = Writers(ha.shard_url)
    async with writers.at_work():
        await writers.until_more()
        ha.pause(ha.standby)
        await writers.until_more(200)
        await ha.until_redundant()
    print(f"longest time without an acknowledged write: {writers.longest_gap:.1f} s")
    assert not writers.lost()
    assert writers.longest_gap < 20


@pytest.mark.slow
@pytest.mark.parametrize("hurt", [ReplicatedStack.kill, ReplicatedStack.pause], ids=["killed", "paused"])
async def test_a_message_that_was_acknowledged_is_there_once_when_the_leader_of_its_stream_is(
    ha: ReplicatedStack, hurt: Callable[[ReplicatedStack, str], object]
) -> None:
    client = await connect(ha.nats, name="publisher")
    try:
        before = await _stored(client)
        longest = 0.0
        for number in range(300):
            if number == 100:
                hurt(ha, await ha.nats_leader(client, EVENTS))
            longest = max(longest, await _publish(client, str(uuid.uuid4())))
        assert await _stored(client) == before + 300
    finally:
        await client.close()
    print(f"longest publish: {longest:.1f} s")


@pytest.mark.slow
async def test_jobs_finish_once_when_the_primary_and_the_leader_of_their_bells_die_together(
    ha: ReplicatedStack,
) -> None:
    former, failovers = ha.primary, ha.record().failovers
    create_tables(ha.db)
    writers = Writers(ha.shard_url)
    client = await connect(ha.nats, name="looks on")
    try:
        async with open_platform(ha.db, ha.nats) as platform, writers.at_work():
            jobs = await _jobs_half_way(platform)
            leader = await ha.nats_leader(client)
            ha.kill(leader)
            ha.kill(former)
            jobs += await _ask_in_spite_of_errors(platform, 10)
            await _all_succeeded(platform.databases, jobs)
            await ha.until_redundant(failovers=failovers + 1)
    finally:
        await client.close()
    assert not writers.lost()


async def _jobs_half_way(platform: Platform, number: int = 10) -> list[tuple[UserId, JobId]]:
    """Jobs of people on every shard, some of whose steps are done."""
    await platform.relays()
    await platform.sweepers()
    platform.worker(DeedHandler())
    jobs = await _ask_in_spite_of_errors(platform, number)

    async def under_way() -> bool:
        done = [len((await facts(platform.databases, owner, job)).step_keys) for owner, job in jobs]
        return any(0 < steps < 4 for steps in done)

    await until(under_way, within=60)
    return jobs


async def _ask_in_spite_of_errors(platform: Platform, number: int) -> list[tuple[UserId, JobId]]:
    asked: list[tuple[UserId, JobId]] = []

    async def all_asked() -> bool:
        try:
            while len(asked) < number:
                owner = somebody()
                job = await ask_for(platform.databases, owner, Deed(steps=4, step_seconds=0.2))
                asked.append((owner, job))
        except DatabaseUnavailable:
            return False
        return True

    await until(all_asked, within=60)
    return asked


async def _all_succeeded(databases: Databases, jobs: list[tuple[UserId, JobId]]) -> None:
    """Every one of them, with each step done once and charged once."""
    keys = [f"step/{number}" for number in range(4)]
    for owner, job in jobs:
        found = await until_over(databases, owner, job, within=90, look_every=0.1, through_outages=True)
        assert (found.view.state, found.deed_state) == (JobState.SUCCEEDED, "FINISHED")
        assert found.marks == found.step_keys == found.charges == keys
        assert found.view.attempt == 1


async def _publish(client: Client, message_id: str) -> float:
    """Publishes until it is acknowledged; returns how long that took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.timeout(30):
        while True:
            try:
                js = client.jetstream(timeout=1)
                await js.publish("events.test.deed.done", b"", headers={Header.MSG_ID.value: message_id})
            except (NatsError, APIError, OSError):
                await asyncio.sleep(0.1)
            else:
                return loop.time() - began


async def _stored(client: Client) -> int:
    info = await client.jetstream().stream_info(EVENTS)
    assert info.config.num_replicas == 3
    return info.state.messages
