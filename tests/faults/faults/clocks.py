"""A worker whose clock jumps by hours, there and back."""

from __future__ import annotations

import asyncio
import importlib.util
import random
import re
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.fault import FaultNotApplied
from tests.faults.faults.processes import WORKERS
from tests.faults.look import until
from tests.faults.target import Target

_SEEN_WITHIN = 20.0
_FAR = timedelta(minutes=30)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class ClockJumps:
    """The wall clock of one worker goes hours ahead, then hours back. Its monotonic clock stays as it is,
    as on any machine."""

    name: str = "clock-jumped"
    touches: frozenset[str] = frozenset(WORKERS)

    async def inject(self, target: Target, rng: random.Random) -> None:
        worker = rng.choice(sorted(WORKERS))
        hours = rng.randint(1, 12)
        jumps = rng.sample([f"+{hours}h", f"-{hours}h"], 2)
        dial = target.folder / "config" / f"{worker}.clock"
        dial.write_text("+0", encoding="ascii")
        target.parts.set_environment(worker, _environment(dial))
        try:
            await _restart(target, worker)
            offset = target.log_size(worker)
            for jump in jumps:
                dial.write_text(jump, encoding="ascii")
                await asyncio.sleep(rng.uniform(2, 4))
            if not await until(lambda: _shows_another_time(target, worker, offset), within=_SEEN_WITHIN):
                raise FaultNotApplied(f"{worker} did nothing while its clock was wrong")
            dial.write_text("+0", encoding="ascii")
            await asyncio.sleep(1)
        finally:
            target.parts.set_environment(worker, None)
        await _restart(target, worker)


async def _restart(target: Target, worker: str) -> None:
    life = await target.parts.kill(worker, signal.SIGTERM)
    await target.parts.until_well(worker, after=life)


def _environment(dial: Path) -> dict[str, str]:
    spec = importlib.util.find_spec("libfaketime")
    if spec is None or spec.origin is None:
        raise FaultNotApplied("the wheel libfaketime isn't installed")
    library = Path(spec.origin).parent / "vendor" / "libfaketime" / "src" / "libfaketime.so.1"
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(dial),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


async def _shows_another_time(target: Target, worker: str, offset: int) -> bool:
    now = datetime.now(UTC)
    for found in _TIME.findall(target.log_from(worker, offset)):
        if abs(datetime.fromisoformat(found).replace(tzinfo=UTC) - now) > _FAR:
            return True
    return False
