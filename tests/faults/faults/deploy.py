"""A deployment under load."""

from __future__ import annotations

import asyncio
import random
import signal
from dataclasses import dataclass

from services.stack.environment import GRPC_SERVICES, WORKERS
from tests.faults.target import Target


@dataclass(frozen=True, slots=True)
class RollingDeploy:
    """SIGTERM for every process of ours and for the edge, one by one, each when the last one's successor
    works."""

    name: str = "rolling-deploy"
    touches: frozenset[str] = frozenset({*GRPC_SERVICES, *WORKERS, "envoy"})

    async def inject(self, target: Target, rng: random.Random) -> None:
        parts = sorted(self.touches)
        rng.shuffle(parts)
        for part in parts:
            life = await target.parts.kill(part, signal.SIGTERM)
            await target.parts.until_well(part, after=life)
            await asyncio.sleep(rng.uniform(0, 0.5))
