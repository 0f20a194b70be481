"""The slot map of a new platform."""

from collections.abc import Sequence

import psycopg

from services.kit.db.migrations.runner import libpq_url

_CONNECT_SECONDS = 10
_IS_EMPTY = "SELECT NOT EXISTS (SELECT FROM slot_range)"


def write_slot_map_if_empty(directory_url: str, shards: Sequence[str]) -> bool:
    """Spreads all slots evenly over `shards`, unless there is a map already; True if it wrote one."""
    with psycopg.connect(libpq_url(directory_url), connect_timeout=_CONNECT_SECONDS) as connection:
        if not _is_empty(connection):
            return False
        # Nobody else may find it empty meanwhile.
        connection.execute("LOCK TABLE slot_range IN EXCLUSIVE MODE")
        if not _is_empty(connection):
            return False
        _write(connection, shards)
        return True


def _is_empty(connection: psycopg.Connection) -> bool:
    return connection.execute(_IS_EMPTY).fetchone() == (True,)


def _write(connection: psycopg.Connection, shards: Sequence[str]) -> None:
    from services.kit.db.router import even_split  # brings SQLAlchemy along, for once in a platform's life

    for r in even_split(shards):
        connection.execute(
            "INSERT INTO slot_range (first_slot, last_slot, shard) VALUES (%s, %s, %s)",
            (r.first_slot, r.last_slot, r.shard),
        )
