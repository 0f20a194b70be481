"""Bells that are lost, doubled, late, or never rung."""

from __future__ import annotations

import asyncio
import random
import shutil
import uuid
from dataclasses import dataclass

from nats.aio.msg import Msg
from nats.js.api import Header

from services.stack.layout import Layout
from tests.faults.fault import FaultNotApplied
from tests.faults.look import unpublished, until
from tests.faults.proxies import Condition
from tests.faults.streams import CALL_SECONDS, jobs_stream_made_at, nats_client
from tests.faults.target import Target

_EVERY_BELL = "jobs.*"
_BELL_WITHIN = 20.0


@dataclass(frozen=True, slots=True)
class NatsWiped:
    """All streams and consumers are gone when the server is back."""

    name: str = "nats-wiped"
    touches: frozenset[str] = frozenset({"nats"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        before = await jobs_stream_made_at(target)
        async with target.parts.held("nats"):
            life = await target.parts.kill("nats")
            shutil.rmtree(Layout(target.folder).data_of("nats"))
            await asyncio.sleep(rng.uniform(0, 3))
        await target.parts.until_well("nats", after=life)

        async def is_another() -> bool:
            made_at = await jobs_stream_made_at(target)
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

        async with nats_client(target) as client:
            await client.subscribe(_EVERY_BELL, cb=hear)
            if not await until(heard_one, within=_BELL_WITHIN):
                raise FaultNotApplied("no bell rang")
            await asyncio.sleep(rng.uniform(1, 3))
            originals = list(heard)
            copies = [message for message in originals for _ in range(rng.randint(1, 4))]
            rng.shuffle(copies)
            js = client.jetstream(timeout=CALL_SECONDS)
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
