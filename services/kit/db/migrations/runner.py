"""Brings databases to the head of their history: all at once, safely beside another run, quickly if done."""

import ast
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg

_LOCK: Final = 0x656E636F6D70  # "encomp": one migration of a database at a time
_LOCK_TIMEOUT_MS: Final = 10_000
_CONNECT_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Database:
    """A database to migrate, and the folders that hold its history."""

    name: str
    url: str = field(repr=False)
    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Migrated:
    """How it went for one database."""

    name: str
    revision: str
    changed: bool


class MigrationFailed(Exception):
    """A database couldn't be brought to its head; the message is for an operator, without secrets."""


class HistoryInvalid(Exception):
    """The revision files don't form one line."""


def upgrade_all(databases: Sequence[Database]) -> list[Migrated]:
    """Upgrades every database to its head, side by side.

    Those that are there already cost one query each. The others are migrated under an advisory lock, each
    in a process of its own, since Alembic keeps its context in globals.

    Raises:
        MigrationFailed: at least one failed; the others were carried through.
    """
    heads = {folders: head_of(folders) for folders in {database.folders for database in databases}}
    with ThreadPoolExecutor(max_workers=max(1, min(16, len(databases)))) as threads:
        found = list(threads.map(_current, databases))
    results = {d.name: Migrated(d.name, heads[d.folders], changed=False) for d in databases}
    behind = [d for d, revision in zip(databases, found, strict=True) if revision != heads[d.folders]]
    failures: list[str] = []
    # One after the other: Alembic can't in threads, and a process that is forked amid others' locks may hang.
    for database in behind:
        try:
            results[database.name] = upgrade(database)
        except MigrationFailed as error:
            failures.append(str(error))
    if failures:
        raise MigrationFailed("; ".join(failures))
    return [results[database.name] for database in databases]


def libpq_url(url: str) -> str:
    """An SQLAlchemy URL, as psycopg itself reads it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def head_of(folders: Sequence[Path]) -> str:
    """The last revision of a linear history, read from the files without loading Alembic.

    Raises:
        HistoryInvalid: no revision, two heads, a fork, or a parent that isn't there.
    """
    parents: dict[str, str | None] = {}
    for folder in folders:
        for path in sorted(folder.glob("[a-z]*_*.py")):
            revision, parent = _ids(path)
            if revision in parents:
                raise HistoryInvalid(f"two files have the revision {revision}")
            parents[revision] = parent
    heads = set(parents) - {parent for parent in parents.values() if parent is not None}
    lost = {parent for parent in parents.values() if parent is not None} - set(parents)
    if len(heads) != 1 or lost or len(set(parents.values())) != len(parents):
        raise HistoryInvalid(f"not one line: heads {sorted(heads)}, missing {sorted(lost)}")
    return heads.pop()


def _ids(path: Path) -> tuple[str, str | None]:
    constants = {
        target.id: node.value.value
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if not isinstance(constants.get("revision"), str):
        raise HistoryInvalid(f"{path.name} has no revision")
    parent = constants.get("down_revision")
    return str(constants["revision"]), parent if isinstance(parent, str) else None


def _current(database: Database) -> str | None:
    try:
        with psycopg.connect(
            libpq_url(database.url), connect_timeout=_CONNECT_SECONDS, autocommit=True
        ) as connection:
            exists = connection.execute("SELECT to_regclass('alembic_version') IS NOT NULL").fetchone()
            if exists != (True,):
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except psycopg.Error as error:
        raise MigrationFailed(f"{database.name}: can't be reached ({type(error).__name__})") from error


def upgrade(database: Database) -> Migrated:
    """Upgrades one database to its head, under its advisory lock: a second run waits, then finds it done.

    Raises:
        MigrationFailed: it couldn't be reached, or a revision failed. Revisions before it are kept.
    """
    # Half a second of imports that most runs don't need: their databases are at their heads.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError
    from sqlalchemy import NullPool, create_engine, make_url
    from sqlalchemy.exc import DBAPIError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in database.folders))
    engine = create_engine(
        make_url(database.url), poolclass=NullPool, connect_args={"connect_timeout": _CONNECT_SECONDS}
    )
    head = head_of(database.folders)
    try:
        with engine.connect() as connection:
            # The lock belongs to the session: it outlives the transaction of each revision.
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({_LOCK})")
            connection.exec_driver_sql(f"SET lock_timeout = {_LOCK_TIMEOUT_MS}")
            connection.commit()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except (DBAPIError, CommandError) as error:
        cause = getattr(error, "orig", error)
        raise MigrationFailed(f"{database.name}: {type(cause).__name__}: {cause}") from None
    finally:
        engine.dispose()
    return Migrated(database.name, head, changed=True)
