"""`request_id`: a Create that comes again returns what it made the first time."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from google.protobuf.message import Message
from sqlalchemy import DateTime, LargeBinary, Text, Uuid, func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow
from services.kit.db.unit_of_work import Tx
from services.kit.errors import RequestIdReused


class RequestSeen(OwnedRow, Base):
    """A request id that came, and the resource that it stands for."""

    __tablename__ = "request_seen"

    method: Mapped[str] = mapped_column(Text, primary_key=True)
    request_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    resource_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True))
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now(), index=True
    )


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """What a request id stands for."""

    resource_id: UUID
    """The resource that this request id made, or is to make now."""
    is_new: bool
    """True: make it now, in this same transaction. False: it exists already, return it."""


async def forget_requests(tx: Tx) -> None:
    """Forgets which requests the owner has made."""
    gone = tx.owned_delete(RequestSeen)
    await tx.session.execute(gone, execution_options={"synchronize_session": False})


async def first_seen(
    tx: Tx, *, method: str, request_id: UUID, request: Message, resource_id: UUID
) -> FirstSeen:
    """Remembers that `request_id` makes `resource_id`, unless it has made something before.

    Call it first in the transaction of a Create, with a fresh id. Two calls at the same time wait for each
    other: one makes the resource, the other one gets it.

    Raises:
        RequestIdReused: the same id came before with another body.
    """
    body_hash = hashlib.sha256(request.SerializeToString(deterministic=True)).digest()
    remember = (
        insert(RequestSeen)
        .values(
            slot=tx.slot,
            user_id=tx.owner,
            method=method,
            request_id=request_id,
            body_hash=body_hash,
            resource_id=resource_id,
        )
        .on_conflict_do_nothing()
        .returning(RequestSeen.resource_id)
    )
    if (await tx.session.execute(remember)).first() is not None:
        return FirstSeen(resource_id, is_new=True)
    earlier = tx.owned(RequestSeen).where(RequestSeen.method == method, RequestSeen.request_id == request_id)
    row = (await tx.session.scalars(earlier)).one()
    if row.body_hash != body_hash:
        raise RequestIdReused(
            "This request id was used before, for something else.",
            metadata={"request_id": str(request_id)},
        )
    return FirstSeen(row.resource_id, is_new=False)
