"""From what is asked for on the command line to faults."""

import random

from tests.faults.fault import Fault
from tests.faults.faults import ALL, SHORT
from tests.faults.target import Target


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
