"""From what is asked for on the command line to faults."""

import random
from typing import Final

from tests.faults.fault import Fault
from tests.faults.faults import ALL
from tests.faults.target import Target

SHORT: Final = (
    "kill-script-worker",
    "kill-video-worker",
    "pause-video-worker-past-lease",
    "kill-jobs",
    "kill-nats",
    "nats-wiped",
    "kill-triton",
    "kill-postgres-shard-0",
    "s3-third-fails",
    "several",
)
"""One of each kind, for every change: a few minutes."""


class NoFault:
    """Nothing goes wrong: what must hold anyway."""

    name = "none"
    touches: frozenset[str] = frozenset()

    async def inject(self, target: Target, rng: random.Random) -> None:
        """Does nothing."""


class UnknownFault(Exception):
    """There is no such fault; the message says which there are."""


def choose(names: str) -> list[Fault]:
    """The faults of these names, comma separated; `all`, `short` and `none` are known, too.

    Raises:
        UnknownFault
    """
    chosen: list[Fault] = []
    for name in (part.strip() for part in names.split(",")):
        if name == "none":
            chosen.append(NoFault())
        elif name == "all":
            chosen += ALL.values()
        elif name == "short":
            chosen += (ALL[one] for one in SHORT)
        elif name in ALL:
            chosen.append(ALL[name])
        else:
            raise UnknownFault(f"There is no fault {name!r}; there are {', '.join(sorted(ALL))}.")
    return chosen
