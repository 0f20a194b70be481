"""From bells to claims: fills the free slots of a worker with whatever is next of one kind of job."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

from nats.aio.msg import Msg

from services.kit.db.errors import DatabaseUnavailable, WriteConflict
from services.kit.db.router import ShardRouter
from services.kit.jobs.bells import Bell, BellInvalid
from services.kit.jobs.consumer import BellConsumer
from services.kit.jobs.store import Claim, JobStore
from services.kit.jobs.streams import consumer_name
from services.kit.logging import get_logger
from services.kit.metrics import METRICS

log = get_logger(__name__)

ResultT = TypeVar("ResultT")

_AT_ONCE = timedelta(0)
_IN_EACH_OTHERS_WAY = timedelta(milliseconds=20)
_MOST_TRIES = 25
_DATABASE_AWAY = timedelta(seconds=1)
_BELL_FAILED = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a dispatcher claims, and under which terms."""

    kind: str
    worker: str
    slots: int
    """Jobs at a time."""
    per_owner: int
    lease: timedelta


class Dispatcher:
    """Hears the bells of one kind. A bell says that there is work on a shard; which, the claim decides.

    Bells are answered as soon as the claim is committed, not when the job is over: from then on the job's
    row says who rings next.
    """

    def __init__(
        self,
        orders: Orders,
        store: JobStore,
        router: ShardRouter,
        execute: Callable[[Claim, float], Awaitable[object]],
    ) -> None:
        """`execute` runs a claim to its end; with it comes `monotonic()` from before the claim was sent."""
        self._orders = orders
        self._store = store
        self._router = router
        self._execute = execute
        self._free = orders.slots
        self._freed = asyncio.Event()

    async def run(self, consumer: BellConsumer, stopping: asyncio.Event) -> None:
        """Claims until `stopping` is set, then waits for what runs to end."""
        async with asyncio.TaskGroup() as jobs:
            while not stopping.is_set():
                if self._free == 0:
                    self._freed.clear()
                    await _unless(stopping, self._freed.wait)
                    continue
                messages = await _unless(stopping, partial(consumer.next, self._free))
                if messages:
                    await self._answer(messages, jobs, stopping)

    async def _answer(
        self, messages: Sequence[Msg], jobs: asyncio.TaskGroup, stopping: asyncio.Event
    ) -> None:
        by_shard: defaultdict[str, list[Bell]] = defaultdict(list)
        for message in messages:
            bell = await self._read(message)
            if bell is not None and stopping.is_set():
                await bell.again(_AT_ONCE)
            elif bell is not None:
                await self._sort(bell, by_shard)
        for shard, bells in by_shard.items():
            await self._claim_for(shard, bells, jobs)

    async def _read(self, message: Msg) -> Bell | None:
        kind, received = self._orders.kind, METRICS.messages_received
        try:
            bell = Bell.of(message)
        except BellInvalid:
            received.labels(consumer_name(kind), "invalid").inc()
            log.error("bell.invalid", subject=message.subject)
            await message.term()
            return None
        received.labels(consumer_name(kind), "bell").inc()
        if bell.deliveries > 1:
            METRICS.job_redeliveries.labels(kind).inc()
        return bell

    async def _sort(self, bell: Bell, by_shard: defaultdict[str, list[Bell]]) -> None:
        try:
            shard = bell.shard or await self._router.shard_of(bell.owner)
        except DatabaseUnavailable as error:
            log.warning("bell.put_off", kind=self._orders.kind, reason=error.reason)
            await bell.again(_DATABASE_AWAY)
        else:
            by_shard[shard].append(bell)

    async def _claim_for(self, shard: str, bells: Sequence[Bell], jobs: asyncio.TaskGroup) -> None:
        """Claims a job for each bell, as far as there are any."""
        answers = list(bells)
        tries = 0
        try:
            while answers:
                claims, has_more = await self._claim(shard, len(answers), bells, jobs)
                if claims == 0 and has_more and tries < _MOST_TRIES:
                    # Whoever is at that person's row is done in a moment: sooner than a bell comes again.
                    tries += 1
                    await asyncio.sleep(_IN_EACH_OTHERS_WAY.total_seconds())
                    continue
                if claims == 0:
                    METRICS.job_claims.labels(self._orders.kind, "missed").inc(len(answers))
                    if has_more:
                        await answers.pop().again(_IN_EACH_OTHERS_WAY)
                    claims = len(answers)
                for _ in range(claims):
                    await answers.pop().done()
        except (DatabaseUnavailable, WriteConflict) as error:
            log.warning("bell.put_off", kind=self._orders.kind, shard=shard, reason=error.reason)
            await _again(answers, _DATABASE_AWAY)
        except Exception:  # one bad bell mustn't stop the others
            log.exception("bell.failed", kind=self._orders.kind, shard=shard)
            await _again(answers, _BELL_FAILED)

    async def _claim(
        self, shard: str, at_most: int, bells: Sequence[Bell], jobs: asyncio.TaskGroup
    ) -> tuple[int, bool]:
        orders = self._orders
        asked_at = monotonic()
        found = await self._store.claim_next(
            shard, orders.kind, orders.worker, orders.lease, per_owner=orders.per_owner, at_most=at_most
        )
        for claim in found.claims:
            METRICS.job_claims.labels(orders.kind, claim.verdict.name.lower()).inc()
            if claim.lease.fencing == 1:
                METRICS.job_claim_seconds.labels(orders.kind).observe(max(0.0, claim.waited.total_seconds()))
            self._free -= 1
            jobs.create_task(
                self._run(_traced(claim, bells), asked_at), name=f"{orders.kind}-{claim.view.id}"
            )
        return len(found.claims), found.has_more

    async def _run(self, claim: Claim, asked_at: float) -> None:
        try:
            await self._execute(claim, asked_at)
        finally:
            self._free += 1
            self._freed.set()


def _traced(claim: Claim, bells: Sequence[Bell]) -> Claim:
    """The claim in the relay's span, if its own bell is among these."""
    for bell in bells:
        if bell.job_id == claim.view.id and bell.traceparent is not None:
            return replace(claim, traceparent=bell.traceparent)
    return claim


async def _again(bells: Sequence[Bell], delay: timedelta) -> None:
    for bell in bells:
        await bell.again(delay)


async def _unless(stopping: asyncio.Event, ask: Callable[[], Awaitable[ResultT]]) -> ResultT | None:
    """What `ask` comes to, unless it is time to stop."""
    asking = asyncio.ensure_future(ask())
    stop = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({asking, stop}, return_when=asyncio.FIRST_COMPLETED)
        return asking.result() if asking.done() else None
    finally:
        stop.cancel()
        if not asking.done():
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking
