"""Who saw or changed what of a person's: entries on the person's own shard, never changed afterwards."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Index, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.audit_entries import AuditEntry, AuditPage
from services.kit.db.base import Base, OwnedRow
from services.kit.db.pages import bounded_page_size, fetch_page
from services.kit.db.unit_of_work import Tx
from services.kit.ids import new_id

_NOTHING: Mapping[str, str] = {}
_DEFAULT_PAGE = 20
_ERASING = "encompass.erasing"
"""What the database allows an erasure by: set to the person's id, for one transaction."""


class AuditRow(OwnedRow, Base):
    """One entry; the database itself refuses to change it, or to delete it but with all of its owner's."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_resource", "slot", "user_id", "resource_kind", "resource_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    resource_kind: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[uuid.UUID]
    details: Mapped[dict[str, str]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


def record(
    tx: Tx,
    *,
    actor: str,
    action: str,
    resource_kind: str,
    resource_id: UUID,
    details: Mapping[str, str] = _NOTHING,
) -> None:
    """Adds an entry to the transaction of what it tells of: both are there, or neither.

    `details` are numbers, names of fields and ids: never a person's own words.
    """
    tx.add(
        AuditRow(
            id=new_id(),
            actor=actor,
            action=action,
            resource_kind=resource_kind,
            resource_id=resource_id,
            details=dict(details),
        )
    )


async def entries(
    tx: Tx, resource_kind: str, resource_id: UUID, page_size: int = 0, page_token: str = ""
) -> AuditPage:
    """What was done to one thing of the owner's, the latest first. Entries outlive what they tell of.

    Raises:
        PageTokenInvalid
    """
    page = await fetch_page(
        tx,
        tx.owned(AuditRow).where(
            AuditRow.resource_kind == resource_kind, AuditRow.resource_id == resource_id
        ),
        keys=(AuditRow.id,),
        page_size=bounded_page_size(page_size, default=_DEFAULT_PAGE),
        page_token=page_token,
        list_name=f"audit/{resource_kind}/{resource_id}",
    )
    return AuditPage([_entry(row) for row in page.rows], page.next_page_token)


async def erase(tx: Tx) -> None:
    """Deletes all entries about the owner: a person who goes takes along what was noted about them.

    The database lets this happen in this one transaction and for this one person.
    """
    await tx.session.execute(func.set_config(_ERASING, str(tx.owner), True).select())
    gone = tx.owned_delete(AuditRow)
    await tx.session.execute(gone, execution_options={"synchronize_session": False})


def _entry(row: AuditRow) -> AuditEntry:
    return AuditEntry(
        id=row.id,
        actor=row.actor,
        action=row.action,
        resource_kind=row.resource_kind,
        resource_id=row.resource_id,
        details=row.details,
        time=row.created_at,
    )
