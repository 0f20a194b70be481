"""PostgreSQL: one instance for the directory and one for each shard."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Mapping
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
    name = instance_name(database)
    data = layout.data_of(name)
    settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
    return Part(
        name=name,
        argv=(
            *without_root(),
            str(binaries.postgres("postgres")),
            "-D",
            str(data),
            "-p",
            str(port),
            *settings,
        ),
        env=env,
        port=port,
        groups=frozenset({"postgres"}),
        probe=_answers(port, password),
        probe_ready=_has_database(port, password),
        before_start=_initialised(name, data, layout, password, env),
        stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
        orphan_signal=signal.SIGQUIT,  # "immediate": its own children go with it
        stop_within=timedelta(seconds=20),
    )


def url(port: int, password: str, database: str = DATABASE) -> str:
    """What SQLAlchemy connects to."""
    return f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{port}/{database}"


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
        connection = await psycopg.AsyncConnection.connect(_conninfo(port, password), autocommit=True)
        async with connection:
            await connection.execute("SELECT 1")

    return probe


def _has_database(port: int, password: str) -> Probe:
    async def probe() -> None:
        connection = await psycopg.AsyncConnection.connect(_conninfo(port, password), autocommit=True)
        async with connection:
            found = await connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,))
            if await found.fetchone() is None:
                await connection.execute(f"CREATE DATABASE {DATABASE}")

    return probe


def _initialised(name: str, data: Path, layout: Layout, password: str, env: Mapping[str, str]) -> Step:
    async def step() -> None:
        if (data / "PG_VERSION").exists():
            await _previous_one_gone(data)
            return
        # Made elsewhere and moved into place whole: an interrupted initdb leaves nothing to trip over.
        shutil.rmtree(data, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=layout.data))
        layout.migrated.unlink(missing_ok=True)
        try:
            await _initdb(fresh, layout.log_of(name), password, env)
            (fresh / "data").rename(data)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    return step


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
        raise StackProblem(f"initdb failed ({_why(log)}); the whole output is in {log}.")


def _why(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    telling = [line for line in lines if re.search("error|FATAL|unshare", line)]
    return (telling or lines or ["no output"])[-1]


async def _previous_one_gone(data: Path) -> None:
    """After a crash its backends may still be finishing: two at once on one data folder would spoil it."""
    pid = _owner_of(data)
    if pid is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
        async with asyncio.timeout(30):
            await processes.gone(pid)


def _owner_of(data: Path) -> int | None:
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    # Otherwise the number belongs to something else by now.
    return pid if str(data).encode() in command else None


def _conninfo(port: int, password: str) -> str:
    # Not our own database: whoever copies that one as a template finds nobody in it.
    return f"host=127.0.0.1 port={port} user={USER} password={password} dbname=postgres connect_timeout=2"
