"""How the parts of the mesh are, and since when."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from services.kit.clock import Clock
from services.kit.logging import get_logger

log = get_logger(__name__)

ASKED_FOR: Final = timedelta(seconds=2)
"""After which a part that is silent counts as down."""


class PartKind(StrEnum):
    """What a part is, in the order in which parts are shown."""

    EDGE = "EDGE"
    SERVICE = "SERVICE"
    WORKER = "WORKER"
    MODEL_SERVER = "MODEL_SERVER"
    MODEL = "MODEL"
    MESSAGES = "MESSAGES"
    STORE = "STORE"
    DATABASE = "DATABASE"


class Health(StrEnum):
    """How a part is."""

    UP = "UP"
    STARTING = "STARTING"
    DOWN = "DOWN"
    OFF = "OFF"
    """There, and not asked for."""


@dataclass(frozen=True, slots=True)
class Replica:
    """A copy that follows a database."""

    name: str
    state: str
    is_synchronous: bool
    lag_bytes: int | None
    """None where we aren't told."""
    lag: timedelta | None
    """None where nothing was written lately."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about a part."""

    name: str
    kind: PartKind
    health: Health
    latency: timedelta | None = None
    detail: str = ""
    """In a few words of ours: no text of a driver or a server."""
    replicas: tuple[Replica, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A finding, and since when it has been so."""

    found: Finding
    since: datetime


@dataclass(frozen=True, slots=True)
class Mesh:
    """All parts, by kind and name."""

    parts: tuple[Part, ...]
    at: datetime

    @property
    def said(self) -> str:
        """The same for two that differ in nothing but the time."""
        return repr(self.parts)


class Probe(Protocol):
    """Asks one part, or a server with what runs in it."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> PartKind: ...

    async def ask(self) -> Sequence[Finding]:
        """What it says of itself now. Never raises because a part is down, and takes little longer than
        `ASKED_FOR`."""
        ...


_ORDER: Final = {kind: place for place, kind in enumerate(PartKind)}


class MeshView:
    """Asks all parts, side by side, and remembers since when each is as it is."""

    def __init__(self, probes: Sequence[Probe], clock: Clock) -> None:
        self._probes = probes
        self._clock = clock
        self._since: dict[tuple[PartKind, str], tuple[Health, datetime]] = {}

    async def look(self) -> Mesh:
        """All parts as they are now."""
        answers = await asyncio.gather(*(_asked(probe) for probe in self._probes))
        now = self._clock.now()
        parts = [Part(found, self._known_since(found, now)) for answer in answers for found in answer]
        parts.sort(key=lambda part: (_ORDER[part.found.kind], part.found.name))
        return Mesh(tuple(parts), now)

    def _known_since(self, found: Finding, now: datetime) -> datetime:
        health, since = self._since.get((found.kind, found.name), (None, now))
        if health is not found.health:
            since = now
        self._since[found.kind, found.name] = (found.health, since)
        return since


async def _asked(probe: Probe) -> Sequence[Finding]:
    try:
        return await probe.ask()
    except Exception:  # one probe that is wrong hides no other part
        log.exception("mesh.probe_failed", part=probe.name)
        return [Finding(probe.name, probe.kind, Health.DOWN, detail="probe_failed")]
