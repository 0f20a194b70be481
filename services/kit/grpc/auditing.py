"""Entries of the audit log in messages."""

from encompass.audit.v1 import audit_pb2 as proto

from services.kit.audit_entries import AuditEntry
from services.kit.grpc.moments import timestamp


def audit_message(entry: AuditEntry) -> proto.AuditEntry:
    """An entry."""
    return proto.AuditEntry(
        id=str(entry.id),
        actor=entry.actor,
        action=entry.action,
        resource_kind=entry.resource_kind,
        resource_id=str(entry.resource_id),
        details=entry.details,
        time=timestamp(entry.time),
    )
