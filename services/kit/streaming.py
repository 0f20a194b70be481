"""Watching a resource: first what there is, then every change, until nothing more can happen.

The shard is the truth. A wake-up on the bus only makes the loop look sooner, so a lost one costs a
few seconds and never a change.
"""

import asyncio
import base64
import binascii
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from services.kit import context
from services.kit.bus.port import Bus
from services.kit.errors import ResumeTokenExpired
from services.kit.metrics import METRICS

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Changes(Generic[Item]):
    """What a look at the shard found, as of one version of the resource."""

    items: Sequence[Item]
    """Messages to send, in order: a snapshot, or what changed since; empty where nothing did."""
    version: int
    """Version of the resource that these bring a watcher to; grows with every change."""
    ended: bool = False
    """Nothing more will change: the stream ends after these."""


@dataclass(frozen=True, slots=True)
class Watched(Generic[Item]):
    """One message of a watch."""

    item: Item | None
    """None: a checkpoint; nothing changed and the stream lives."""
    resume_token: str
    """Where a new watch goes on after this message."""


@dataclass(frozen=True, slots=True)
class WatchTiming:
    """How often a watch looks, speaks and ends."""

    poll: timedelta = timedelta(seconds=2)
    """The longest that a lost wake-up can delay a change."""
    checkpoint: timedelta = timedelta(seconds=10)
    """The longest that a stream is silent."""
    lifetime: timedelta = timedelta(minutes=30)
    """When a stream ends though its resource goes on; the client resumes."""
    gather: timedelta = timedelta(milliseconds=20)
    """Wake-ups this close together cause one look."""


Load = Callable[[int | None], Awaitable[Changes[Item]]]
"""Reads the shard: the snapshot for None, else what changed since a version. It may raise
`ResumeTokenExpired` when it can't tell what changed since."""


async def watch(
    load: Load[Item],
    *,
    bus: Bus,
    subject: str,
    resume_token: str = "",
    timing: WatchTiming = WatchTiming(),
) -> AsyncGenerator[Watched[Item], None]:
    """Watches a resource.

    Args:
        load: reads the resource from its shard.
        bus: where changes are announced.
        subject: what they are announced under; it names the resource, and a token is good for it alone.
        resume_token: of the last message that the client saw; empty starts with a snapshot.

    Raises:
        ResumeTokenExpired: the token is of another resource, or too old.
    """
    version = _read_token(subject, resume_token) if resume_token else None
    domain = subject.split(".")[1]
    loop = asyncio.get_running_loop()
    ends = loop.time() + timing.lifetime.total_seconds()
    spoken = loop.time()
    woken_by = "start"
    with METRICS.watch_streams.labels(domain).track_inprogress():
        # Listening starts before the first look: a change in between wakes the loop again.
        async with _wake_ups(bus, subject) as woken:
            while True:
                woken.clear()
                changes = await load(version)
                METRICS.watch_looks.labels(domain, woken_by).inc()
                # Whoever saw only some of these messages resumes before the first of them.
                before = _write_token(subject, version)
                after = _write_token(subject, changes.version)
                version = changes.version
                for position, item in enumerate(changes.items, start=1):
                    yield Watched(item, after if position == len(changes.items) else before)
                    spoken = loop.time()
                if changes.ended or _process_is_stopping() or loop.time() >= ends:
                    return
                silent_until = spoken + timing.checkpoint.total_seconds()
                if loop.time() >= silent_until:
                    yield Watched(None, after)
                    spoken = loop.time()
                    silent_until = spoken + timing.checkpoint.total_seconds()
                wait = min(timing.poll.total_seconds(), ends - loop.time(), silent_until - loop.time())
                woken_by = "bus" if await _wait(woken, wait) else "clock"
                if woken_by == "bus":
                    await asyncio.sleep(timing.gather.total_seconds())


def _process_is_stopping() -> bool:
    stopping = context.stopping()
    return stopping is not None and stopping.is_set()


async def _wait(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(max(0.0, seconds)):
            await event.wait()
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def _wake_ups(bus: Bus, subject: str) -> AsyncIterator[asyncio.Event]:
    """An event that is set by messages on the bus, and when the process has to end."""
    woken = asyncio.Event()
    stopping = context.stopping()

    async def listen(messages: AsyncIterator[bytes]) -> None:
        async for _ in messages:
            woken.set()

    async def wait_for_the_end(event: asyncio.Event) -> None:
        await event.wait()
        woken.set()

    async with bus.subscribe(subject) as messages:
        listeners = [asyncio.create_task(listen(messages))]
        if stopping is not None:
            listeners.append(asyncio.create_task(wait_for_the_end(stopping)))
        try:
            yield woken
        finally:
            for listener in listeners:
                listener.cancel()
            await asyncio.gather(*listeners, return_exceptions=True)


def _write_token(subject: str, version: int | None) -> str:
    text = f"1|{subject}|{'' if version is None else version}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_token(subject: str, token: str) -> int | None:
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        form, token_subject, version = text.split("|")
        if form == "1" and token_subject == subject:
            return int(version) if version else None
    except (ValueError, binascii.Error):
        pass
    raise ResumeTokenExpired("This resume token can't be used here; watch again without one.")
