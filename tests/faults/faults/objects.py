"""An object store that fails, breaks off and forgets to answer."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.faults.fault import FaultNotApplied
from tests.faults.look import until
from tests.faults.proxies import Condition
from tests.faults.target import Target

_WRITE_WITHIN = 25.0


@dataclass(frozen=True, slots=True)
class BadWrites:
    """A share of all writes comes to nothing, in one of three ways."""

    name: str
    fail: float = 0.0
    cut: float = 0.0
    lose: float = 0.0
    touches: frozenset[str] = frozenset({"seaweed"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        condition = Condition(
            fail_writes=self.fail, cut_writes=self.cut, lose_answers=self.lose, seed=rng.randrange(2**31)
        )
        wanted = rng.randint(2, 8)
        async with target.bad_line("s3", condition) as effects:
            before = await target.effects("s3")

            async def has_spoiled() -> bool:
                done = (await target.effects("s3")).since(before)
                return done.failed_writes + done.cut_writes + done.lost_answers >= wanted

            await until(has_spoiled, within=_WRITE_WITHIN)
        if not effects.failed_writes + effects.cut_writes + effects.lost_answers:
            raise FaultNotApplied("nothing was written")
