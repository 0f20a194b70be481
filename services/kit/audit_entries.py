"""What an entry of the audit log says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Something that was done."""

    id: UUID
    actor: str
    """A person's id, or the name of the part of the system that acted on their behalf."""
    action: str
    """What was done, as in `script.scene_edited`."""
    resource_kind: str
    resource_id: UUID
    details: Mapping[str, str]
    time: datetime


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, the latest first; an empty token is the only end."""

    entries: Sequence[AuditEntry]
    next_page_token: str
