"""Requests in from Triton's thread, answered by tasks of one event loop; no more of them than were agreed."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from contextlib import aclosing

from story_engine.engine import RUNNING_ASKED_SECONDS, Question, Request
from story_engine.errors import Busy, EngineFault, InvalidRequest

from gpu_story.ports import GpuEngine


class Server:
    """Serves an engine; `submit` may be called from any thread."""

    def __init__(self, open_engine: Callable[[], Awaitable[GpuEngine]], *, most_at_once: int) -> None:
        self._open_engine = open_engine
        self._most_at_once = most_at_once
        self._accepted = 0
        self._closed = False
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._engine: GpuEngine | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="story-server", daemon=True)

    def open(self, timeout_seconds: float) -> None:
        """Returns once the weights are on the GPUs."""
        self._thread.start()
        opening = asyncio.run_coroutine_threadsafe(self._open(), self._loop)
        try:
            opening.result(timeout_seconds)
        except TimeoutError:
            raise EngineFault(f"the language model was not loaded within {timeout_seconds:g} s") from None
        except Exception as error:
            raise EngineFault(f"the language model can't be loaded: {error}") from error

    def submit(self, asked: Request | Question) -> None:
        """Begins to answer; Busy when too many are being answered or wait inside the engine."""
        with self._lock:
            if self._closed:
                raise Busy("the language model is being unloaded: try again in a moment")
            if self._accepted >= self._most_at_once:
                raise Busy(
                    f"{self._most_at_once} requests wait for the language model already: try again later"
                )
            self._accepted += 1
        self._loop.call_soon_threadsafe(self._begin, asked)

    def close(self, timeout_seconds: float) -> None:
        """Stops; whoever still listens is told."""
        with self._lock:
            self._closed = True
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout_seconds)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout_seconds)

    async def _open(self) -> None:
        self._engine = await self._open_engine()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._engine is not None:
            await self._engine.close()

    def _begin(self, asked: Request | Question) -> None:
        task = self._loop.create_task(self._serve(asked))
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        with self._lock:
            self._accepted -= 1

    async def _serve(self, asked: Request | Question) -> None:
        """Answers, and looks now and then whether anybody still waits."""
        answering = asyncio.ensure_future(self._answer(asked))
        try:
            while not answering.done():
                await asyncio.wait([answering], timeout=RUNNING_ASKED_SECONDS)
                if not answering.done() and asked.listener.is_gone(RUNNING_ASKED_SECONDS):
                    answering.cancel()
                    await asyncio.wait([answering])
                    asked.listener.finished()
                    return
            answering.result()
            asked.listener.finished()
        except asyncio.CancelledError:
            answering.cancel()
            await asyncio.wait([answering])
            asked.listener.failed(EngineFault("the language model was unloaded"))
        except InvalidRequest as error:
            asked.listener.failed(error)
        except Exception as error:  # noqa: BLE001 - the caller is told; the engine goes on with the others
            asked.listener.failed(EngineFault(f"the language model failed: {str(error)[:300]}"))

    async def _answer(self, asked: Request | Question) -> None:
        assert self._engine is not None
        if isinstance(asked, Question):
            asked.listener.scored(await self._engine.scores(asked.prompt, asked.continuations))
            return
        async with aclosing(self._engine.text(asked.prompt, asked.sampling)) as pieces:
            async for piece in pieces:
                if piece:
                    asked.listener.text(piece)
