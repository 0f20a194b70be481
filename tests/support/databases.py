"""Databases of a test's own: copies of ones that have had every migration."""

import fcntl
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from services.kit.settings import DbSettings
from services.stack.launch import StackInfo


@contextmanager
def copied_databases(servers: StackInfo) -> Iterator[DbSettings]:
    """A directory and two shards, migrated and empty, dropped afterwards."""
    name = f"test_{uuid.uuid4().hex}"
    originals = {"directory": servers.directory_url, **servers.shard_urls}
    with _one_at_a_time(servers.folder / "copying"):
        for url in originals.values():
            _run(url, sql.SQL("CREATE DATABASE {} TEMPLATE {}"), name, _database(url))
    copies = {key: _with_database(url, name) for key, url in originals.items()}
    try:
        yield _settings(copies)
    finally:
        for url in originals.values():
            _run(url, sql.SQL("DROP DATABASE {} WITH (FORCE)"), name)


def _settings(urls: Mapping[str, str]) -> DbSettings:
    shards = {key: url for key, url in urls.items() if key != "directory"}
    # A pause of this process shall not look like a database that is away.
    patience = {"connect_timeout_seconds": 60, "pool_timeout_seconds": 60}
    return DbSettings.model_validate({"directory_url": urls["directory"], "shards": shards, **patience})


def _run(url: str, statement: sql.SQL, *names: str) -> None:
    server = _with_database(url, "postgres").replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.format(*(sql.Identifier(name) for name in names)))


def _database(url: str) -> str:
    return url.rpartition("/")[2]


def _with_database(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
