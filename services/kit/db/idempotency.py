"""`request_id`: a Create that comes again returns what it made the first time."""

from dataclasses import dataclass
from uuid import UUID

from google.protobuf.message import Message

from services.kit.db.unit_of_work import Tx


@dataclass(frozen=True, slots=True)
class FirstSeen:
    """What a request id stands for."""

    resource_id: UUID
    """The resource that this request id made, or is to make now."""
    is_new: bool
    """True: make it now, in this same transaction. False: it exists already, return it."""


async def first_seen(
    tx: Tx, *, method: str, request_id: UUID, request: Message, resource_id: UUID
) -> FirstSeen:
    """Remembers that `request_id` makes `resource_id`, unless it has made something before.

    Call it first in the transaction of a Create, with a fresh id. Two calls at the same time wait for each
    other: one makes the resource, the other one gets it.

    Raises:
        RequestIdReused: the same id came before with another body.
    """
    ...
