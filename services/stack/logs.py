"""The logs of the parts, one after the other or as they come."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.stack.layout import Layout
from services.stack.problems import StackProblem

_LOOK_EVERY = 0.2
_TAIL_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line and the part that wrote it."""

    part: str
    text: str


def last_lines(layout: Layout, part: str | None, count: int) -> Iterator[LogLine]:
    """The last lines of one part, or of each."""
    for log in _files(layout, part):
        for text in _tail(log, count):
            yield LogLine(log.stem, text)


def follow(layout: Layout, part: str | None) -> Iterator[LogLine]:
    """Lines as they are written, from now on, without end; parts that start later are included."""
    read: dict[Path, int] = {log: log.stat().st_size for log in _files(layout, part)}
    while True:
        for log in _files(layout, part):
            size = log.stat().st_size
            start = read.get(log, 0)
            if size < start:  # emptied when it had grown too large
                start = 0
            if size > start:
                text, read[log] = _whole_lines(log, start)
                for line in text:
                    yield LogLine(log.stem, line)
        time.sleep(_LOOK_EVERY)


def _files(layout: Layout, part: str | None) -> list[Path]:
    logs = sorted(layout.logs.glob("*.log"))
    if part is None:
        return logs
    chosen = [log for log in logs if log.stem == part]
    if not chosen:
        names = ", ".join(log.stem for log in logs) or "none yet"
        raise StackProblem(f"There is no log of {part}; there are: {names}.")
    return chosen


def _tail(log: Path, count: int) -> list[str]:
    with log.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL_BYTES))
        return file.read().decode("utf-8", errors="replace").splitlines()[-count:]


def _whole_lines(log: Path, start: int) -> tuple[list[str], int]:
    with log.open("rb") as file:
        file.seek(start)
        written = file.read()
    end = written.rfind(b"\n") + 1
    return written[:end].decode("utf-8", errors="replace").splitlines(), start + end
