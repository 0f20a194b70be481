"""How the queues of all shards stand, and stood in the last quarter of an hour."""

import asyncio
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from services.jobs.entries import QueueEntry
from services.jobs.ports import JobBoard
from services.kit.clock import Clock
from services.kit.errors import DomainError

_ASKED_FOR: Final = 3.0
"""Seconds after which a shard counts as one that can't be asked."""
_POINT_EVERY: Final = timedelta(seconds=5)
_REMEMBERED: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class QueueTotals:
    """The jobs of one kind on all shards together."""

    kind: str
    waiting: int
    delayed: int
    running: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class QueuePoint:
    """All kinds at one moment."""

    at: datetime
    totals: tuple[QueueTotals, ...]


@dataclass(frozen=True, slots=True)
class QueueOverview:
    """All queues at one moment."""

    queues: tuple[QueueEntry, ...]
    unreachable: tuple[str, ...]
    """Shards whose queues are missing."""
    at: datetime

    @property
    def said(self) -> str:
        """The same for two that differ in nothing but the time."""
        still = tuple(replace(queue, oldest_waiting=None) for queue in self.queues)
        return repr((still, self.unreachable))


class QueueView:
    """Looks at the queues, and remembers."""

    def __init__(self, board: JobBoard, clock: Clock) -> None:
        self._board = board
        self._clock = clock
        self._history: deque[QueuePoint] = deque()

    @property
    def history(self) -> Sequence[QueuePoint]:
        """How they stood before, the earliest first."""
        return tuple(self._history)

    async def look(self) -> QueueOverview:
        """The queues of all shards that answer."""
        shards = self._board.shards
        found = await asyncio.gather(*(self._ask(shard) for shard in shards))
        queues = sorted(
            (queue for queues in found if queues is not None for queue in queues),
            key=lambda queue: (queue.shard, queue.kind),
        )
        unreachable = tuple(shard for shard, queues in zip(shards, found, strict=True) if queues is None)
        overview = QueueOverview(tuple(queues), unreachable, self._clock.now())
        self._remember(overview)
        return overview

    async def _ask(self, shard: str) -> Sequence[QueueEntry] | None:
        try:
            async with asyncio.timeout(_ASKED_FOR):
                return await self._board.queues(shard)
        except (DomainError, TimeoutError):
            return None

    def _remember(self, overview: QueueOverview) -> None:
        # With a shard missing the sums would show a drop that never was.
        if overview.unreachable:
            return
        if self._history and overview.at - self._history[-1].at < _POINT_EVERY:
            return
        # A kind that has no jobs any more is in no queue; without it, its last count would seem to go on.
        known = {total.kind for total in self._history[-1].totals} if self._history else set()
        self._history.append(QueuePoint(overview.at, totals(overview.queues, known)))
        while overview.at - self._history[0].at > _REMEMBERED:
            self._history.popleft()


def totals(queues: Sequence[QueueEntry], known: Collection[str] = ()) -> tuple[QueueTotals, ...]:
    """Of each kind, by kind; of the known ones also where there are none."""
    kinds = sorted({queue.kind for queue in queues} | set(known))
    return tuple(
        QueueTotals(
            kind,
            waiting=sum(queue.waiting for queue in queues if queue.kind == kind),
            delayed=sum(queue.delayed for queue in queues if queue.kind == kind),
            running=sum(queue.running for queue in queues if queue.kind == kind),
            set_aside=sum(queue.set_aside for queue in queues if queue.kind == kind),
        )
        for kind in kinds
    )
