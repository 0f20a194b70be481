"""What every hasher of passwords has to do: argon2 in its processes, and the fake of unit tests."""

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator

import pytest

from services.auth.adapters.argon2_pool import Argon2Passwords, open_passwords
from services.auth.adapters.argon2_worker import Parameters
from services.auth.ports import Passwords
from services.auth.settings import PasswordSettings
from services.kit.errors import Overloaded
from tests.fakes.auth import FakePasswords

CHEAP = Parameters(memory_kib=64, iterations=1, parallelism=1)


@pytest.fixture(params=["argon2", "fake"])
async def passwords(request: pytest.FixtureRequest) -> AsyncIterator[Passwords]:
    if request.param == "fake":
        yield FakePasswords()
        return
    async with open_passwords(CHEAP, processes=2, timeout_seconds=30) as opened:
        yield opened


@pytest.fixture
async def argon2() -> AsyncIterator[Argon2Passwords]:
    async with open_passwords(CHEAP, processes=1, timeout_seconds=30) as opened:
        yield opened


async def test_a_password_fits_its_own_hash_only(passwords: Passwords) -> None:
    made = await passwords.hash("violet kettle marsh")
    assert await passwords.verify(made, "violet kettle marsh")
    assert not await passwords.verify(made, "violet kettle marsH")
    assert not passwords.is_outdated(made)


@pytest.mark.parametrize("password", ["violet kettle marsh", "", "no password"])
async def test_no_password_fits_the_decoy(passwords: Passwords, password: str) -> None:
    assert not await passwords.verify(passwords.decoy, password)


async def test_what_is_not_a_hash_fits_nothing(passwords: Passwords) -> None:
    assert not await passwords.verify("", "violet kettle marsh")
    assert passwords.is_outdated("rubbish")


async def test_parameters_are_those_that_owasp_recommends(argon2: Argon2Passwords) -> None:
    settings = PasswordSettings()
    assert (settings.memory_kib, settings.iterations, settings.parallelism) == (19456, 2, 1)
    made = await argon2.hash("violet kettle marsh")
    assert re.match(r"\$argon2id\$v=19\$m=64,t=1,p=1\$", made)


async def test_the_decoy_has_the_parameters_and_the_shape_of_a_real_hash(argon2: Argon2Passwords) -> None:
    made = await argon2.hash("violet kettle marsh")
    assert [len(part) for part in argon2.decoy.split("$")] == [len(part) for part in made.split("$")]
    assert not argon2.is_outdated(argon2.decoy)


async def test_a_hash_of_other_parameters_is_good_and_outdated(argon2: Argon2Passwords) -> None:
    made = Parameters(memory_kib=32, iterations=1, parallelism=1).hasher().hash("violet kettle marsh")
    assert await argon2.verify(made, "violet kettle marsh")
    assert argon2.is_outdated(made)


async def test_hashing_happens_in_another_process_and_the_loop_goes_on() -> None:
    async with open_passwords(CHEAP, processes=1, timeout_seconds=60) as argon2:
        await argon2.hash("once, so that the process is up")
        (other,) = argon2.process_ids()
        os.kill(other, signal.SIGSTOP)
        try:
            hashing = asyncio.create_task(argon2.hash("violet kettle marsh"))
            done, _ = await asyncio.wait({hashing}, timeout=0.2)
            assert not done
        finally:
            os.kill(other, signal.SIGCONT)
        assert await argon2.verify(await hashing, "violet kettle marsh")


async def test_a_process_that_is_killed_costs_nobody_their_sign_in(argon2: Argon2Passwords) -> None:
    made = await argon2.hash("violet kettle marsh")
    for pid in argon2.process_ids():
        assert pid != os.getpid()
        os.kill(pid, signal.SIGKILL)
    assert await argon2.verify(made, "violet kettle marsh")


async def test_who_has_waited_too_long_is_told_to_come_again() -> None:
    async with open_passwords(CHEAP, processes=1, timeout_seconds=0.000_001) as argon2:
        with pytest.raises(Overloaded):
            await argon2.hash("violet kettle marsh")
