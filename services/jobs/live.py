"""Something that operators watch: looked at once for all who do, whatever their number."""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from services.kit.bus.port import watch_subject
from services.kit.logging import get_logger
from services.kit.streaming import Changes, Watched, WatchTiming, watch

Value = TypeVar("Value")

log = get_logger(__name__)

_VERSION_BYTES = 7
TIMING = WatchTiming(poll=timedelta(seconds=1), lifetime=timedelta(minutes=10))
"""At most one message a second."""


@dataclass(frozen=True, slots=True)
class Seen(Generic[Value]):
    """What somebody who watches is told."""

    value: Value
    is_first: bool
    """Whether it begins their watch: they have seen nothing before."""


class Live(Generic[Value]):
    """A value that is looked at anew when it is asked for and has grown old.

    It has no versions of its own. A resume token holds a hash of what was seen, so that it is good for every
    process and after every restart: whoever comes back is told what is different, or nothing.
    """

    def __init__(
        self,
        name: str,
        look: Callable[[], Awaitable[Value]],
        said: Callable[[Value], str],
        *,
        every: timedelta,
        idle: timedelta,
        timing: WatchTiming = TIMING,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            name: what the resume tokens belong to.
            look: finds out; it answers in a few seconds, whatever is down.
            said: all of a value that makes a change worth telling.
            every: how old a value may be for whoever asks.
            idle: how often it is looked at while nobody asks.
        """
        self._name = name
        self._look = look
        self._said = said
        self._every = every.total_seconds()
        self._idle = idle.total_seconds()
        self._timing = timing
        self._monotonic = monotonic
        self._lock = asyncio.Lock()
        self._value: Value | None = None
        self._looked_at = 0.0

    async def now(self) -> Value:
        """The value, as old as may be at most. Those who ask at the same time wait for one look."""
        async with self._lock:
            if self._value is None or self._monotonic() - self._looked_at >= self._every:
                self._value = await self._look()
                self._looked_at = self._monotonic()
            return self._value

    async def run(self, stopping: asyncio.Event) -> None:
        """Looks also while nobody asks, so that there is a history."""
        while not stopping.is_set():
            try:
                await self.now()
            except Exception:  # nothing that is only looked at may end what this process does besides
                log.exception("live.not_seen", name=self._name)
            try:
                async with asyncio.timeout(self._idle):
                    await stopping.wait()
            except TimeoutError:
                continue

    def watch(self, resume_token: str) -> AsyncGenerator[Watched[Seen[Value]], None]:
        """The value as it is, then each change.

        Raises:
            ResumeTokenExpired: the token is of something else.
        """

        async def load(known: int | None) -> Changes[Seen[Value]]:
            value = await self.now()
            version = _version(self._said(value))
            items = () if known == version else (Seen(value, is_first=known is None),)
            return Changes(items, version)

        return watch(
            load,
            bus=_Silence(),
            subject=watch_subject("jobs", self._name),
            resume_token=resume_token,
            timing=self._timing,
        )


class _Silence:
    """A bus on which nobody speaks: what is watched here is announced by nobody."""

    async def publish(self, subject: str, data: bytes = b"") -> None:
        """Says nothing."""

    @asynccontextmanager
    async def subscribe(self, subject: str) -> AsyncIterator[AsyncIterator[bytes]]:
        yield _nothing()


async def _nothing() -> AsyncIterator[bytes]:
    await asyncio.Event().wait()
    yield b""


def _version(said: str) -> int:
    return int.from_bytes(hashlib.sha256(said.encode()).digest()[:_VERSION_BYTES], "big")
