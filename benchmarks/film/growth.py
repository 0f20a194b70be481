"""How memory grows while a film is made: looked at again and again, against how much of the film is there."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Final

from benchmarks.film.usage import pss_mib, stages_mib
from services.stack.launch import Stack

WORKER: Final = "worker"
_LOOK_EVERY: Final = 1.0
_TELL_EVERY: Final = 30.0
_STARTING: Final = 0.5
"""The share of a film in which caches fill and memory settles: what grows after it goes on growing."""
_FEWEST: Final = 10
"""Looks that a slope is taken from at least."""


@dataclass(slots=True)
class Growth:
    """What was seen of one film."""

    minutes: float
    """Of film, that were to be made."""
    looks: list[tuple[float, Mapping[str, float]]] = field(default_factory=list)
    """Minutes of film that were there, and the memory of each process then, in MiB of PSS."""

    def peak(self, process: str) -> float:
        """The most memory that a process took, in MiB."""
        return max((memory.get(process, 0.0) for _, memory in self.looks), default=0.0)

    def slope(self, process: str) -> float | None:
        """MiB by which a process grew with each minute of film, over the later half of it, by least squares;
        joining the film isn't part of it.

        None when there were too few looks.
        """
        whole = max((there for there, _ in self.looks), default=0.0)
        later = [
            (there, memory[process])
            for there, memory in self.looks
            if _STARTING * whole <= there < whole and process in memory
        ]
        return least_squares(later) if len(later) >= _FEWEST else None


def least_squares(points: Sequence[tuple[float, float]]) -> float | None:
    """The slope of the line that fits points best; None when they lie above one another."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    width = sum((x - middle_x) ** 2 for x, _ in points)
    if not width:
        return None
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / width


def watch(process: subprocess.Popen[str], stack: Stack, minutes: float, *, within_seconds: float) -> Growth:
    """Watches the process that makes a film, to its end, and tells how far it is.

    Args:
        process: prints how many minutes of film are there, line by line.
        within_seconds: after so long it is killed.
    """
    growth, there = Growth(minutes), _Reached()
    reader = threading.Thread(target=there.read, args=(process.stdout,), daemon=True)
    reader.start()
    started = told = time.monotonic()
    while process.poll() is None:
        now = time.monotonic()
        if now - started > within_seconds:
            print(f"  more than {within_seconds / 60:.0f} minutes: stopped", flush=True)
            process.kill()
            break
        memory = {WORKER: pss_mib(process.pid), **stages_mib(stack)}
        growth.looks.append((there.minutes, memory))
        if now - told > _TELL_EVERY:
            told = now
            print(f"  {there.told(minutes, now)}, {now - started:.0f} s; {_listed(memory)}", flush=True)
        time.sleep(_LOOK_EVERY)
    process.wait()
    reader.join(5)
    return growth


class _Reached:
    """How much of the film is there."""

    def __init__(self) -> None:
        self.minutes = 0.0
        self._first: tuple[float, float] | None = None

    def read(self, lines: IO[str] | None) -> None:
        """Reads what is printed, to its end."""
        for line in lines or ():
            try:
                self.minutes = float(line)
            except ValueError:
                # The worker's own log.
                continue
            if self.minutes and self._first is None:
                self._first = time.monotonic(), self.minutes

    def told(self, wanted: float, now: float) -> str:
        """How much there is, and when the rest should be."""
        if self._first is None or self.minutes <= self._first[1]:
            return "nothing to see yet"
        pace = (now - self._first[0]) / (self.minutes - self._first[1])
        left = pace * max(wanted - self.minutes, 0.0)
        return f"{self.minutes:.1f} of {wanted:g} minutes, about {left / 60:.0f} more to wait"


def _listed(memory: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {mib:.0f} MiB" for name, mib in memory.items())
