"""What every bus has to do: NATS and the fake that unit tests use."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from services.kit.bus import Bus, open_bus, watch_subject
from services.kit.errors import Unavailable
from services.kit.settings import NatsSettings
from tests.fakes.bus import FakeBus
from tests.support.nats_server import NatsServer

SUBJECT = watch_subject("script", "7")


@pytest.fixture(params=["nats", "fake"])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    if request.param == "fake":
        yield FakeBus()
        return
    async with open_bus(request.getfixturevalue("fresh_nats"), name="test") as opened:
        yield opened


async def test_a_message_reaches_everybody_who_listens_to_its_subject(bus: Bus) -> None:
    async with bus.subscribe(SUBJECT) as first, bus.subscribe(SUBJECT) as second, asyncio.timeout(30):
        await bus.publish(SUBJECT, b"one")
        await bus.publish(SUBJECT)
        assert [await anext(first), await anext(first)] == [b"one", b""]
        assert await anext(second) == b"one"


async def test_nobody_hears_another_subject(bus: Bus) -> None:
    async with bus.subscribe(SUBJECT) as messages, asyncio.timeout(30):
        await bus.publish(watch_subject("script", "8"), b"other")
        await bus.publish(SUBJECT, b"own")
        assert await anext(messages) == b"own"


async def test_a_message_that_nobody_waits_for_is_gone(bus: Bus) -> None:
    await bus.publish(SUBJECT, b"early")
    async with bus.subscribe(SUBJECT) as messages, asyncio.timeout(30):
        await bus.publish(SUBJECT, b"late")
        assert await anext(messages) == b"late"


async def test_a_slow_reader_loses_the_oldest_messages_and_holds_nobody_up(fresh_nats: NatsSettings) -> None:
    async with (
        asyncio.timeout(30),
        open_bus(fresh_nats, name="test") as bus,
        bus.subscribe(SUBJECT) as messages,
        bus.subscribe("end") as end,
    ):
        for number in range(1000):
            await bus.publish(SUBJECT, str(number).encode())
        await bus.publish("end")
        await anext(end)
        assert int(await anext(messages)) >= 700


async def test_listening_survives_the_death_of_the_server(nats_server: NatsServer) -> None:
    async with (
        asyncio.timeout(30),
        open_bus(nats_server.settings, name="test") as bus,
        bus.subscribe(SUBJECT) as messages,
    ):
        nats_server.kill()
        await bus.publish(SUBJECT, b"lost or late")
        nats_server.start()
        heard = asyncio.ensure_future(anext(messages))
        while not heard.done():
            await bus.publish(SUBJECT, b"again")
            await asyncio.wait([heard], timeout=0.1)
        assert heard.result() in (b"again", b"lost or late")


async def test_a_server_that_is_not_there_is_unavailable_in_good_time() -> None:
    settings = NatsSettings(url="nats://127.0.0.1:1", connect_timeout_seconds=1)
    with pytest.raises(Unavailable):
        async with asyncio.timeout(30), open_bus(settings, name="test"):
            pass
