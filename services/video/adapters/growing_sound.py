"""A film's sound while it is being made: segments can go out before the whole of it is there."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path
from typing import Final

from services.video.adapters.interruptible import interruptible
from services.video.film.aac import (
    SEGMENT_SAMPLES,
    Soundtrack,
    audio_config,
    encode_packets,
    store_packets,
)
from services.video.film.filters import F32
from services.video.film.packets import PacketFile

_END: Final = 1 << 62


class GrowingTrack:
    """Encodes a sound on a thread; whoever needs a segment of it waits until it is there."""

    def __init__(self, blocks: Iterable[F32], threads: Executor) -> None:
        self._packets = PacketFile()
        self.track = Soundtrack(audio_config(), self._packets)
        self._threads = threads
        self._loop = asyncio.get_running_loop()
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._samples = 0
        self._closed = False
        self._whole = self._loop.run_in_executor(threads, self._make, blocks)
        self._whole.add_done_callback(self._ended)

    async def reached(self, index: int) -> None:
        """Waits until the sound of a segment is there; raises what broke it off."""
        end = (index + 1) * SEGMENT_SAMPLES
        if self._samples >= end:
            return
        if self._whole.done():
            await asyncio.shield(self._whole)
            return
        mine: asyncio.Future[None] = self._loop.create_future()
        self._waiting.append((end, mine))
        await mine

    async def write(self, target: Path) -> None:
        """Writes the whole sound as an M4A file, once it is made."""
        await asyncio.shield(self._whole)
        await interruptible(self._threads, lambda _: self._store(target))

    def close(self) -> None:
        """Nobody needs the rest."""
        self._closed = True

    def _store(self, target: Path) -> None:
        with target.open("w+b") as file:
            store_packets(self._packets, file)

    def _make(self, blocks: Iterable[F32]) -> None:
        for packet in encode_packets(blocks):
            self._packets.add(packet)
            if packet.start // SEGMENT_SAMPLES != (packet.start - packet.samples) // SEGMENT_SAMPLES:
                self._loop.call_soon_threadsafe(self._tell, packet.start)
            if self._closed:
                raise SoundUnwanted

    def _tell(self, samples: int) -> None:
        self._samples = samples
        for end, waiting in self._waiting:
            if end <= samples and not waiting.done():
                waiting.set_result(None)
        self._waiting = [(end, waiting) for end, waiting in self._waiting if end > samples]

    def _ended(self, whole: asyncio.Future[None]) -> None:
        error = None if whole.cancelled() else whole.exception()
        if error is None:
            self._tell(_END)
            return
        for _, waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(error)


class SoundUnwanted(Exception):
    """The film was broken off before its sound was made."""
