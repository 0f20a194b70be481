"""Bells that are lost, doubled, late, or never rung."""

from __future__ import annotations

import asyncio
import random
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import Header
from nats.js.errors import APIError, NotFoundError

from services.kit.jobs.streams import JOBS
from services.stack.layout import Layout
from services.stack.servers import nats
from tests.faults.fault import FaultNotApplied
from tests.faults.look import unpublished, until
from tests.faults.proxies import Condition
from tests.faults.target import Target

_EVERY_BELL = "jobs.*"
_CALL_SECONDS = 5
_BELL_WITHIN = 20.0


@dataclass(frozen=True, slots=True)
class NatsWiped:
    """All streams and consumers are gone when the server is back."""

    name: str = "nats-wiped"
    touches: frozenset[str] = frozenset({"nats"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        before = await _stream_made_at(target)
        async with target.parts.held("nats"):
            life = await target.parts.kill("nats")
            shutil.rmtree(Layout(target.folder).data_of("nats"))
            await asyncio.sleep(rng.uniform(0, 3))
        await target.parts.until_well("nats", after=life)

        async def is_another() -> bool:
            made_at = await _stream_made_at(target)
            return made_at is not None and made_at != before

        # Whoever needs the streams makes them; here they are only looked for.
        if not await until(is_another, within=20):
            raise FaultNotApplied("the JOBS stream isn't there, or is the old one")


@dataclass(frozen=True, slots=True)
class BellsDoubled:
    """Every bell of some seconds rings again under other ids: several times, shuffled, and late."""

    name: str = "bells-doubled"
    touches: frozenset[str] = frozenset({"nats"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        heard: list[Msg] = []

        async def hear(message: Msg) -> None:
            heard.append(message)

        async def heard_one() -> bool:
            return bool(heard)

        async with _client(target) as client:
            await client.subscribe(_EVERY_BELL, cb=hear)
            if not await until(heard_one, within=_BELL_WITHIN):
                raise FaultNotApplied("no bell rang")
            await asyncio.sleep(rng.uniform(1, 3))
            originals = list(heard)
            copies = [message for message in originals for _ in range(rng.randint(1, 4))]
            rng.shuffle(copies)
            js = client.jetstream(timeout=_CALL_SECONDS)
            for message in copies:
                await asyncio.sleep(rng.uniform(0, 4 / len(copies)))
                headers = {**(message.headers or {}), Header.MSG_ID.value: str(uuid.uuid4())}
                await js.publish(message.subject, message.data, headers=headers)


@dataclass(frozen=True, slots=True)
class BellsHeld:
    """Nothing comes from the message server for some seconds; then all of it at once."""

    name: str = "bells-held"
    touches: frozenset[str] = frozenset({"nats"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        async with target.bad_line("nats", Condition(hold_down=True)) as effects:
            await asyncio.sleep(rng.uniform(3, 8))
        if not effects.held:
            raise FaultNotApplied("nothing was held back")


@dataclass(frozen=True, slots=True)
class RelayStopped:
    """The process of relay and sweeper is dead for a while; what was committed meanwhile waits."""

    name: str
    shortest_s: float
    longest_s: float
    touches: frozenset[str] = frozenset({"jobs"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        length = rng.uniform(self.shortest_s, self.longest_s)

        async def waits() -> bool:
            return await unpublished(target) > 0

        async with target.parts.held("jobs"):
            life = await target.parts.kill("jobs")
            if not await until(waits, within=_BELL_WITHIN):
                raise FaultNotApplied("nothing was to be relayed")
            await asyncio.sleep(length)
        await target.parts.until_well("jobs", after=life)


@asynccontextmanager
async def _client(target: Target) -> AsyncIterator[Client]:
    client = Client()
    await client.connect(
        f"nats://127.0.0.1:{target.info.ports['nats']}",
        user=nats.USER,
        password=target.credentials.nats_password,
        connect_timeout=_CALL_SECONDS,
        allow_reconnect=False,
    )
    try:
        yield client
    finally:
        await client.close()


async def _stream_made_at(target: Target) -> datetime | None:
    try:
        async with _client(target) as client:
            return (await client.jetstream(timeout=_CALL_SECONDS).stream_info(JOBS)).created
    except (NotFoundError, NatsError, APIError, OSError, TimeoutError):
        return None
