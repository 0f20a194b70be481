"""The tables of responses."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKeyConstraint, Index, Integer, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow


class ResponseRow(OwnedRow, Base):
    """One response; `answers` maps a question's key to `[kind, value]`.

    `revision` counts changes and `submissions` counts submissions; `answer_changes` maps a question's key to
    what the former was when its answer last changed. `progress` is what conditions make of the answers.
    """

    __tablename__ = "response"
    __table_args__ = (
        Index("ix_response_questionnaire", "questionnaire_id", "questionnaire_version"),
        Index("ix_response_expires", "expires_at", postgresql_where=text("expires_at IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(Text)
    questionnaire_version: Mapped[int] = mapped_column(Integer)
    answers: Mapped[dict[str, list[Any]]] = mapped_column(JSONB)
    revision: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    submitted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reopened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    submissions: Mapped[int] = mapped_column(Integer, server_default="0")
    answer_changes: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class RevisionRow(OwnedRow, Base):
    """Answers as they were submitted; goes with its response."""

    __tablename__ = "response_revision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["slot", "user_id", "response_id"],
            ["response.slot", "response.user_id", "response.id"],
            name="fk_response_revision_response",
            ondelete="CASCADE",
        ),
    )

    response_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    revision: Mapped[int] = mapped_column(Integer, primary_key=True)
    questionnaire_version: Mapped[int] = mapped_column(Integer)
    answers: Mapped[dict[str, list[Any]]] = mapped_column(JSONB)
    submitted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
