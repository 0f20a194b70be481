"""The loop that owns the pipeline: drop what nobody waits for, take new requests in, step, send."""

import itertools
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic

from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.ports import Backend, Judge, Listener, Running, Scored
from story_engine.sampling import Sampling
from story_engine.text import Detokenizer, StopScanner

RUNNING_ASKED_SECONDS = 0.12
"""How old an answer to "does somebody wait?" may be: a slot is free within 200 ms of a cancel."""
WAITING_ASKED_SECONDS = 0.5
"""Of one that holds no slot. Each question has its price, and more can wait than can run."""

GATHERING_SECONDS = 0.004
"""How long the first request after a pause waits for those sent with it: their prompts are read in one step,
where each later one would wait for that step's end."""


@dataclass(frozen=True, slots=True)
class Request:
    """A prompt, how to go on from it, and who wants to know."""

    prompt: str
    sampling: Sampling
    listener: Listener


@dataclass(frozen=True, slots=True)
class Question:
    """How likely a prompt goes on as each of these texts, and who wants to know."""

    prompt: str
    continuations: Sequence[str]
    listener: Judge


@dataclass(slots=True)
class Live:
    """A request that is being generated."""

    request: Request
    running: Running
    detokenizer: Detokenizer
    scanner: StopScanner
    begun: bool = False
    """Its prompt has been read: a token has come."""
    tokens: list[int] = field(default_factory=list)
    """Those that aren't text yet."""
    text: str = ""
    """What isn't told yet."""
    told_at: float = float("-inf")


@dataclass(slots=True)
class Inbox:
    """What other threads hand to the engine's."""

    waiting: deque[Request | Question] = field(default_factory=deque)
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
        text_every_seconds: float = 0.0,
    ) -> None:
        """`text_every_seconds`: how often a listener is told more; the first words always at once."""
        self._open_backend = open_backend
        self._max_running = max_running
        self._max_waiting = max_waiting
        self._text_every_seconds = text_every_seconds
        self._inbox = Inbox()
        self._live: dict[int, Live] = {}
        self._judged: tuple[Question, Scored] | None = None
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

    def submit(self, request: Request | Question) -> None:
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
        for begun in self._begun():
            begun.listener.failed(EngineFault("the language model was unloaded"))
        for request in self._inbox.waiting:
            request.listener.failed(Busy("the language model was unloaded: try again in a moment"))

    def _wait_for_work(self, backend: Backend | None) -> bool:
        """Sleeps while there is nothing to do; False once closed."""
        with self._inbox.changed:
            while not (self._inbox.closed or self._inbox.waiting or self._live or self._judged):
                if backend is not None and backend.busy():
                    break
                self._inbox.changed.wait()
                self._inbox.changed.wait_for(self._has_a_full_line, GATHERING_SECONDS)
            return not self._inbox.closed

    def _has_a_full_line(self) -> bool:
        return self._inbox.closed or len(self._inbox.waiting) >= self._max_running

    def _turn(self, backend: Backend | None) -> Backend | None:
        """One round of the loop; returns the backend to go on with, None if it has to be made anew."""
        try:
            if backend is None:
                backend = self._open_backend()
            self._drop_the_gone()
            self._admit(backend)
            self._judge()
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
            # They stay in line while they are looked through: the line is never longer than it may be.
            waiting = deque(self._inbox.waiting)
            looked_through = len(waiting)
        later: list[Request | Question] = []
        try:
            while waiting:
                request = waiting.popleft()
                if request.listener.is_gone(WAITING_ASKED_SECONDS):
                    request.listener.finished()
                elif isinstance(request, Question):
                    if self._judged is None:
                        self._begin_to_judge(request, backend)
                    else:
                        later.append(request)
                elif len(self._live) >= self._max_running or self._prompt_is_being_read(request.prompt):
                    later.append(request)
                else:
                    self._begin(request, backend)
        finally:
            with self._inbox.changed:
                newcomers = list(self._inbox.waiting)[looked_through:]
                self._inbox.waiting = deque([*later, *waiting, *newcomers])

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

    def _begin_to_judge(self, question: Question, backend: Backend) -> None:
        try:
            self._judged = question, backend.score(question.prompt, question.continuations)
        except InvalidRequest as error:
            question.listener.failed(error)
        except Exception as error:
            fault = EngineFault(f"the language model did not take the question: {error}"[:300])
            question.listener.failed(fault)
            raise

    def _judge(self) -> None:
        """A piece of one question between two steps, so that neither holds the other up."""
        if self._judged is None:
            return
        question, scored = self._judged
        if scored.advance():
            self._judged = None
            question.listener.scored(scored.scores())
            question.listener.finished()

    def _drop_the_gone(self) -> None:
        if self._judged is not None and self._judged[0].listener.is_gone(RUNNING_ASKED_SECONDS):
            self._judged[0].listener.finished()
            self._judged = None
        for key, live in list(self._live.items()):
            if live.request.listener.is_gone(RUNNING_ASKED_SECONDS):
                live.running.cancel()
                del self._live[key]
                live.request.listener.finished()

    def _send(self) -> None:
        for key, live in list(self._live.items()):
            tokens = live.running.new_tokens()
            finished = live.running.finished()
            live.begun = live.begun or bool(tokens)
            live.tokens += tokens
            is_due = finished or monotonic() - live.told_at >= self._text_every_seconds
            # Tokens become text when it is told, not one by one, unless one of them may be the end.
            if is_due or live.request.sampling.stop:
                live.text += live.scanner.feed(live.detokenizer.feed(live.tokens))
                live.tokens.clear()
            if finished and not live.scanner.stopped:
                live.text += live.scanner.feed(live.detokenizer.flush())
                live.text += live.scanner.flush()
            if live.text and (is_due or live.scanner.stopped):
                live.request.listener.text(live.text)
                live.text, live.told_at = "", monotonic()
            if finished or live.scanner.stopped:
                live.running.cancel()
                del self._live[key]
                live.request.listener.finished()

    def _fail_all(self, error: EngineFault) -> None:
        """Ends what was being generated; where even a new pipeline can't be had, also what waits."""
        failed = self._begun()
        if not failed:
            with self._inbox.changed:
                failed = list(self._inbox.waiting)
                self._inbox.waiting.clear()
        self._live.clear()
        self._judged = None
        for request in failed:
            request.listener.failed(error)

    def _begun(self) -> list[Request | Question]:
        judged = [self._judged[0]] if self._judged is not None else []
        return [*(live.request for live in self._live.values()), *judged]
