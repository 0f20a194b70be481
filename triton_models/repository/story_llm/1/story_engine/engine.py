"""The loop that owns the pipeline: take new requests in, drop those nobody waits for, step, send."""

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.ports import Backend, Listener, Running
from story_engine.sampling import Sampling
from story_engine.text import Detokenizer, StopScanner


@dataclass(frozen=True, slots=True)
class Request:
    """A prompt, how to go on from it, and who wants to know."""

    prompt: str
    sampling: Sampling
    listener: Listener


@dataclass(slots=True)
class Live:
    """A request that is being generated."""

    request: Request
    running: Running
    detokenizer: Detokenizer
    scanner: StopScanner
    begun: bool = False
    """Its prompt has been read: a token has come."""


@dataclass(slots=True)
class Inbox:
    """What other threads hand to the engine's."""

    waiting: deque[Request] = field(default_factory=deque)
    closed: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)


class Engine:
    """Generates for many callers at a time; `submit` may be called from any thread."""

    def __init__(
        self,
        open_backend: Callable[[], Backend],
        *,
        max_running: int,
        max_waiting: int,
    ) -> None:
        self._open_backend = open_backend
        self._max_running = max_running
        self._max_waiting = max_waiting
        self._inbox = Inbox()
        self._live: dict[int, Live] = {}
        self._keys = itertools.count(1)
        self._opened = threading.Event()
        self._opening_error: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="story-engine", daemon=True)

    def open(self, timeout_seconds: float) -> None:
        """Starts the thread and returns once the weights are loaded."""
        self._thread.start()
        if not self._opened.wait(timeout_seconds):
            raise EngineFault(f"the language model was not loaded within {timeout_seconds:g} s")
        if self._opening_error is not None:
            raise EngineFault(f"the language model can't be loaded: {self._opening_error}")

    def submit(self, request: Request) -> None:
        """Queues a request; Busy when too many wait already."""
        with self._inbox.changed:
            if self._inbox.closed:
                raise Busy("the language model is being unloaded: try again in a moment")
            if len(self._inbox.waiting) >= self._max_waiting:
                raise Busy(
                    f"{self._max_waiting} requests wait for the language model already: try again later"
                )
            self._inbox.waiting.append(request)
            self._inbox.changed.notify()

    def close(self, timeout_seconds: float) -> None:
        """Ends the thread; whoever still listens is told."""
        with self._inbox.changed:
            self._inbox.closed = True
            self._inbox.changed.notify()
        self._thread.join(timeout_seconds)

    def _run(self) -> None:
        backend: Backend | None = None
        try:
            backend = self._open_backend()
        except Exception as error:  # noqa: BLE001 - told to whoever called open()
            self._opening_error = error
            self._opened.set()
            return
        self._opened.set()
        while self._wait_for_work(backend):
            backend = self._turn(backend)
        for live in self._live.values():
            live.request.listener.failed(EngineFault("the language model was unloaded"))
        for request in self._inbox.waiting:
            request.listener.failed(Busy("the language model was unloaded: try again in a moment"))

    def _wait_for_work(self, backend: Backend | None) -> bool:
        """Sleeps while there is nothing to do; False once closed."""
        with self._inbox.changed:
            while not (self._inbox.closed or self._inbox.waiting or self._live):
                if backend is not None and backend.busy():
                    break
                self._inbox.changed.wait()
            return not self._inbox.closed

    def _turn(self, backend: Backend | None) -> Backend | None:
        """One round of the loop; returns the backend to go on with, None if it has to be made anew."""
        try:
            if backend is None:
                backend = self._open_backend()
            self._admit(backend)
            self._drop_the_gone()
            if backend.busy():
                backend.step()
            self._send()
        except Exception as error:  # noqa: BLE001 - the next request gets a new pipeline
            fault = EngineFault(f"the language model failed and was restarted: {str(error)[:300]}")
            self._fail_all(fault)
            return None
        return backend

    def _admit(self, backend: Backend) -> None:
        """Takes waiting requests in, as far as there is room and it pays to begin them now."""
        with self._inbox.changed:
            waiting = deque(self._inbox.waiting)
            self._inbox.waiting.clear()
        later: list[Request] = []
        try:
            while waiting:
                request = waiting.popleft()
                if request.listener.is_gone():
                    request.listener.finished()
                elif len(self._live) >= self._max_running or self._prompt_is_being_read(request.prompt):
                    later.append(request)
                else:
                    self._begin(request, backend)
        finally:
            with self._inbox.changed:
                self._inbox.waiting.extendleft(reversed([*later, *waiting]))

    def _prompt_is_being_read(self, prompt: str) -> bool:
        """Whether the same prompt is on its way into the cache, to be had from there for free in a moment."""
        return any(not live.begun and live.request.prompt == prompt for live in self._live.values())

    def _begin(self, request: Request, backend: Backend) -> None:
        key = next(self._keys)
        try:
            running = backend.start(key, request.prompt, request.sampling)
        except InvalidRequest as error:
            request.listener.failed(error)
            return
        except Exception as error:
            request.listener.failed(
                EngineFault(f"the language model did not take the request: {error}"[:300])
            )
            raise
        scanner = StopScanner(request.sampling.stop)
        self._live[key] = Live(request, running, Detokenizer(backend.decode), scanner)

    def _drop_the_gone(self) -> None:
        for key, live in list(self._live.items()):
            if live.request.listener.is_gone():
                live.running.cancel()
                del self._live[key]
                live.request.listener.finished()

    def _send(self) -> None:
        for key, live in list(self._live.items()):
            tokens = live.running.new_tokens()
            finished = live.running.finished()
            if tokens:
                live.begun = True
            delta = live.scanner.feed(live.detokenizer.feed(tokens))
            if finished and not live.scanner.stopped:
                delta += live.scanner.feed(live.detokenizer.flush())
                delta += live.scanner.flush()
            if delta:
                live.request.listener.text(delta)
            if finished or live.scanner.stopped:
                live.running.cancel()
                del self._live[key]
                live.request.listener.finished()

    def _fail_all(self, error: EngineFault) -> None:
        """Ends what was being generated; where even a new pipeline can't be had, also what waits."""
        failed = [live.request for live in self._live.values()]
        if not failed:
            with self._inbox.changed:
                failed = list(self._inbox.waiting)
                self._inbox.waiting.clear()
        self._live.clear()
        for request in failed:
            request.listener.failed(error)
