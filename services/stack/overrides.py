"""What the next start of one part is to differ in: how faults are tried on a stack that runs.

The supervisor reads a part's file before each start of it. None is ever there in ordinary use.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from services.stack.files import write_atomically
from services.stack.problems import StackProblem

_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Override:
    """One part's."""

    held: bool = False
    """Once it has ended it isn't started again for as long as this is set."""
    env: Mapping[str, str] = field(default_factory=dict)
    """Variables on top of the part's own."""


def write_override(path: Path, override: Override | None) -> None:
    """Holds from the part's next start on; None: as it was planned."""
    if override is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, json.dumps(asdict(override)))


def read_override(path: Path) -> Override:
    """The one in force.

    Raises:
        StackProblem: the file isn't one of `write_override`.
    """
    try:
        return Override(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Override()
    except (ValueError, TypeError) as error:
        raise StackProblem(f"{path} isn't an override: delete it.") from error


async def released(path: Path) -> Override:
    """Waits for as long as the part is held."""
    while (override := read_override(path)).held:  # noqa: ASYNC110  (another process releases it)
        await asyncio.sleep(_LOOK_EVERY)
    return override
