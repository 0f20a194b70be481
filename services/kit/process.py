"""The life of a process: logs, traces and metrics up, work until SIGTERM, everything flushed.

run_worker(settings, start)      a process that answers no calls: job workers, the relay
services.kit.grpc.server         run_service, built on the same `run_process`
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import uvloop

from services.kit import context
from services.kit.errors import DomainError
from services.kit.logging import configure_logging, flush_logs, get_logger
from services.kit.metrics import METRICS
from services.kit.probes import open_probes
from services.kit.settings import ProcessSettings
from services.kit.telemetry import configure_telemetry

log = get_logger(__name__)

Loop = Callable[[asyncio.Event], Awaitable[None]]
"""Work that goes on until the event is set, and then ends by itself, soon."""

_LAG_EVERY_SECONDS = 1.0


@dataclass(slots=True)
class ProcessState:
    """What a running process knows of itself."""

    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by SIGTERM and SIGINT."""
    serving: bool = False
    """What `/healthz` says."""


def run_worker(
    settings: ProcessSettings, start: Callable[[], AbstractAsyncContextManager[Sequence[Loop]]]
) -> None:
    """Runs a process that answers no calls until SIGTERM or SIGINT; returns when it is over.

    `start` opens everything and yields the loops to run side by side:

        @asynccontextmanager
        async def start() -> AsyncIterator[Sequence[Loop]]:
            async with open_databases(settings.db) as databases:
                yield [relay.run, sweeper.run]       # async def run(self, stopping: asyncio.Event)

    A loop that raises ends the process with status 1, so that whoever watches it starts it again. On
    SIGTERM `stopping` is set; loops that still run after `drain_seconds` are cancelled.
    """

    async def work(state: ProcessState) -> None:
        async with open_probes(settings.metrics, healthy=lambda: state.serving) as port, start() as loops:
            state.serving = True
            log.info("process.started", metrics_port=port, loops=len(loops))
            await _run_loops(loops, state, settings.drain_seconds)

    run_process(settings, work)


@asynccontextmanager
async def running(loops: Sequence[Loop], *, drain_seconds: float) -> AsyncIterator[None]:
    """Runs loops beside whatever the block does, for a process that also answers calls.

    They are told to stop when the process is, and have `drain_seconds` for it once the block is over. A loop
    that raises, or ends though nothing asked it to, breaks the block off with its error.
    """
    stopping = context.stopping() or asyncio.Event()
    block = asyncio.current_task()
    failures: list[BaseException] = []

    def watch(task: asyncio.Task[None]) -> None:
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            failures.append(failure)
            if block is not None and not stopping.is_set():
                block.cancel()

    tasks = [asyncio.create_task(_until_told(loop, stopping)) for loop in loops]
    for task in tasks:
        task.add_done_callback(watch)
    try:
        yield
    except asyncio.CancelledError:
        if not failures or block is None:
            raise
        block.uncancel()
    finally:
        stopping.set()
        if tasks:
            await asyncio.wait(tasks, timeout=drain_seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    if failures:
        raise failures[0]


async def _until_told(loop: Loop, stopping: asyncio.Event) -> None:
    await loop(stopping)
    if not stopping.is_set():
        raise RuntimeError("a loop of this process ended though nothing asked it to")


def run_process(
    settings: ProcessSettings, work: Callable[[ProcessState], Coroutine[None, None, None]]
) -> None:
    """Runs `work` on uvloop with logs, traces and signals set up.

    An error ends the process with status 1 and one log line; a `DomainError`, which is written for
    people to read, without a stack.
    """
    configure_logging(settings.log, service=settings.service)
    end_telemetry = configure_telemetry(settings.telemetry, service=settings.service)
    METRICS.process_info.labels(settings.service).set(1)
    try:
        uvloop.run(_with_signals(work))
    except DomainError as error:
        log.error("process.failed", reason=error.reason, error=error.message)
        raise SystemExit(1) from None
    except Exception:
        log.exception("process.failed")
        raise SystemExit(1) from None
    finally:
        end_telemetry()
        flush_logs()
    log.info("process.ended")


async def _with_signals(work: Callable[[ProcessState], Coroutine[None, None, None]]) -> None:
    state = ProcessState()
    loop = asyncio.get_running_loop()

    def stop(name: str) -> None:
        if not state.stopping.is_set():
            log.info("process.stopping", signal=name)
            state.serving = False
            state.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number.name)
    context.set_stopping(state.stopping)
    lag = asyncio.create_task(_measure_lag())
    try:
        await work(state)
    finally:
        lag.cancel()


async def _run_loops(loops: Sequence[Loop], state: ProcessState, drain_seconds: float) -> None:
    tasks = {asyncio.ensure_future(loop(state.stopping)) for loop in loops}
    stopped = asyncio.create_task(state.stopping.wait())
    try:
        await asyncio.wait({*tasks, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if state.stopping.is_set():
            await asyncio.wait(tasks, timeout=drain_seconds)
        ended = [task for task in tasks if task.done()]
    finally:
        state.serving = False
        for task in (*tasks, stopped):
            task.cancel()
        await asyncio.gather(*tasks, stopped, return_exceptions=True)
    for task in ended:
        task.result()
    if not state.stopping.is_set():
        raise RuntimeError("a loop of this worker ended though nothing asked it to")


async def _measure_lag() -> None:
    """Records how late the loop runs: the first sign of CPU work where there should be none."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _LAG_EVERY_SECONDS
        await asyncio.sleep(_LAG_EVERY_SECONDS)
        METRICS.loop_lag_seconds.observe(max(0.0, loop.time() - due))
