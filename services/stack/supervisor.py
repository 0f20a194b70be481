"""Runs the parts of a stack side by side: starts each when what it needs is ready, watches it, starts it
again when it dies, and stops everything in the reverse order."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import psycopg

from services.stack import processes
from services.stack.layout import Layout
from services.stack.overrides import released
from services.stack.parts import Part, Probe, Step, dependents_of
from services.stack.probes import ProbeFailed
from services.stack.problems import StackProblem
from services.stack.restarts import RestartBudget, RestartPolicy
from services.stack.status import PartStatus, Phase, StackStatus, State, write_status

_PROBE_WHILE_STARTING = timedelta(milliseconds=50)
_FAILED_PROBES_ALLOWED = 3
_PROBE_ERRORS = (ProbeFailed, OSError, TimeoutError, EOFError, psycopg.Error)


class Supervisor:
    """One stack's life. `run` returns when `stop` was called or a part can't be started."""

    def __init__(
        self, layout: Layout, parts: Sequence[Part], status: StackStatus, policy: RestartPolicy | None = None
    ) -> None:
        self._layout = layout
        self._parts = parts
        self._status = status
        self._stopping = asyncio.Event()
        self._runs: Mapping[str, _PartRun] = {
            part.name: _PartRun(part, layout, policy or RestartPolicy(), self._changed) for part in parts
        }
        status.parts = [run.status for run in self._runs.values()]

    def stop(self) -> None:
        """Begins to stop; returns at once."""
        self._stopping.set()

    async def run(self) -> None:
        """Starts everything, watches it until told to stop, stops everything.

        Raises:
            StackProblem: a part didn't come up, or died too often; all the others are stopped by then.
        """
        problem: StackProblem | None = None
        tasks = [asyncio.create_task(self._keep(run), name=run.part.name) for run in self._runs.values()]
        ready = asyncio.create_task(self._announce_ready())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            waited: set[asyncio.Task[None] | asyncio.Task[bool]] = {*tasks, stopping}
            while not stopping.done():
                done, waited = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
                problem = next((p for task in done if (p := _problem_of(task))), None)
                if problem:
                    break
        finally:
            ready.cancel()
            stopping.cancel()
            await self._stop_all(tasks, problem)
        if problem:
            raise problem

    async def _keep(self, run: _PartRun) -> None:
        for name in run.part.after:
            if name in self._runs:
                await self._runs[name].ready.wait()
        await run.keep_running()

    async def _announce_ready(self) -> None:
        for run in self._runs.values():
            await run.settled.wait()
        self._status.phase = Phase.READY
        self._status.ready_after = time.time() - self._status.began_at
        self._changed()

    async def _stop_all(self, tasks: Sequence[asyncio.Task[None]], problem: StackProblem | None) -> None:
        self._status.phase = Phase.STOPPING
        self._status.message = str(problem) if problem else ""
        self._changed()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        stopped = {name: asyncio.Event() for name in self._runs}

        async def stop_one(run: _PartRun) -> None:
            for name in dependents_of(run.part.name, self._parts):
                await stopped[name].wait()
            await run.stop()
            stopped[run.part.name].set()

        await asyncio.gather(*(stop_one(run) for run in self._runs.values()))
        self._status.phase = Phase.FAILED if problem else Phase.STOPPED
        self._changed()

    def _changed(self) -> None:
        write_status(self._layout.status, self._status)


class _PartRun:
    """One part's life: its process, its status, its restarts."""

    def __init__(
        self, part: Part, layout: Layout, policy: RestartPolicy, changed: Callable[[], None]
    ) -> None:
        self.part = part
        self.ready = asyncio.Event()
        """Set once it works: those that wait for it may start."""
        self.settled = asyncio.Event()
        """Set once nothing is left to be done for it."""
        self.status = PartStatus(part.name, port=part.port)
        self._layout = layout
        self._log = layout.log_of(part.name)
        self._budget = RestartBudget(policy)
        self._changed = changed
        self._process: subprocess.Popen[bytes] | None = None

    async def keep_running(self) -> None:
        """Returns only for a part that runs once; raises StackProblem when there's no point in going on."""
        while True:
            began = time.monotonic()
            ending = await self._live()
            if self.part.after_death:
                await self.part.after_death()
            if self.part.runs_once and ending == "ended with 0":
                self._say(State.DONE)
                self.ready.set()
                self.settled.set()
                return
            lived, worked = timedelta(seconds=time.monotonic() - began), self.ready.is_set()
            pause = None if self.part.runs_once else self._budget.pause_after(lived, has_worked=worked)
            if pause is None and self.part.redundant and worked:
                pause = self._budget.policy.longest_pause
            if pause is None:
                self._say(State.FAILED, ending)
                raise StackProblem(f"{self.part.name} {ending}; its log: {self._log}{self._last_words()}")
            self.status.restarts += 1
            self._say(State.RESTARTING, ending)
            await asyncio.sleep(pause.total_seconds())

    async def stop(self) -> None:
        """Ends its process, politely at first."""
        if self._process is not None and self._process.returncode is None:
            self._say(State.STOPPING)
            await processes.stop(self._process, self.part.stop_signal, self.part.stop_within)
        if self.status.state not in (State.DONE, State.FAILED):
            self._say(State.STOPPED)
        self.status.pid = None

    async def _live(self) -> str:
        """From one start to the end of that process, in words."""
        override = await released(self._layout.override_of(self.part.name))
        self.status.started_at = time.time()
        self.status.role = ""
        self._say(State.STARTING, "")
        if self.part.before_start:
            await self.part.before_start()
        process = processes.spawn(
            self.part.argv,
            env={**self.part.env, **override.env},
            log=self._log,
            cwd=self.part.cwd,
            orphan_signal=self.part.orphan_signal,
        )
        self._process = process
        self.status.pid = process.pid
        self.status.pid_started = processes.started_at(process.pid)
        self._changed()
        ended = asyncio.create_task(processes.exited(process))
        watched = asyncio.create_task(self._watch())
        try:
            await asyncio.wait({ended, watched}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                return _in_words(ended.result())
            why = await watched
            ended.cancel()
            await asyncio.gather(ended, return_exceptions=True)
            how = self.part.hung_signal or self.part.stop_signal
            await processes.stop(process, how, self.part.stop_within)
            return why
        finally:
            watched.cancel()
            ended.cancel()
            await asyncio.gather(watched, ended, return_exceptions=True)
            if process.returncode is not None:
                self.status.pid = None

    async def _watch(self) -> str:
        """Returns only when the process has to be replaced, and why."""
        if self.part.probe is None:
            await asyncio.sleep(self.part.ready_within.total_seconds())
            return f"took longer than {self.part.ready_within.total_seconds():.0f} s"
        try:
            async with asyncio.timeout(self.part.ready_within.total_seconds()):
                await self._become_ready()
        except TimeoutError:
            return (
                f"wasn't ready within {self.part.ready_within.total_seconds():.0f} s ({self.status.detail})"
            )
        self._describe()
        self._say(State.READY, "")
        self.ready.set()
        if self.part.after_ready and (
            failure := await self._failure_of(self.part.after_ready, self.part.complete_within)
        ):
            return f"isn't complete ({failure})"
        self.settled.set()
        return await self._stay_ready()

    async def _become_ready(self) -> None:
        probe = self.part.probe_ready or self.part.probe
        while probe and (failure := await self._failure_of(probe)):
            self.status.detail = failure
            await asyncio.sleep(_PROBE_WHILE_STARTING.total_seconds())
        if self.status.started_at:
            self.status.ready_after = time.time() - self.status.started_at

    async def _stay_ready(self) -> str:
        failures = 0
        while True:
            await asyncio.sleep(self.part.probe_every.total_seconds())
            failure = await self._failure_of(self.part.probe) if self.part.probe else ""
            if not failure:
                news = self._describe()
                if failures or news:
                    self._say(State.READY, "")
                failures = 0
                continue
            failures += 1
            self._say(State.UNHEALTHY, failure)
            if failures >= _FAILED_PROBES_ALLOWED:
                return f"stopped working ({failure})"
            if self.part.revive and not await self._failure_of(self.part.revive):
                self.status.restarts += 1

    async def _failure_of(self, probe: Probe | Step, within: timedelta | None = None) -> str:
        """Why it failed, or nothing when it didn't; `within` is a probe's time unless it is given."""
        try:
            async with asyncio.timeout((within or self.part.probe_within).total_seconds()):
                await probe()
        except _PROBE_ERRORS as error:
            return str(error).splitlines()[0] if str(error) else type(error).__name__
        return ""

    def _describe(self) -> bool:
        """Whether there is something new to say of what it is."""
        before = self.status.role
        self.status.role = self.part.describe() if self.part.describe else ""
        return self.status.role != before

    def _say(self, state: State, detail: str | None = None) -> None:
        self.status.state = state
        if detail is not None:
            self.status.detail = detail
        self._changed()

    def _last_words(self) -> str:
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            return ""
        return f" (it says: {lines[-1][:300]})" if lines else ""


def _in_words(code: int) -> str:
    return f"was killed by signal {-code}" if code < 0 else f"ended with {code}"


def _problem_of(task: asyncio.Task[None] | asyncio.Task[bool]) -> StackProblem | None:
    if task.cancelled() or (error := task.exception()) is None:
        return None
    return error if isinstance(error, StackProblem) else StackProblem(f"{task.get_name()}: {error!r}")
