"""PostgreSQL: one instance for the directory and one for each shard."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import psycopg

from services.stack import binaries, processes
from services.stack.layout import Layout
from services.stack.parts import Part, Probe, Step
from services.stack.problems import StackProblem

USER = "encompass"
DATABASE = "encompass"
DIRECTORY = "directory"
SHARDS = ("shard-0", "shard-1")

_NOBODY = "65534"
_AS_NOBODY = ("unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}", "--")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    # Lets pg_rewind bring a former primary back, and lets slots move between shards by logical replication.
    "wal_log_hints": "on",
    "wal_level": "logical",
    "wal_retrieve_retry_interval": "200ms",
    "max_connections": "200",
    "shared_buffers": "48MB",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_min_duration_statement": "500ms",
}


def instance_name(database: str) -> str:
    """The part that serves this database: `postgres-directory`, `postgres-shard-0`, …"""
    return f"postgres-{database}"


def postgres_part(database: str, layout: Layout, port: int, password: str, env: Mapping[str, str]) -> Part:
    """One instance, with its data folder made at the first start."""
    return instance_part(instance_name(database), layout, port, password, env)


def instance_part(
    name: str,
    layout: Layout,
    port: int,
    password: str,
    env: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
) -> Part:
    """The same under any name; `settings` come on top of those that every instance has."""
    data = layout.data_of(name)
    every = {**_SETTINGS, **(settings or {})}
    return Part(
        name=name,
        argv=(
            *without_root(),
            str(binaries.postgres("postgres")),
            "-D",
            str(data),
            "-p",
            str(port),
            *(word for key, value in every.items() for word in ("-c", f"{key}={value}")),
        ),
        env=env,
        port=port,
        groups=frozenset({"postgres"}),
        probe=_answers(port, password),
        probe_ready=has_database(port, password),
        before_start=_prepared(name, data, layout, password, env),
        stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
        orphan_signal=signal.SIGQUIT,  # "immediate": its own children go with it
        stop_within=timedelta(seconds=20),
    )


def url(port: int, password: str, database: str = DATABASE) -> str:
    """What SQLAlchemy connects to."""
    return f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{port}/{database}"


def url_of_either(ports: Sequence[int], password: str, database: str = DATABASE) -> str:
    """What SQLAlchemy and libpq connect to when any of several instances may be the one that takes writes."""
    hosts = ",".join("127.0.0.1" for _ in ports)
    numbers = ",".join(str(port) for port in ports)
    # Not `read-write`: by that rule a session of ours that only reads would find no server at all.
    query = f"host={hosts}&port={numbers}&target_session_attrs=primary"
    return f"postgresql+psycopg://{USER}:{password}@/{database}?{query}"


def without_root() -> tuple[str, ...]:
    """PostgreSQL refuses to run as root: the words that make root look like nobody to it.

    A user namespace of its own keeps the data under a folder that only root can enter.
    """
    if os.geteuid() != 0:
        return ()
    if shutil.which("unshare") is None:
        raise StackProblem(
            "PostgreSQL refuses to run as root and `unshare` isn't here: run as an ordinary user."
        )
    return _AS_NOBODY


def _answers(port: int, password: str) -> Probe:
    async def probe() -> None:
        connection = await psycopg.AsyncConnection.connect(conninfo(port, password), autocommit=True)
        async with connection:
            await connection.execute("SELECT 1")

    return probe


def has_database(port: int, password: str) -> Probe:
    """Answers, and holds our database, which is made when it is missing."""

    async def probe() -> None:
        connection = await psycopg.AsyncConnection.connect(conninfo(port, password), autocommit=True)
        async with connection:
            found = await connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
            if await found.fetchone() is None:
                await connection.execute(f"CREATE DATABASE {DATABASE}")

    return probe


def _prepared(name: str, data: Path, layout: Layout, password: str, env: Mapping[str, str]) -> Step:
    async def step() -> None:
        if has_data(data):
            await previous_one_gone(data)
        else:
            await initialise(name, data, layout, password, env)

    return step


def has_data(data: Path) -> bool:
    """Whether there is an instance's data in this folder."""
    return (data / "PG_VERSION").exists()


async def initialise(name: str, data: Path, layout: Layout, password: str, env: Mapping[str, str]) -> None:
    """Makes the data folder of a new instance.

    Raises:
        StackProblem: initdb says why not.
    """
    # Made elsewhere and moved into place whole: an interrupted initdb leaves nothing to trip over.
    shutil.rmtree(data, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=layout.data))
    layout.forget_preparation()
    try:
        await _initdb(fresh, layout.log_of(name), password, env)
        (fresh / "data").rename(data)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


async def _initdb(folder: Path, log: Path, password: str, env: Mapping[str, str]) -> None:
    password_file = folder / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password, encoding="utf-8")
    argv = [
        *without_root(),
        str(binaries.postgres("initdb")),
        "-D",
        str(folder / "data"),
        *("-U", USER, "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "-k"),
        *("--auth-host=scram-sha-256", "--auth-local=reject", f"--pwfile={password_file}"),
    ]
    code = await processes.run_to_end(argv, env=env, log=log, within=timedelta(seconds=120))
    if code != 0:
        raise StackProblem(f"initdb failed ({last_complaint(log)}); the whole output is in {log}.")


def last_complaint(log: Path) -> str:
    """Why a program that wrote this log failed, in its own words."""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    telling = [line for line in lines if re.search("error|FATAL|unshare", line)]
    return (telling or lines or ["no output"])[-1]


async def previous_one_gone(data: Path) -> None:
    """After a crash its backends may still be finishing: two at once on one data folder would spoil it."""
    pid = _recorded_pid(data)
    if pid is None:
        return
    async with asyncio.timeout(30):
        with contextlib.suppress(ProcessLookupError):
            if _holds(pid, data):
                os.kill(pid, signal.SIGINT)
                await processes.gone(pid)
        # PostgreSQL refuses to start while there is a process of the number in its lock file, dead or alive.
        await processes.collected(pid)


def _recorded_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _holds(pid: int, data: Path) -> bool:
    """Otherwise the number belongs to something else by now."""
    try:
        return str(data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def conninfo(port: int, password: str) -> str:
    """What libpq connects to for questions about the server itself."""
    # Not our own database: whoever copies that one as a template finds nobody in it.
    return f"host=127.0.0.1 port={port} user={USER} password={password} dbname=postgres connect_timeout=2"
