"""Two or three faults at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.fault import Fault
from tests.faults.target import Target


@dataclass(frozen=True, slots=True)
class Several:
    """Draws faults that don't touch the same parts, and has them begin within a few seconds."""

    name: str
    among: Sequence[Fault]

    @property
    def touches(self) -> frozenset[str]:
        return frozenset().union(*(fault.touches for fault in self.among))

    async def inject(self, target: Target, rng: random.Random) -> None:
        drawn = [
            _later(rng.uniform(0, 3), fault, target, random.Random(rng.randrange(2**31)))
            for fault in self.draw(rng)
        ]
        # Each heals what it did, whatever becomes of the others.
        for result in await asyncio.gather(*drawn, return_exceptions=True):
            if isinstance(result, BaseException):
                raise result

    def draw(self, rng: random.Random) -> list[Fault]:
        """Which ones."""
        wanted = rng.randint(2, 3)
        drawn: list[Fault] = []
        for fault in rng.sample(list(self.among), len(self.among)):
            if len(drawn) < wanted and not any(fault.touches & other.touches for other in drawn):
                drawn.append(fault)
        return drawn


async def _later(wait: float, fault: Fault, target: Target, rng: random.Random) -> None:
    await asyncio.sleep(wait)
    await fault.inject(target, rng)
