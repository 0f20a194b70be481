"""A row for somebody in every table of a shard, whatever tables there are."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from pydantic import SecretStr

from services.kit.ids import UserId, new_id, slot_of
from services.kit.settings import DbSettings

_OWNED = """
SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'
    AND table_name IN (
        SELECT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'slot')
ORDER BY table_name"""
_NEEDED = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL"""
_VALUES: Mapping[str, Any] = {
    "text": "x",
    "smallint": 1,
    "integer": 1,
    "bigint": 1,
    "double precision": 0.5,
    "boolean": False,
    "bytea": b"x",
    "jsonb": json.dumps({}),
    "ARRAY": [],
    "interval": "1 second",
    "timestamp with time zone": "2026-01-01T00:00:00Z",
}
_CHECKED: Mapping[tuple[str, str], Any] = {
    ("job", "state"): "SUCCEEDED",
    ("media_asset", "state"): "READY",
    ("media_asset", "purpose"): "PORTRAIT",
    ("outbox", "lane"): "STREAM",
    ("outbox", "subject"): "events.test.test.seeded",
    ("video", "state"): "READY",
}
"""What not any value will do for."""


def owned_tables(url: SecretStr) -> list[str]:
    """The tables of a shard that hold rows of people."""
    with _connection(url) as connection:
        return [row["table_name"] for row in connection.execute(_OWNED)]


def seed(url: SecretStr, owner: UserId, resource_id: UUID) -> None:
    """Gives somebody a row in every table that they have none in. Whatever has an id has `resource_id`."""
    with _connection(url) as connection:
        # Neither order nor counts of triggers matter here.
        connection.execute("SET session_replication_role = replica")
        for table in owned_tables(url):
            if not _count(connection, table, owner):
                # What was deleted before was something else.
                _insert(connection, table, owner, new_id() if table.startswith("deleted_") else resource_id)


def rows_of(db: DbSettings, owner: UserId) -> dict[str, int]:
    """How many rows somebody has in each table of the shards that they have any in."""
    found: dict[str, int] = {}
    for url in db.shards.values():
        with _connection(url) as connection:
            for table in owned_tables(url):
                count = _count(connection, table, owner)
                if count:
                    found[table] = found.get(table, 0) + count
    return found


def everything(db: DbSettings) -> str:
    """All rows of all tables of all databases, as text."""
    text = ""
    for url in (db.directory_url, *db.shards.values()):
        with _connection(url) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            for row in tables.fetchall():
                query = sql.SQL("SELECT * FROM {}").format(sql.Identifier(row["tablename"]))
                text += f"\n{row['tablename']}: {connection.execute(query).fetchall()!r}"
    return text


def _insert(
    connection: psycopg.Connection[dict[str, Any]], table: str, owner: UserId, resource_id: UUID
) -> None:
    values: dict[str, Any] = {}
    for column in connection.execute(_NEEDED, (table,)).fetchall():
        name, kind = column["column_name"], column["data_type"]
        values[name] = _CHECKED.get((table, name), resource_id if kind == "uuid" else _VALUES.get(kind))
        if name.endswith("blob_key"):
            values[name] = f"videos/{resource_id}/{name}"
    values |= {"slot": slot_of(owner), "user_id": owner}
    query = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    connection.execute(query, list(values.values()))


def _count(connection: psycopg.Connection[dict[str, Any]], table: str, owner: UserId) -> int:
    query = sql.SQL("SELECT count(*) AS count FROM {} WHERE user_id = %s").format(sql.Identifier(table))
    row = connection.execute(query, (owner,)).fetchone()
    return int(row["count"]) if row else 0


@contextmanager
def _connection(url: SecretStr) -> Iterator[psycopg.Connection[dict[str, Any]]]:
    address = url.get_secret_value().replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True, row_factory=dict_row) as connection:
        yield connection
