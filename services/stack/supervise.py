"""`python -m services.stack.supervise`: the process that holds one stack's folder and runs its parts.

It is started by the command line (services/stack/launch.py), never by hand, and imports no gRPC: the kernel
ends its children when the thread that forked them ends, so nothing may fork behind its back.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from services.stack import processes
from services.stack.credentials import load_or_make_credentials
from services.stack.environment import Environment
from services.stack.files import write_atomically
from services.stack.film_pki import prepare_film_certificate
from services.stack.layout import Layout
from services.stack.parts import Part
from services.stack.pki import prepare_certificates, prepare_signing_key
from services.stack.plan import CERTIFIED, plan_parts
from services.stack.ports import HA_PORTS, PORTS, chosen_range, load_ports, save_ports, settle_ports
from services.stack.problems import AlreadyRunning, StackProblem
from services.stack.profile import Profile, claim_folder
from services.stack.replication.pair import Pair
from services.stack.replication.parts import open_pair
from services.stack.restarts import chosen_policy
from services.stack.status import Phase, StackStatus, write_status
from services.stack.supervisor import Supervisor
from services.stack.sweep import sweep

FREE_BYTES_NEEDED = 1024**3
_LOG_BYTES_KEPT = 32 * 1024 * 1024
_LOGS_TRIMMED_EVERY = 30.0
_NOTICES_KEPT = 8


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for."""

    folder: Path
    parts: frozenset[str] | None
    while_pid: int | None
    """Stop when this process is gone."""
    profile: Profile


def main() -> None:
    """Runs one stack until SIGTERM; exits with 1 when it couldn't, the reason being in status.json."""
    order = _parse(sys.argv[1:])
    layout = Layout(order.folder)
    layout.create()
    try:
        lock = hold(layout)
    except AlreadyRunning as problem:
        print(problem, file=sys.stderr)
        raise SystemExit(3) from None
    with lock:
        status = StackStatus(
            supervisor_pid=os.getpid(),
            supervisor_started=processes.started_at(os.getpid()) or 0.0,
            began_at=time.time(),
            tied=order.while_pid is not None,
            profile=order.profile,
        )
        try:
            sweep(layout)
            write_status(layout.status, status)
            parts, pair = prepare(layout, order.parts, status)
            asyncio.run(_supervise(layout, parts, pair, status, order.while_pid))
        except StackProblem as problem:
            status.phase, status.message = Phase.FAILED, str(problem)
            write_status(layout.status, status)
            print(problem, file=sys.stderr)
            raise SystemExit(1) from None


def hold(layout: Layout) -> IO[str]:
    """Takes the folder's lock for this process's life.

    Raises:
        AlreadyRunning: another process has it.
    """
    lock = layout.lock.open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise AlreadyRunning(f"A stack already runs on {layout.folder}: see `make status`.") from None
    return lock


def prepare(
    layout: Layout, wanted: frozenset[str] | None, status: StackStatus
) -> tuple[list[Part], Pair | None]:
    """Ports, secrets, certificates, configuration: everything but the processes."""
    _check_disk(layout.folder)
    claim_folder(layout, status.profile)
    ha = status.profile is Profile.HA
    names = (*PORTS, *(HA_PORTS if ha else ()))
    ports, moved = settle_ports(load_ports(layout.ports), names=names, within=chosen_range(os.environ))
    save_ports(layout.ports, ports)
    status.notices += moved
    credentials = load_or_make_credentials(layout.secrets)
    prepare_certificates(layout, CERTIFIED)
    prepare_signing_key(layout.auth_keys)
    prepare_film_certificate(layout)
    environment = Environment(layout, ports, credentials, status.profile)
    pair = None
    if ha:
        password, base = credentials.postgres_password, environment.base()
        pair = open_pair(layout, ports, password, base, partial(_tell, status))
    parts = plan_parts(environment, wanted, pair=pair)
    for part in parts:
        _trim(layout.log_of(part.name))
    info = {
        "edge_url": environment.edge_url,
        "ca": str(layout.ca),
        "ports": dict(ports.numbers),
        "profile": status.profile.value,
    }
    write_atomically(layout.info, json.dumps(info, indent=2) + "\n")
    is_replicated = any(part.name in pair.instances for part in parts) if pair else False
    return parts, pair if is_replicated else None


def _tell(status: StackStatus, news: str) -> None:
    """Into the supervisor's log, and with the next change of state into `make status`."""
    line = f"{time.strftime('%H:%M:%S')} {news}"
    print(line, file=sys.stderr, flush=True)
    status.notices = [*status.notices, line][-_NOTICES_KEPT:]


async def _supervise(
    layout: Layout, parts: Sequence[Part], pair: Pair | None, status: StackStatus, while_pid: int | None
) -> None:
    supervisor = Supervisor(layout, parts, status, chosen_policy(os.environ))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, supervisor.stop)
    beside = [asyncio.create_task(_keep_logs_short(layout))]
    if pair is not None:
        beside.append(asyncio.create_task(pair.watch()))
    if while_pid is not None:
        beside.append(asyncio.create_task(_stop_when_gone(while_pid, supervisor)))
    try:
        await supervisor.run()
    finally:
        for task in beside:
            task.cancel()


async def _stop_when_gone(pid: int, supervisor: Supervisor) -> None:
    await processes.gone(pid)
    supervisor.stop()


async def _keep_logs_short(layout: Layout) -> None:
    while True:
        await asyncio.sleep(_LOGS_TRIMMED_EVERY)
        for log in (*layout.logs.glob("*.log"), *layout.traces.glob("*.jsonl")):
            _trim(log)


def _trim(log: Path) -> None:
    """Keeps one earlier file. Those who write here append, so emptying the file under them is safe."""
    if log.exists() and log.stat().st_size > _LOG_BYTES_KEPT:
        shutil.copyfile(log, log.with_suffix(log.suffix + ".1"))
        os.truncate(log, 0)


def _check_disk(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < FREE_BYTES_NEEDED:
        raise StackProblem(
            f"Only {free / 1024**2:.0f} MiB are free on the disk of {folder} and the stack needs "
            f"{FREE_BYTES_NEEDED / 1024**2:.0f}: free some (old films are in out/)."
        )


def _parse(words: Sequence[str]) -> Order:
    parser = argparse.ArgumentParser(prog="services.stack.supervise")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--parts", default="")
    parser.add_argument("--while-pid", type=int)
    parser.add_argument("--profile", type=Profile, choices=list(Profile), default=Profile.LOCAL)
    given = parser.parse_args(words)
    parts = frozenset(part for part in given.parts.split(",") if part)
    return Order(given.folder.resolve(), parts or None, given.while_pid, given.profile)


if __name__ == "__main__":
    main()
