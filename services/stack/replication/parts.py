"""The two parts of a pair, as the supervisor runs them."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from services.stack.layout import Layout
from services.stack.parts import Part
from services.stack.ports import Ports
from services.stack.replication.copies import Copies
from services.stack.replication.instance import Instance
from services.stack.replication.pair import Pair, Tell
from services.stack.servers import postgres

REPLICATED = postgres.SHARDS[0]
"""The database that has a standby."""

INSTANCES = (postgres.instance_name(REPLICATED), f"{postgres.instance_name(REPLICATED)}-b")
"""The first is the primary of a folder that has never been replicated; later either may be."""

_SETTINGS = {
    # A backend that dies takes the whole instance with it: coming back within the postmaster would show
    # commits that no standby has, and nobody would know.
    "restart_after_crash": "off",
    # A standby that is paused or cut off is noticed about as soon as one that is dead.
    "wal_sender_timeout": "5s",
    "wal_receiver_timeout": "5s",
    "wal_receiver_status_interval": "1s",
    # A standby that is away for longer than this lasts is copied anew; the disk of the primary comes first.
    "max_slot_wal_keep_size": "1GB",
}


def open_pair(layout: Layout, ports: Ports, password: str, env: Mapping[str, str], tell: Tell) -> Pair:
    """The pair of this folder.

    Raises:
        StackProblem: nobody can say who its primary is.
    """
    return Pair(
        REPLICATED,
        {name: Instance(ports[name], password) for name in INSTANCES},
        Copies(layout, password, env),
        layout.primary_of(REPLICATED),
        tell,
    )


def pair_parts(pair: Pair, layout: Layout, ports: Ports, password: str, env: Mapping[str, str]) -> list[Part]:
    """Both instances; they wait for each other by themselves."""
    return [
        replace(
            postgres.instance_part(name, layout, ports[name], password, env, _SETTINGS),
            before_start=pair.before_start(name),
            after_death=pair.after_death(name),
            probe=pair.probe(name),
            probe_every=timedelta(seconds=1),
            probe_within=timedelta(seconds=2),
            describe=partial(pair.describe, name),
            hung_signal=signal.SIGKILL,
            redundant=True,
        )
        for name in INSTANCES
    ]
