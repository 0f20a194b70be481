"""Tables of scripts."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, DateTime, Integer, SmallInteger, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow


class ScriptRow(OwnedRow, Base):
    """A script, and the answers that it is written from."""

    __tablename__ = "script"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    response_id: Mapped[uuid.UUID]
    job_id: Mapped[uuid.UUID]
    state: Mapped[str] = mapped_column(Text)
    length: Mapped[str] = mapped_column(Text)
    seed: Mapped[int] = mapped_column(BigInteger)
    changes: Mapped[int] = mapped_column("version", BigInteger)
    answers: Mapped[dict[str, str]] = mapped_column(JSONB)
    """By the ids of their questions."""
    title: Mapped[str] = mapped_column(Text)
    logline: Mapped[str] = mapped_column(Text)
    failure_reason: Mapped[str | None] = mapped_column(Text)
    failure_message: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    options: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    story_version: Mapped[int] = mapped_column(Integer, server_default="0")
    response_revision: Mapped[int] = mapped_column(Integer, server_default="0")
    writer: Mapped[dict[str, str]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))
    rewriting: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid(as_uuid=True)), server_default="{}")
    hero_name: Mapped[str] = mapped_column(Text, server_default="")
    told_in: Mapped[str | None] = mapped_column(Text)
    hero: Mapped[dict[str, str]] = mapped_column(JSONB, server_default=text("'{}'::jsonb"))


class SceneRow(OwnedRow, Base):
    """A scene of a script."""

    __tablename__ = "script_scene"

    script_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    index: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    beat: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    narration: Mapped[str] = mapped_column(Text)
    finished: Mapped[bool] = mapped_column(Boolean)
    answer_ids: Mapped[list[str]] = mapped_column(ARRAY(Text))
    setting: Mapped[str] = mapped_column(Text)
    time: Mapped[str] = mapped_column(Text)
    weather: Mapped[str] = mapped_column(Text)
    mood: Mapped[str] = mapped_column(Text)
    camera: Mapped[str] = mapped_column(Text)
    hero: Mapped[str] = mapped_column(Text)
    props: Mapped[list[str]] = mapped_column(ARRAY(Text))
    id: Mapped[uuid.UUID] = mapped_column(server_default=text("gen_random_uuid()"))
    sentences: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    checks: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    entry_id: Mapped[str] = mapped_column(Text, server_default="")
    basis: Mapped[list[Any]] = mapped_column(JSONB, server_default=text("'[]'::jsonb"))
    companion: Mapped[str] = mapped_column(Text, server_default="nobody")


class VersionRow(OwnedRow, Base):
    """A version of a script's story, as it was."""

    __tablename__ = "script_version"

    script_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    logline: Mapped[str] = mapped_column(Text)
    scenes: Mapped[list[Any]] = mapped_column(JSONB, deferred=True)
    scene_count: Mapped[int] = mapped_column(SmallInteger)
    change: Mapped[str] = mapped_column(Text)
    wish: Mapped[str] = mapped_column(Text)
    response_revision: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
