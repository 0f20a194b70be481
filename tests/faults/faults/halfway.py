"""Everything that makes films dies at half of one."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass

from tests.faults.fault import FaultNotApplied
from tests.faults.look import half_made_films, until
from tests.faults.target import Target

_FILM_WITHIN = 90.0
_PARTS = ("video-worker", "triton")


@dataclass(frozen=True, slots=True)
class KilledHalfway:
    """kill -9 of the video worker and of Triton in the moment when half of a film can be played."""

    name: str = "kill-filming"
    touches: frozenset[str] = frozenset(_PARTS)

    async def inject(self, target: Target, rng: random.Random) -> None:
        async def is_half_made() -> bool:
            return await half_made_films(target) > 0

        if not await until(is_half_made, within=_FILM_WITHIN, look_every=0.02):
            raise FaultNotApplied("no film was being made")
        lives = await asyncio.gather(*(target.parts.kill(part) for part in _PARTS))
        for life in lives:
            await target.parts.until_well(life.part, after=life)
