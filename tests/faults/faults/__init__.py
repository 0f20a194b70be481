"""All faults, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from services.stack.environment import GRPC_SERVICES, WORKERS
from tests.faults.fault import Fault, FaultNotApplied
from tests.faults.faults.bells import BellsDoubled, BellsHeld, NatsWiped, RelayStopped
from tests.faults.faults.clocks import ClockJumps
from tests.faults.faults.databases import REFUSING_DIRECTORY, REFUSING_SHARD, Cut, DiskFull, Slow
from tests.faults.faults.deploy import RollingDeploy
from tests.faults.faults.halfway import KilledHalfway
from tests.faults.faults.last_attempt import LastAttemptFails
from tests.faults.faults.leases import PausedPastLease, WritesArriveLate
from tests.faults.faults.models import ModelKilled, ModelPaused, TritonCutOff, TritonHangs
from tests.faults.faults.objects import BadWrites
from tests.faults.faults.processes import HangAndDie, Kill, KillBackend, KillPostmaster, KillTogether, Pause
from tests.faults.faults.several import Several
from tests.faults.target import DIRECTORY, SHARDS

__all__ = ["ALL", "LONG", "SHORT", "Fault", "FaultNotApplied"]

_PROCESSES: Final = {
    **{part: (part,) for part in (*GRPC_SERVICES, *WORKERS, "nats", "seaweed", "envoy", "triton")},
    "postgres-directory": (DIRECTORY,),
    "postgres-shard": SHARDS,
}
_BOTH_WORKERS: Final = ("script-worker", "video-worker")

_ALONE: Final[tuple[Fault, ...]] = (
    *(Kill(f"kill-{name}", parts) for name, parts in _PROCESSES.items()),
    *(Pause(f"pause-{name}", parts) for name, parts in _PROCESSES.items()),
    KillTogether("kill-both-workers", _BOTH_WORKERS),
    KilledHalfway(),
    HangAndDie("nats-hangs-and-dies", ("nats",)),
    HangAndDie("postgres-shard-hangs-and-dies", SHARDS),
    HangAndDie("seaweed-hangs-and-dies", ("seaweed",)),
    KillPostmaster(),
    KillBackend(),
    *(PausedPastLease(f"pause-{worker}-past-lease", worker) for worker in _BOTH_WORKERS),
    *(WritesArriveLate(f"{worker}-writes-late", worker) for worker in _BOTH_WORKERS),
    NatsWiped(),
    BellsDoubled(),
    BellsHeld(),
    RelayStopped("relay-stopped", 4, 10),
    Slow(),
    REFUSING_DIRECTORY,
    REFUSING_SHARD,
    Cut("commits-cut", unheard=False),
    Cut("commits-unheard", unheard=True),
    BadWrites("s3-third-fails", fail=1 / 3),
    BadWrites("s3-uploads-cut", cut=1 / 3),
    BadWrites("s3-answers-lost", lose=1 / 3),
    ModelKilled(),
    ModelPaused(),
    TritonHangs(),
    TritonCutOff(),
    LastAttemptFails("script"),
    LastAttemptFails("video"),
    DiskFull(),
    ClockJumps(),
)

# Those that apply whatever else goes wrong at the same time.
_SOCIABLE: Final = tuple(
    fault for fault in _ALONE if isinstance(fault, Kill | Pause | HangAndDie | KillPostmaster)
)
_DEPLOY: Final = RollingDeploy()
_SEVERAL: Final = Several("several", _SOCIABLE)
_MINUTE: Final = RelayStopped("relay-stopped-minute", 60, 60)

ALL: Final[Mapping[str, Fault]] = {fault.name: fault for fault in (*_ALONE, _DEPLOY, _SEVERAL, _MINUTE)}
"""Every fault, by name."""

SHORT: Final = (
    "kill-script-worker",
    "kill-video-worker",
    "pause-video-worker-past-lease",
    "script-worker-writes-late",
    "kill-postgres-shard",
    "nats-wiped",
    "bells-doubled",
    "commits-unheard",
    "s3-third-fails",
    "triton-cut-off",
    "several",
)
"""What is tried at every change: one or two of each sort, the quick ones."""

LONG: Final = (_DEPLOY.name, _MINUTE.name)
"""Those that take a minute."""
