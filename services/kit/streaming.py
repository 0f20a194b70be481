"""Watching a resource: first what there is, then every change, until nothing more can happen.

The shard is the truth. A wake-up on the bus only makes the loop look sooner, so a lost one costs a
few seconds and never a change.
"""

import asyncio
import base64
import binascii
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

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
) -> AsyncIterator[Watched[Item]]:
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
    loop = asyncio.get_running_loop()
    ends = loop.time() + timing.lifetime.total_seconds()
    spoken = loop.time()
    with METRICS.watch_streams.track(subject.split(".")[1]):
        # Listening starts before the first look: a change in between wakes the loop again.
        async with _wake_ups(bus, subject) as woken:
            while True:
                woken.clear()
                changes = await load(version)
                version = changes.version
                token = _write_token(subject, version)
                for position, item in enumerate(changes.items, start=1):
                    # A client that saw only half of one look's changes must not resume after all of them.
                    yield Watched(item, token if position == len(changes.items) else "")
                    spoken = loop.time()
                if changes.ended:
                    return
                now = loop.time()
                if now >= ends:
                    return
                if now - spoken >= timing.checkpoint.total_seconds():
                    yield Watched(None, token)
                    spoken = now
                await _wait(woken, min(timing.poll.total_seconds(), ends - now))
                await asyncio.sleep(timing.gather.total_seconds())


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return


@asynccontextmanager
async def _wake_ups(bus: Bus, subject: str) -> AsyncIterator[asyncio.Event]:
    woken = asyncio.Event()

    async def listen(messages: AsyncIterator[bytes]) -> None:
        async for _ in messages:
            woken.set()

    async with bus.subscribe(subject) as messages:
        listener = asyncio.create_task(listen(messages))
        try:
            yield woken
        finally:
            listener.cancel()


def _write_token(subject: str, version: int) -> str:
    return base64.urlsafe_b64encode(f"1|{subject}|{version}".encode()).decode().rstrip("=")


def _read_token(subject: str, token: str) -> int:
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        form, token_subject, version = text.split("|")
        if form == "1" and token_subject == subject:
            return int(version)
    except (ValueError, binascii.Error):
        pass
    raise ResumeTokenExpired(
        "This resume token can't be used here; watch again without one.", metadata={"subject": subject}
    )
