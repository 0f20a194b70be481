"""Ports: picked free once, remembered, and checked again at every start."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from services.stack.files import write_atomically
from services.stack.problems import StackProblem

LOWEST, HIGHEST = 12_000, 22_000
"""Below the range from which the kernel takes ports for outgoing connections, so that none is lost to one
between two starts; and low enough for SeaweedFS, whose gRPC ports are its HTTP ports plus 10000."""

GRPC_OFFSET = 10_000

PORT_RANGE = "ENCOMPASS_STACK_PORT_RANGE"
"""The variable that says from which ports to pick, as `12000-12499`. Whoever starts several stacks at a time
gives each a range of its own: a port that was found free is only taken some seconds later."""

EDGE = "edge"
"""The port that people and links know: never changed without being asked."""

PORTS = (
    EDGE,
    "edge-admin",
    "postgres-directory",
    "postgres-shard-0",
    "postgres-shard-1",
    "nats",
    "nats-monitor",
    "seaweed-s3",
    "seaweed-master",
    "seaweed-volume",
    "seaweed-filer",
    "seaweed-admin",
    "triton-grpc",
    "triton-http",
    "triton-metrics",
    "traces",
    "auth",
    "auth-metrics",
    "questionnaire",
    "questionnaire-metrics",
    "script",
    "script-metrics",
    "video",
    "video-metrics",
    "script-worker-metrics",
    "video-worker-metrics",
    "jobs",
    "jobs-metrics",
    "media",
    "media-metrics",
)

HA_PORTS = (
    "postgres-shard-0-b",
    "nats-cluster",
    "nats-2",
    "nats-2-monitor",
    "nats-2-cluster",
    "nats-3",
    "nats-3-monitor",
    "nats-3-cluster",
)
"""What the profile `ha` has beyond the others."""

IsFree = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Ports:
    """The number of each named port."""

    numbers: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        return self.numbers[name]


def load_ports(path: Path) -> Ports | None:
    """The remembered ports, or None when there are none that can be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(stored, dict):
        return None
    return Ports({str(name): number for name, number in stored.items() if isinstance(number, int)})


def save_ports(path: Path, ports: Ports) -> None:
    """Remembers them for the next start."""
    write_atomically(path, json.dumps(dict(ports.numbers), indent=2) + "\n")


def settle_ports(
    remembered: Ports | None,
    *,
    names: Iterable[str] = PORTS,
    is_free: IsFree | None = None,
    owner_of: Callable[[int], str] | None = None,
    choose: random.Random | None = None,
    within: range = range(LOWEST, HIGHEST),
) -> tuple[Ports, list[str]]:
    """Keeps every remembered port that is still free and picks the others.

    Returns the ports and one line for each that had to move. The edge's port doesn't move, since links and
    bookmarks name it: when somebody else has it, a StackProblem says who.
    """
    free = is_free or port_is_free
    who = owner_of or owner_of_port
    dice = choose or random.Random()
    known = dict(remembered.numbers) if remembered else {}
    settled: dict[str, int] = {}
    moved: list[str] = []
    for name in names:
        before = known.get(name)
        if before is not None and before not in settled.values() and _usable(name, before, free):
            settled[name] = before
            continue
        if before is not None and name == EDGE:
            raise StackProblem(
                f"Port {before}, this stack's edge, is taken by {who(before)}: stop that, or delete the line "
                f'"{EDGE}" from ports.json to move the edge to another port.'
            )
        settled[name] = _pick(
            name, avoid={*settled.values(), *known.values()}, free=free, dice=dice, within=within
        )
        if before is not None:
            moved.append(f"Port {before} ({name}) is taken by {who(before)}: moved to {settled[name]}.")
    return Ports(settled), moved


def chosen_range(environment: Mapping[str, str]) -> range:
    """From which ports to pick.

    Raises:
        StackProblem: what the variable says is no range.
    """
    text = environment.get(PORT_RANGE)
    if text is None:
        return range(LOWEST, HIGHEST)
    try:
        first, last = map(int, text.split("-"))
    except ValueError:
        raise StackProblem(f"{PORT_RANGE} is {text!r}; it should be like 12000-12499.") from None
    return range(first, last + 1)


def port_is_free(number: int) -> bool:
    """Whether a server could listen on this port of the loopback now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: a port whose last connections are in TIME_WAIT is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
            probe.listen(1)
        except OSError:
            return False
    return True


def owner_of_port(number: int) -> str:
    """Who listens there, in words."""
    try:
        listening = [each for each in psutil.net_connections(kind="tcp") if each.status == psutil.CONN_LISTEN]
        for pid in [each.pid for each in listening if each.laddr and each.laddr[-1] == number]:
            if pid:
                return f"{psutil.Process(pid).name()} (pid {pid})"
    except psutil.Error:
        pass
    return "another process"


def _usable(name: str, number: int, free: IsFree) -> bool:
    if not free(number):
        return False
    return not name.startswith("seaweed-") or free(number + GRPC_OFFSET)


def _pick(name: str, *, avoid: set[int], free: IsFree, dice: random.Random, within: range) -> int:
    for number in dice.sample(within, min(500, len(within))):
        if number not in avoid and _usable(name, number, free):
            return number
    raise StackProblem(
        f"No free port from {within[0]} to {within[-1]} for {name}: stop some servers on this machine."
    )
