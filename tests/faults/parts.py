"""The processes of a running stack, taken by the name of their part: killed, paused, held, replaced."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil

from services.stack.layout import Layout
from services.stack.overrides import Override, write_override
from services.stack.probes import http
from services.stack.status import PartStatus, State, read_status

MODELS = ("story_llm", "narrator", "scene_video", "portrait")

_LOOK_EVERY = 0.05
_WELL_WITHIN = 90.0
_STOPS_WITHIN = 5.0


@dataclass(frozen=True, slots=True)
class Life:
    """One process, from its start to its end: a number alone may come to mean another."""

    part: str
    pid: int
    began: float

    def process(self) -> psutil.Process:
        """The process.

        Raises:
            psutil.NoSuchProcess: it has ended.
        """
        process = psutil.Process(self.pid)
        if abs(process.create_time() - self.began) > 0.05:
            raise psutil.NoSuchProcess(self.pid)
        return process


class Parts:
    """What can be done to the parts of one stack."""

    def __init__(self, layout: Layout, triton_http: int) -> None:
        self._layout = layout
        self._triton_http = triton_http

    def names(self) -> list[str]:
        """Of all parts that live on."""
        status = read_status(self._layout.status)
        return [part.name for part in status.parts if part.state is not State.DONE] if status else []

    def status(self, part: str) -> PartStatus:
        """What the supervisor says of it."""
        status = read_status(self._layout.status)
        found = status.part(part) if status else None
        if found is None:
            raise ValueError(f"the stack has no part {part}")
        return found

    def life(self, part: str) -> Life | None:
        """Its process, if it has one now."""
        status = self.status(part)
        if status.pid is None or status.pid_started is None:
            return None
        life = Life(part, status.pid, status.pid_started)
        return life if is_there(life) else None

    def processes(self, part: str) -> list[psutil.Process]:
        """Its process and all that descend from it, itself first; empty when it isn't running."""
        life = self.life(part)
        if life is None:
            return []
        with contextlib.suppress(psutil.NoSuchProcess):
            process = life.process()
            return [process, *process.children(recursive=True)]
        return []

    async def kill(self, part: str, number: signal.Signals = signal.SIGKILL) -> Life:
        """Sends a signal to it, SIGKILL to all that descend from it, too; waits until it is gone.

        Raises:
            LookupError: it isn't running.
        """
        life = self.life(part)
        processes = self.processes(part)
        if life is None or not processes:
            raise LookupError(f"{part} isn't running")
        for process in processes if number is signal.SIGKILL else processes[:1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        await until_gone(life)
        return life

    @asynccontextmanager
    async def paused(self, part: str) -> AsyncIterator[Life]:
        """It and all that descend from it stand still for the length of the block.

        Raises:
            LookupError: it isn't running.
        """
        life = self.life(part)
        processes = self.processes(part)
        if life is None or not processes:
            raise LookupError(f"{part} isn't running")
        _send(processes, signal.SIGSTOP)
        try:
            # The kernel stops each thread when it next comes by.
            async with asyncio.timeout(_STOPS_WITHIN):
                while not is_paused(life) and is_there(life):  # noqa: ASYNC110  (no child of ours)
                    await asyncio.sleep(_LOOK_EVERY / 10)
            yield life
        finally:
            _send(processes, signal.SIGCONT)

    @asynccontextmanager
    async def held(self, part: str) -> AsyncIterator[None]:
        """Isn't started again within the block once it has ended."""
        file = self._layout.override_of(part)
        write_override(file, Override(held=True))
        try:
            yield
        finally:
            write_override(file, None)

    def set_environment(self, part: str, env: Mapping[str, str] | None) -> None:
        """Variables on top of its own, from its next start on; None: no more."""
        write_override(self._layout.override_of(part), Override(env=env) if env else None)

    async def until_well(self, part: str, *, after: Life | None = None, within: float = _WELL_WITHIN) -> Life:
        """Waits until it works, in another life than `after`.

        Raises:
            TimeoutError: it doesn't, in time.
        """
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            life = self.life(part)
            fresh = life is not None and (after is None or life.pid != after.pid)
            if fresh and self.status(part).state is State.READY and await self._can_work(part):
                assert life is not None
                return life
            await asyncio.sleep(_LOOK_EVERY)
        raise TimeoutError(f"{part} isn't well after {within:.0f} s: {self.status(part)}")

    async def models_are_ready(self) -> bool:
        """Whether Triton has all the models that films need, each with a process that lives."""
        for model in MODELS:
            try:
                async with asyncio.timeout(2):
                    status, _ = await http(self._triton_http, f"/v2/models/{model}/ready")
            except (OSError, TimeoutError, EOFError):
                return False
            if status != 200:
                return False
        return len(self.stubs()) >= len(MODELS)

    def stubs(self) -> Mapping[str, list[psutil.Process]]:
        """The processes of Triton's models, by the model's name."""
        found: dict[str, list[psutil.Process]] = {}
        for process in self.processes("triton")[1:]:
            with contextlib.suppress(psutil.Error):
                words = process.cmdline()
                model = next((each for each in MODELS if any(f"/{each}/" in word for word in words)), None)
                if model and process.status() != psutil.STATUS_ZOMBIE:
                    found.setdefault(model, []).append(process)
        return found

    async def _can_work(self, part: str) -> bool:
        return part != "triton" or await self.models_are_ready()


async def until_gone(life: Life, within: float = 30.0) -> None:
    """Waits for the end of a process.

    Raises:
        TimeoutError: it lives on.
    """
    async with asyncio.timeout(within):
        while is_there(life):  # noqa: ASYNC110  (it isn't a child of ours)
            await asyncio.sleep(_LOOK_EVERY / 5)


def is_paused(life: Life) -> bool:
    """Whether the kernel says that it stands still."""
    try:
        return life.process().status() == psutil.STATUS_STOPPED
    except psutil.NoSuchProcess:
        return False


def is_there(life: Life) -> bool:
    """Whether it lives: one that nobody has asked about since it ended stays in the table, and doesn't."""
    try:
        return life.process().status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _send(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)
