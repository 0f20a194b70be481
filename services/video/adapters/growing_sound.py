"""A film's sound while it is being made: segments can go out before the whole of it is there."""

import asyncio
from collections.abc import Iterable, Iterator
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
from services.video.film.fmp4 import AudioPacket
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
        self._going_on = asyncio.Event()
        self._whole = asyncio.ensure_future(self._grow(encode_packets(blocks)))
        self._whole.add_done_callback(self._ended)

    def go_on(self) -> None:
        """Makes what comes after the first segment, too: until then that has the cores to itself."""
        self._going_on.set()

    async def reached(self, index: int) -> None:
        """Waits until the sound of a segment is there; raises what broke it off."""
        end = (index + 1) * SEGMENT_SAMPLES
        if index:
            self.go_on()
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
        self.go_on()

    def _store(self, target: Path) -> None:
        with target.open("w+b") as file:
            store_packets(self._packets, file)

    async def _grow(self, packets: Iterator[AudioPacket]) -> None:
        # Not one piece of work: a thread that waited to go on could be the one that pictures wait for.
        while await self._loop.run_in_executor(self._threads, self._add_segment, packets):
            await self._going_on.wait()

    def _add_segment(self, packets: Iterator[AudioPacket]) -> bool:
        """Makes the next segment's; tells whether there may be more."""
        for packet in packets:
            self._packets.add(packet)
            before = max(packet.start - packet.samples, 0)
            if packet.start // SEGMENT_SAMPLES != before // SEGMENT_SAMPLES:
                self._loop.call_soon_threadsafe(self._tell, packet.start)
                if self._closed:
                    raise SoundUnwanted
                return True
        return False

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
