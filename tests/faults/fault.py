"""What a fault is."""

from __future__ import annotations

import random
from typing import Protocol

from tests.faults.target import Target


class FaultNotApplied(Exception):
    """It had no effect, so what was seen proves nothing."""


class Fault(Protocol):
    """Something that goes wrong, and is over within seconds."""

    @property
    def name(self) -> str:
        """As in `--fault kill-script-worker`."""

    @property
    def touches(self) -> frozenset[str]:
        """The parts and lines that it meddles with: two faults at once may not share any."""

    async def inject(self, target: Target, rng: random.Random) -> None:
        """Does it and heals it; returns when all parts work again.

        Raises:
            FaultNotApplied: it had no effect.
        """
