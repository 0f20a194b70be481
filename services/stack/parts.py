"""What the supervisor runs: one `Part` for each process, and the order in which they depend on each other."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from services.stack.problems import StackProblem

Probe = Callable[[], Awaitable[None]]
"""Returns when the part works; raises ProbeFailed (or OSError, TimeoutError) when it doesn't."""

Step = Callable[[], Awaitable[None]]
"""Something done before a start or after it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the stack: how it is started, known to be well, and stopped."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    cwd: Path | None = None
    port: int | None = None
    """The port that people would ask for; None when it serves nobody."""
    after: frozenset[str] = frozenset()
    """Parts that have to be ready before this one is started."""
    groups: frozenset[str] = frozenset()
    """Names under which several parts are asked for together."""
    probe: Probe | None = None
    """None: a part that runs once, to its end (a migration)."""
    probe_ready: Probe | None = None
    """What readiness at start asks beyond `probe`."""
    probe_every: timedelta = timedelta(seconds=5)
    probe_within: timedelta = timedelta(seconds=5)
    before_start: Step | None = None
    after_death: Step | None = None
    """Done as soon as a process that wasn't told to stop has ended, before it is started again."""
    after_ready: Step | None = None
    """What is still to be done once those that wait for it may begin; the whole stack isn't ready before."""
    complete_within: timedelta = timedelta(seconds=60)
    """How long `after_ready` may take."""
    revive: Step | None = None
    """A milder cure than a restart, tried first when the probe of a ready part fails."""
    describe: Callable[[], str] | None = None
    """What it is at the moment, in a few words for `make status`; asked after every good probe."""
    redundant: bool = False
    """Another part can do its work: once it has worked, it may die as often as it likes."""
    ready_within: timedelta = timedelta(seconds=60)
    stop_signal: signal.Signals = signal.SIGTERM
    hung_signal: signal.Signals | None = None
    """For one that no longer answers; None: `stop_signal`."""
    stop_within: timedelta = timedelta(seconds=15)
    orphan_signal: signal.Signals = signal.SIGKILL
    """What the kernel sends it when the supervisor dies."""

    @property
    def runs_once(self) -> bool:
        return self.probe is None


def choose_parts(parts: Iterable[Part], wanted: Collection[str] | None) -> list[Part]:
    """The wanted parts (by name or group; None: all of them) with everything that they depend on."""
    every = {part.name: part for part in parts}
    if wanted is None:
        chosen = set(every)
    else:
        chosen = {part.name for part in every.values() if part.name in wanted or part.groups & set(wanted)}
        known = set(every) | {group for part in every.values() for group in part.groups}
        if unknown := set(wanted) - known:
            raise StackProblem(
                f"No part is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}."
            )
    waiting = list(chosen)
    while waiting:
        for name in every[waiting.pop()].after & set(every):
            if name not in chosen:
                chosen.add(name)
                waiting.append(name)
    return in_start_order([part for part in every.values() if part.name in chosen])


def in_start_order(parts: Sequence[Part]) -> list[Part]:
    """Every part behind those that it depends on; otherwise as given. A circle is an error."""
    names = {part.name for part in parts}
    ordered: list[Part] = []
    placed: set[str] = set()
    remaining = list(parts)
    while remaining:
        ready = [part for part in remaining if (part.after & names) <= placed]
        if not ready:
            raise ValueError(
                f"parts wait for each other in a circle: {', '.join(part.name for part in remaining)}"
            )
        ordered += ready
        placed |= {part.name for part in ready}
        remaining = [part for part in remaining if part.name not in placed]
    return ordered


def dependents_of(name: str, parts: Iterable[Part]) -> set[str]:
    """The parts that have to be stopped before this one."""
    return {part.name for part in parts if name in part.after}
