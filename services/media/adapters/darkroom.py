"""Photos read and written in a process of their own: it may die, and the event loop never waits for it."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeVar

from services.kit.errors import Overloaded
from services.kit.logging import get_logger
from services.media.adapters import darkroom_worker
from services.media.domain.asset import RefusalReason
from services.media.ports import CutoutPixels, Photo, Unusable

log = get_logger(__name__)

ResultT = TypeVar("ResultT")


class ProcessDarkroom:
    """See `ports.Darkroom`."""

    def __init__(self, *, processes: int, timeout_seconds: float) -> None:
        self._processes = processes
        self.timeout_seconds = timeout_seconds
        """For one photo, waiting included."""
        self._pool = self._new_pool()

    def warm(self) -> None:
        """Starts the processes, without waiting for them."""
        for _ in range(self._processes):
            self._pool.submit(darkroom_worker.ready)

    def process_ids(self) -> list[int]:
        """The processes that are up."""
        return list(self._pool._processes or ())

    async def develop(self, file: bytes) -> Photo:
        try:
            developed = await self._run(partial(darkroom_worker.develop, file))
        except BrokenProcessPool:
            # A file that kills its reader isn't one to try again.
            raise Unusable(RefusalReason.NOT_AN_IMAGE) from None
        if developed.refusal is not None:
            raise Unusable(developed.refusal)
        return Photo(developed.rgb, developed.width_px, developed.height_px, developed.jpeg)

    async def png(self, cutout: CutoutPixels) -> bytes:
        work = partial(darkroom_worker.png, cutout.rgba, cutout.width_px, cutout.height_px)
        try:
            return await self._run(work)
        except BrokenProcessPool:
            raise _busy() from None

    async def close(self) -> None:
        """Ends the processes, without waiting for what they still work on."""
        await asyncio.to_thread(self._pool.shutdown, wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], ResultT]) -> ResultT:
        pool, loop = self._pool, asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self.timeout_seconds):
                return await loop.run_in_executor(pool, work)
        except TimeoutError:
            self._replace(pool, kill=True)
            raise _busy() from None
        except BrokenProcessPool:
            self._replace(pool, kill=False)
            # Whoever else waited for this pool may have broken it: once more, alone, tells.
            async with asyncio.timeout(self.timeout_seconds):
                return await loop.run_in_executor(self._pool, work)

    def _replace(self, pool: ProcessPoolExecutor, *, kill: bool) -> None:
        log.warning("darkroom.pool_lost", killed=kill)
        if self._pool is pool:
            self._pool = self._new_pool()
        for process in list((pool._processes or {}).values()) if kill else []:
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        # Not fork: gRPC's threads wouldn't survive it. The fork server forks from a process of its own.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([darkroom_worker.__name__])
        return ProcessPoolExecutor(self._processes, mp_context=context, initializer=darkroom_worker.enter)


@asynccontextmanager
async def open_darkroom(*, processes: int, timeout_seconds: float) -> AsyncIterator[ProcessDarkroom]:
    """A darkroom for the length of the block; its processes start in the background."""
    darkroom = ProcessDarkroom(processes=processes, timeout_seconds=timeout_seconds)
    darkroom.warm()
    try:
        yield darkroom
    finally:
        await darkroom.close()


def _busy() -> Overloaded:
    return Overloaded("Too many photos are being looked at right now. Try again in a moment.")
