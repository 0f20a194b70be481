"""The slot map of a new platform."""

from collections.abc import Sequence

from sqlalchemy import NullPool, create_engine, func, insert, make_url, select, text

from services.kit.db.router import SlotRange, even_split


def write_slot_map_if_empty(directory_url: str, shards: Sequence[str]) -> bool:
    """Spreads all slots evenly over `shards`, unless there is a map already; True if it wrote one."""
    engine = create_engine(make_url(directory_url), poolclass=NullPool, connect_args={"connect_timeout": 10})
    try:
        with engine.begin() as connection:
            if connection.scalar(select(func.count()).select_from(SlotRange)):
                return False
            # Nobody else may find it empty meanwhile.
            connection.execute(text("LOCK TABLE slot_range IN EXCLUSIVE MODE"))
            if connection.scalar(select(func.count()).select_from(SlotRange)):
                return False
            connection.execute(
                insert(SlotRange),
                [
                    {"first_slot": r.first_slot, "last_slot": r.last_slot, "shard": r.shard}
                    for r in even_split(shards)
                ],
            )
            return True
    finally:
        engine.dispose()
