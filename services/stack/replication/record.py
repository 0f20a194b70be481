"""Who the primary is, and whether its standby has every acknowledged write: the one fact to decide by."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from services.stack.files import write_atomically
from services.stack.problems import StackProblem


@dataclass(frozen=True, slots=True)
class Record:
    """Kept on disk, and written before what it says becomes true of the servers.

    `synchronous` promises that every acknowledged write is on the standby's disk. So it is taken back before
    commits stop waiting for the standby, and given only after they wait again.
    """

    primary: str
    synchronous: bool = False
    failovers: int = 0


def load_record(path: Path, *, first: str) -> Record:
    """The stored one; on a folder that has never been replicated `first` is the primary.

    Raises:
        StackProblem: it can't be read, so nobody knows which instance is ahead.
    """
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Record(first)
    except (ValueError, TypeError):
        raise StackProblem(
            f"{path} can't be read, and it alone says which instance has the newest rows: mend it by hand."
        ) from None


def save_record(path: Path, record: Record) -> None:
    """Replaces the stored one; on disk when this returns."""
    write_atomically(path, json.dumps(asdict(record)) + "\n")
    for durable in (path, path.parent):
        descriptor = os.open(durable, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
