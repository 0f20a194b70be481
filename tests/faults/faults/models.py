"""Models that die in mid-stream or don't answer."""

from __future__ import annotations

import asyncio
import random
import signal
from contextlib import suppress
from dataclasses import dataclass

import psutil

from tests.faults.fault import FaultNotApplied
from tests.faults.look import until
from tests.faults.parts import Life, is_there
from tests.faults.proxies import Condition
from tests.faults.target import Target

_STREAM_WITHIN = 25.0
_REVIVED_WITHIN = 90.0


@dataclass(frozen=True, slots=True)
class ModelKilled:
    """kill -9 of the process of one model while something streams from Triton."""

    name: str = "triton-model-killed"
    touches: frozenset[str] = frozenset({"triton"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        await _until_streaming(target)
        stubs = target.parts.stubs()
        model = rng.choice(sorted(stubs))
        victim = rng.choice(stubs[model])
        life = Life("triton", victim.pid, victim.create_time())
        victim.kill()
        known = {stub.pid for stub in stubs[model]}

        async def is_revived() -> bool:
            # Not the number of processes: Triton keeps the dead one's siblings until it ends itself.
            anew = any(stub.pid not in known for stub in target.parts.stubs().get(model, ()))
            return anew and not is_there(life) and await target.parts.models_are_ready()

        if not await until(is_revived, within=_REVIVED_WITHIN):
            raise TimeoutError(f"nobody revived {model}")
        await target.parts.until_well("triton")


@dataclass(frozen=True, slots=True)
class ModelPaused:
    """A model's process stands still in mid-stream for some seconds."""

    name: str = "triton-model-paused"
    touches: frozenset[str] = frozenset({"triton"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        await _until_streaming(target)
        stubs = target.parts.stubs()
        victims = stubs[rng.choice(sorted(stubs))]
        for victim in victims:
            victim.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(rng.uniform(2, 7))
            if not any(victim.status() == psutil.STATUS_STOPPED for victim in victims):
                raise FaultNotApplied("no model stood still")
        finally:
            for victim in victims:
                with suppress(psutil.NoSuchProcess):
                    victim.send_signal(signal.SIGCONT)
        await target.parts.until_well("triton")


@dataclass(frozen=True, slots=True)
class TritonHangs:
    """Connections to Triton stay open, and no byte comes any more, in mid-stream."""

    name: str = "triton-hangs"
    touches: frozenset[str] = frozenset({"triton"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        await _until_streaming(target)
        async with target.bad_line("triton", Condition(hold_up=True, hold_down=True)) as effects:
            await asyncio.sleep(rng.uniform(3, 9))
        if not effects.held:
            raise FaultNotApplied("nobody asked Triton for anything")


@dataclass(frozen=True, slots=True)
class TritonCutOff:
    """Connections to Triton are reset in mid-stream, and again for some seconds."""

    name: str = "triton-cut-off"
    touches: frozenset[str] = frozenset({"triton"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        await _until_streaming(target)
        async with target.bad_line("triton", Condition(refuse=True)) as effects:
            await asyncio.sleep(rng.uniform(0.5, 4))
        if not effects.reset:
            raise FaultNotApplied("nobody was connected to Triton")


async def _until_streaming(target: Target) -> None:
    before = (await target.effects("triton")).bytes_down

    async def more_came() -> bool:
        return (await target.effects("triton")).bytes_down > before

    if not await until(more_came, within=_STREAM_WITHIN, look_every=0.02):
        raise FaultNotApplied("nobody asked Triton for anything")
