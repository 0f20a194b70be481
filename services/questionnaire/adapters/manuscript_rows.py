"""Tables of questionnaires that workspaces write, in the directory."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import DirectoryBase

_MOMENT = DateTime(timezone=True)


class QuestionnaireRow(DirectoryBase):
    """A questionnaire with its draft."""

    __tablename__ = "questionnaire"
    __table_args__ = (Index("ix_questionnaire_workspace_id_id", "workspace_id", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    workspace_id: Mapped[uuid.UUID]
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    changes: Mapped[int]
    latest_version: Mapped[int]
    changed_by: Mapped[uuid.UUID]
    created_at: Mapped[datetime] = mapped_column(_MOMENT)
    updated_at: Mapped[datetime] = mapped_column(_MOMENT)
    archived_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class VersionRow(DirectoryBase):
    """A published version; the database itself refuses to change or delete it."""

    __tablename__ = "questionnaire_version"

    questionnaire_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questionnaire.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_by: Mapped[uuid.UUID]
    published_at: Mapped[datetime] = mapped_column(_MOMENT)


class CreateRequestRow(DirectoryBase):
    """A request id that came, and the questionnaire that it stands for."""

    __tablename__ = "questionnaire_request"

    workspace_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    request_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Text)
    questionnaire_id: Mapped[uuid.UUID]
    created_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=func.now())
