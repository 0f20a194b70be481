"""What the supervisor tells the command line, through one file that it rewrites at every change."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from services.stack.files import write_atomically
from services.stack.profile import Profile


class Phase(StrEnum):
    """Of the whole stack."""

    STARTING = "starting"
    READY = "ready"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"


class State(StrEnum):
    """Of one part."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    UNHEALTHY = "unhealthy"
    RESTARTING = "restarting"
    DONE = "done"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True)
class PartStatus:
    """One row of the table. Times are seconds since the epoch."""

    name: str
    state: State = State.WAITING
    pid: int | None = None
    pid_started: float | None = None
    """When the process began, as the kernel says: with the pid it names one process for good."""
    port: int | None = None
    started_at: float | None = None
    ready_after: float | None = None
    """Seconds from its start to its first good probe."""
    restarts: int = 0
    detail: str = ""
    role: str = ""
    """What it is among parts that stand in for each other."""


@dataclass(slots=True)
class StackStatus:
    """All that is known of one stack."""

    supervisor_pid: int
    supervisor_started: float
    began_at: float
    phase: Phase = Phase.STARTING
    message: str = ""
    profile: Profile = Profile.LOCAL
    tied: bool = False
    """Whether it stops by itself together with the command that started it."""
    notices: list[str] = field(default_factory=list)
    ready_after: float | None = None
    parts: list[PartStatus] = field(default_factory=list)

    def part(self, name: str) -> PartStatus | None:
        return next((part for part in self.parts if part.name == name), None)

    def are_ready(self, names: frozenset[str]) -> bool:
        """Whether all of these work; a part that isn't of this stack doesn't count."""
        return all(part.state in (State.READY, State.DONE) for part in self.parts if part.name in names)


def write_status(path: Path, status: StackStatus) -> None:
    """Publishes it."""
    write_atomically(path, json.dumps(asdict(status), indent=1))


def read_status(path: Path) -> StackStatus | None:
    """The last one published, or None when there is none."""
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        parts = [PartStatus(**{**part, "state": State(part["state"])}) for part in stored.pop("parts")]
        phase, profile = Phase(stored["phase"]), Profile(stored.get("profile", Profile.LOCAL))
        return StackStatus(**{**stored, "phase": phase, "profile": profile, "parts": parts})
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        # None yet, or one of another version: nothing that could be relied on.
        return None
