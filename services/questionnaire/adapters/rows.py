"""The table of responses."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow


class ResponseRow(OwnedRow, Base):
    """One response; `answers` maps a question's key to `[kind, value]`."""

    __tablename__ = "response"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    questionnaire_id: Mapped[str] = mapped_column(Text)
    questionnaire_version: Mapped[int] = mapped_column(Integer)
    answers: Mapped[dict[str, list[Any]]] = mapped_column(JSONB)
    revision: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    submitted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
