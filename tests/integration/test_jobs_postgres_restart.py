"""Jobs while their database is killed: a real instance, restarted by the stack that watches it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.kit.jobs.model import JobState
from services.kit.settings import DbSettings, NatsSettings
from services.stack.launch import Stack, StackInfo
from tests.support.deeds import Deed, DeedHandler, ask_for, create_tables, facts, somebody, until_over
from tests.support.platform import open_platform
from tests.support.waiting import until


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[StackInfo]:
    """Servers that no other test uses, so that they may be killed."""
    stack = Stack(tmp_path / "stack", parts={"prepare"})
    stack.start(while_pid=os.getpid())
    try:
        yield stack.wait_until_ready()
    finally:
        stack.stop()


async def test_jobs_go_on_when_the_postgres_of_their_shard_was_killed_and_came_back(
    own_servers: StackInfo, fresh_nats: NatsSettings
) -> None:
    settings = DbSettings.model_validate(
        {"directory_url": own_servers.directory_url, "shards": dict(own_servers.shard_urls)}
    )
    create_tables(settings)
    async with open_platform(settings, fresh_nats) as platform:
        await platform.relays()
        await platform.sweepers()
        platform.worker(DeedHandler())
        owner = somebody()
        job = await ask_for(platform.databases, owner, Deed(steps=4, step_seconds=0.3))
        shard = await platform.databases.router.shard_of(owner)

        async def half_way() -> bool:
            return len((await facts(platform.databases, owner, job)).step_keys) >= 2

        await until(half_way)
        _kill_postgres(own_servers.folder / "data" / f"postgres-{shard}")
        found = await until_over(
            platform.databases, owner, job, within=60, look_every=0.05, through_outages=True
        )
        keys = [f"step/{number}" for number in range(4)]
        assert (found.view.state, found.deed_state) == (JobState.SUCCEEDED, "FINISHED")
        assert found.marks == found.step_keys == found.charges == keys
        assert found.view.attempt == 1  # a database that is away uses up no attempt


def _kill_postgres(data: Path) -> None:
    """kill -9 of the postmaster: its children see that and go."""
    postmaster = int((data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
