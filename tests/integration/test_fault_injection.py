"""The target of the faults: a real stack, and what is done to it really happens."""

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator

import psutil
import psycopg
import pytest
import pytest_asyncio

from tests.faults.look import until
from tests.faults.parts import Life, is_paused
from tests.faults.proxies import Condition
from tests.faults.target import DIRECTORY, SMALL_DISK_OF, Target

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def target(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Target]:
    folder = tmp_path_factory.mktemp("target")
    async with Target(folder) as target:
        yield target
    shutil.rmtree(folder / "data", ignore_errors=True)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_killed_part_comes_back_in_another_process(target: Target) -> None:
    before = await target.parts.kill("questionnaire")
    after = await target.parts.until_well("questionnaire", after=before)
    assert after.pid != before.pid


@pytest.mark.asyncio(loop_scope="module")
async def test_all_of_a_database_dies_and_its_data_is_there_again(target: Target) -> None:
    await _execute(target, DIRECTORY, "CREATE TABLE kept AS SELECT 1")
    before = await target.parts.kill(DIRECTORY)
    await target.parts.until_well(DIRECTORY, after=before)
    await _execute(target, DIRECTORY, "DROP TABLE kept")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_paused_part_stands_still_and_goes_on(target: Target) -> None:
    async with target.parts.paused("jobs") as life:
        assert is_paused(life)
    assert await until(lambda: _goes_on(life), within=5)
    assert await target.parts.until_well("jobs") == life


@pytest.mark.asyncio(loop_scope="module")
async def test_a_held_part_stays_away_until_it_is_released(target: Target) -> None:
    async with target.parts.held("jobs"):
        before = await target.parts.kill("jobs", signal.SIGTERM)
        await asyncio.sleep(1)  # long enough for it to have been started, had it not been held
        assert target.parts.life("jobs") is None
    await target.parts.until_well("jobs", after=before)


@pytest.mark.asyncio(loop_scope="module")
async def test_services_reach_their_servers_through_the_proxies(target: Target) -> None:
    async with target.bad_line("nats", Condition(refuse=True)) as effects:
        await asyncio.sleep(0.5)
    assert effects.reset > 0
    await target.until_all_well()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_full_disk_refuses_what_is_written_and_takes_it_once_it_is_freed(target: Target) -> None:
    if target.disk is None:
        pytest.skip("this machine allows no mount namespaces")
    much = "CREATE TABLE much AS SELECT repeat('x', 1000) FROM generate_series(1, 1000)"
    assert target.disk.fill(target.supervisor_pid) > 0
    try:
        with pytest.raises(psycopg.errors.DiskFull):
            await _execute(target, SMALL_DISK_OF, much)
    finally:
        target.disk.free(target.supervisor_pid)
    await _execute(target, SMALL_DISK_OF, much)
    await _execute(target, SMALL_DISK_OF, "DROP TABLE much")


@pytest.mark.asyncio(loop_scope="module")
async def test_a_spare_worker_comes_and_goes(target: Target) -> None:
    async with target.spare("script-worker") as pid:
        assert psutil.pid_exists(pid)
    assert not psutil.pid_exists(pid)


async def _goes_on(life: Life) -> bool:
    return not is_paused(life)


async def _execute(target: Target, database: str, statement: str) -> None:
    async with await psycopg.AsyncConnection.connect(
        target.database(database), autocommit=True, connect_timeout=5
    ) as connection:
        await connection.execute(statement.encode())
