"""Words on their way to whoever watches: published by the worker, read by the service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from encompass.jobs.v1.script_job_pb2 import LiveSceneText
from google.protobuf.message import DecodeError

from services.kit.bus import Bus, watch_subject
from services.kit.clock import Clock
from services.script.domain.model import ScriptId
from services.script.ports import ShownScene

DOMAIN = "script"


class BusLiveText:
    """`LiveText` over the bus."""

    def __init__(self, bus: Bus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._sequence = 0

    async def show(self, script_id: ScriptId, scene_index: int, text: str) -> None:
        """See `LiveText.show`. Sequences begin with the time, so another worker's go on rising."""
        self._sequence = max(self._sequence + 1, int(self._clock.now().timestamp() * 1000))
        message = LiveSceneText(scene_index=scene_index, text=text, sequence=self._sequence)
        await self._bus.publish(watch_subject(DOMAIN, script_id), message.SerializeToString())


class LiveTextTap:
    """A bus for one watch that notes what passes: live words, and bells of a shard that has changed."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._sequence = 0
        self.shown: ShownScene | None = None
        """The latest words that came by."""
        self.rung = True
        """Whether the shard may have changed since this was last set to False."""

    async def publish(self, subject: str, data: bytes = b"") -> None:
        """See `Bus.publish`."""
        await self._bus.publish(subject, data)

    @asynccontextmanager
    async def subscribe(self, subject: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """See `Bus.subscribe`."""
        async with self._bus.subscribe(subject) as messages:
            yield self._noted(messages)

    async def _noted(self, messages: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        async for data in messages:
            self._note(data)
            yield data

    def _note(self, data: bytes) -> None:
        if not data:
            self.rung = True
            return
        try:
            message = LiveSceneText.FromString(data)
        except DecodeError:
            self.rung = True
            return
        if message.sequence > self._sequence:
            self._sequence = message.sequence
            self.shown = ShownScene(message.scene_index, message.text)
