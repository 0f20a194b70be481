"""Erasing what jobs and the kit's own tables keep of a person whose account is deleted."""

from dataclasses import dataclass

from services.kit import audit
from services.kit.db.idempotency import forget_requests
from services.kit.db.unit_of_work import UnitOfWork
from services.kit.ids import UserId
from services.kit.jobs.forgetting import forget_everything


class StillUnderWay(Exception):
    """Jobs of the person have to stop first, or messages about them to be sent: tell it again, soon."""


@dataclass(frozen=True, slots=True)
class Remains:
    """Stops a person's jobs, then deletes them with what they cost, and what no domain has as its own: audit
    entries, request ids, published messages."""

    uow: UnitOfWork

    async def __call__(self, owner: UserId) -> None:
        """Erases it. Doing it again changes nothing.

        Raises:
            StillUnderWay: it has to be done again, soon.
            DatabaseUnavailable, WriteConflict: nothing is erased.
        """
        async with self.uow.begin(owner) as tx:
            left = await forget_everything(tx)
            await audit.erase(tx)
            await forget_requests(tx)
        if left:
            raise StillUnderWay
