"""What every table of ours has in common."""

import uuid
from typing import Any, ClassVar

from sqlalchemy import MetaData, SmallInteger, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING: dict[str, str] = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Tables of a shard. Relationships, where a model has any, are `lazy="raise"`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {uuid.UUID: Uuid(as_uuid=True)}


class DirectoryBase(DeclarativeBase):
    """Tables of the directory database."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {uuid.UUID: Uuid(as_uuid=True)}


class OwnedRow:
    """Mixin of every table of a shard: whose row it is, and the slot that moves with its owner.

    Both come first in the primary key of a table: `slot`, `user_id`, then the row's own id. `Tx.add`
    stamps them, `Tx.owned` and its kin filter by them; nobody else sets or compares them.
    """

    slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True, sort_order=-2)
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True, sort_order=-1)
