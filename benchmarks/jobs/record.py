"""Who did what when: fixed-size records in one file, which any number of processes append to.

Standard library only: the peers' processes run in an environment of their own.
"""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path

_RECORD = struct.Struct("<qd")


class Recorder:
    """Appends to a file; a record is one write, so that processes don't interleave."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def note(self, number: int) -> None:
        """Notes that job `number` has got so far now."""
        os.write(self._file, _RECORD.pack(number, time.time()))


def noted(path: Path) -> int:
    """How many records there are."""
    return path.stat().st_size // _RECORD.size if path.exists() else 0


def first_times(path: Path) -> dict[int, float]:
    """When each job was noted first, in seconds of the machine's clock."""
    times: dict[int, float] = {}
    if path.exists():
        for number, moment in _RECORD.iter_unpack(path.read_bytes()):
            times.setdefault(number, moment)
    return times
