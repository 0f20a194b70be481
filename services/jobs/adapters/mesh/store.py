"""The object store, asked for an object as those do who read films."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from services.jobs.mesh_view import ASKED_FOR, Finding, Health, PartKind
from services.kit.blobs.port import BlobStore, BlobStoreUnavailable

_ANY_KEY: Final = "health"


class StoreHealth:
    """See `mesh_view.Probe`."""

    name = "s3"
    kind = PartKind.STORE

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs

    async def ask(self) -> Sequence[Finding]:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(ASKED_FOR.total_seconds()):
                await self._blobs.exists(_ANY_KEY)
        except TimeoutError:
            return [self._found(Health.DOWN, detail="deadline_exceeded")]
        except BlobStoreUnavailable:
            return [self._found(Health.DOWN, detail="unavailable")]
        return [self._found(Health.UP, timedelta(seconds=time.perf_counter() - started))]

    def _found(self, health: Health, latency: timedelta | None = None, *, detail: str = "") -> Finding:
        return Finding(self.name, self.kind, health, latency, detail)
